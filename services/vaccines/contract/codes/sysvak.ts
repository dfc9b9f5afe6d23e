import { diseasesOfAtc } from './atc.ts'
import type { Disease } from './diseases.ts'

/**
 * The vaccine codes of SYSVAK, the national vaccination register. The OID of the code list was not found in any public
 * source: this URL stands in for it and is UNCONFIRMED. To be changed here, and only here, when FHI names the real one.
 */
export const sysvakSystem = 'http://lomma.example/fhir/CodeSystem/sysvak-vaksinekode'

/**
 * A SYSVAK code is two or three letters for the kind of vaccine and the last two digits of its ATC code (FHI,
 * "SYSVAK-koder"). Listed are the letters that page or other public sources show; other codes are read by their ATC coding
 * or shown by their text.
 */
const atcGroups: Readonly<Record<string, string>> = {
  AII: 'J07BB',
  BCG: 'J07AN',
  BNT: 'J07BX',
  DIF: 'J07AF',
  DT: 'J07AM',
  KOM: 'J07CA',
  MMR: 'J07BD',
  MOD: 'J07BX',
  TYF: 'J07AP',
}

/** What a vaccine with this SYSVAK code protects against; undefined when the code is not known. */
export function diseasesOfSysvak(code: string): readonly Disease[] | undefined {
  const [, letters = '', digits = ''] = /^([A-Z]{2,3})(\d{2})$/.exec(code) ?? []
  const group = atcGroups[letters]
  return group ? diseasesOfAtc(`${group}${digits}`) : undefined
}
