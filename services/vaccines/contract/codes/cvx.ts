import type { Disease } from './diseases.ts'

/** CDC's vaccine codes, as records from abroad and synthetic records carry them. */
export const cvxSystem = 'http://hl7.org/fhir/sid/cvx'

const dtp: readonly Disease[] = ['diphtheria', 'tetanus', 'pertussis']

const codes: readonly (readonly [codes: string, diseases: readonly Disease[]])[] = [
  ['01 20 106 107 115', dtp],
  ['22 50', [...dtp, 'hib']],
  ['102', [...dtp, 'hib', 'hepatitis-b']],
  ['110', [...dtp, 'hepatitis-b', 'polio']],
  ['120 170', [...dtp, 'hib', 'polio']],
  ['130', [...dtp, 'polio']],
  ['132 146', [...dtp, 'polio', 'hib', 'hepatitis-b']],
  ['09 28 113 138 139 196', ['diphtheria', 'tetanus']],
  ['35 112 142', ['tetanus']],
  ['11', ['pertussis']],
  ['02 10 89 182', ['polio']],
  ['17 46 47 48 49', ['hib']],
  ['51', ['hib', 'hepatitis-b']],
  ['08 42 43 44 45 189 220', ['hepatitis-b']],
  ['31 52 83 84 85 169', ['hepatitis-a']],
  ['104 193', ['hepatitis-a', 'hepatitis-b']],
  ['33 100 109 133 152 177 215 216 327', ['pneumococcal']],
  ['32 103 108 114 136 147 162 163 164 167 203 316', ['meningococcal']],
  ['148', ['meningococcal', 'hib']],
  ['74 116 119 122', ['rotavirus']],
  ['05', ['measles']],
  ['07', ['mumps']],
  ['06', ['rubella']],
  ['04', ['measles', 'rubella']],
  ['38', ['mumps', 'rubella']],
  ['03', ['measles', 'mumps', 'rubella']],
  ['94', ['measles', 'mumps', 'rubella', 'varicella']],
  ['21', ['varicella']],
  ['121 187 188', ['zoster']],
  ['62 118 137 165', ['hpv']],
  ['19', ['tuberculosis']],
  [
    '15 16 88 111 135 140 141 144 149 150 151 153 155 158 161 166 168 171 185 186 194 197 200 201 202 205 231 320',
    ['influenza'],
  ],
  ['207 208 210 211 212 213 217 218 219 221 228 229 230 300 301 302 308 309 310 311 312 313', ['covid-19']],
  ['303 304 305 326', ['rsv']],
  ['77 222 223 224', ['tick-borne-encephalitis']],
  ['39 129 134', ['japanese-encephalitis']],
  ['37 183 184', ['yellow-fever']],
  ['25 41 53 91 101 190', ['typhoid']],
  ['26 172 173 174', ['cholera']],
  ['18 40 90 175 176', ['rabies']],
  ['56 330', ['dengue']],
  ['206', ['mpox']],
]

const byCode = new Map(codes.flatMap(([list, diseases]) => list.split(' ').map((code) => [code, diseases] as const)))

/** What a vaccine with this CVX code protects against; undefined when the code is not known. */
export function diseasesOfCvx(code: string): readonly Disease[] | undefined {
  // Some senders drop the leading zero that the code list writes: `3` for `03`.
  return byCode.get(code.padStart(2, '0'))
}
