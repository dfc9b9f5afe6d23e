import type { Disease } from './diseases.ts'

/** WHO's ATC classification, as FHIR names it. */
export const atcSystem = 'http://www.whocc.no/atc'

/**
 * Vaccines in ATC (group J07). The longest prefix that fits decides, so a new product in a known group is understood.
 * An empty list stands for a vaccine we know and have no words for.
 */
const groups: Readonly<Record<string, readonly Disease[]>> = {
  J07AE: ['cholera'],
  J07AF: ['diphtheria'],
  J07AG: ['hib'],
  J07AG51: ['hib', 'diphtheria', 'tetanus'],
  J07AG52: ['hib', 'pertussis', 'diphtheria', 'tetanus'],
  J07AG53: ['hib', 'meningococcal'],
  J07AG54: ['hib', 'meningococcal'],
  J07AH: ['meningococcal'],
  J07AJ: ['pertussis'],
  J07AJ51: ['pertussis', 'diphtheria', 'tetanus'],
  J07AJ52: ['pertussis', 'diphtheria', 'tetanus'],
  J07AL: ['pneumococcal'],
  J07AL52: ['pneumococcal', 'hib'],
  J07AM: ['tetanus'],
  J07AM51: ['diphtheria', 'tetanus'],
  J07AN: ['tuberculosis'],
  J07AP: ['typhoid'],
  J07BA01: ['tick-borne-encephalitis'],
  J07BA02: ['japanese-encephalitis'],
  J07BA03: ['japanese-encephalitis'],
  J07BB: ['influenza'],
  J07BC01: ['hepatitis-b'],
  J07BC02: ['hepatitis-a'],
  J07BC20: ['hepatitis-a', 'hepatitis-b'],
  J07BD01: ['measles'],
  J07BD51: ['measles', 'mumps'],
  J07BD52: ['measles', 'mumps', 'rubella'],
  J07BD53: ['measles', 'rubella'],
  J07BD54: ['measles', 'mumps', 'rubella', 'varicella'],
  J07BE: ['mumps'],
  J07BE51: ['mumps', 'rubella'],
  J07BF: ['polio'],
  J07BG: ['rabies'],
  J07BH: ['rotavirus'],
  J07BJ: ['rubella'],
  J07BJ51: ['rubella', 'mumps'],
  J07BK01: ['varicella'],
  J07BK02: ['zoster'],
  J07BK03: ['zoster'],
  J07BL: ['yellow-fever'],
  J07BM: ['hpv'],
  J07BN: ['covid-19'],
  J07BX01: ['mpox'],
  // Covid-19 vaccines stood here until ATC gave them J07BN in 2022.
  J07BX03: ['covid-19'],
  J07BX04: ['dengue'],
  J07BX05: ['rsv'],
  J07CA01: ['diphtheria', 'polio', 'tetanus'],
  J07CA02: ['diphtheria', 'pertussis', 'polio', 'tetanus'],
  J07CA03: ['diphtheria', 'rubella', 'tetanus'],
  J07CA04: ['hib', 'polio'],
  J07CA05: ['diphtheria', 'hepatitis-b', 'pertussis', 'tetanus'],
  J07CA06: ['diphtheria', 'hib', 'pertussis', 'polio', 'tetanus'],
  J07CA07: ['diphtheria', 'hepatitis-b', 'tetanus'],
  J07CA08: ['hib', 'hepatitis-b'],
  J07CA09: ['diphtheria', 'hib', 'pertussis', 'polio', 'tetanus', 'hepatitis-b'],
  J07CA10: ['typhoid', 'hepatitis-a'],
  J07CA11: ['diphtheria', 'hib', 'pertussis', 'tetanus', 'hepatitis-b'],
  J07CA12: ['diphtheria', 'pertussis', 'polio', 'tetanus', 'hepatitis-b'],
  J07CA13: ['diphtheria', 'hib', 'pertussis', 'tetanus', 'hepatitis-b', 'meningococcal'],
}

/** What a vaccine with this ATC code protects against; undefined when the code is not known. */
export function diseasesOfAtc(code: string): readonly Disease[] | undefined {
  for (let length = code.length; length >= 5; length--) {
    const found = groups[code.slice(0, length)]
    if (found) return found
  }
  return undefined
}
