/** Numbers by the systems of Norway: is the value of an identifier possible at all? Says what was expected. */

import { classifyIdentityNumber } from '../../registers/identity-number.ts'
import { isObject } from '../definitions/index.ts'

const arc = 'urn:oid:2.16.578.1.12.4.1.4.'

/** The last digit makes the weighted sum divisible by 11 (Brønnøysund Register Centre). */
function isOrganizationNumber(value: string): boolean {
  if (!/^\d{9}$/.test(value)) return false
  return [3, 2, 7, 6, 5, 4, 3, 2, 1].reduce((sum, weight, at) => sum + weight * Number(value[at]), 0) % 11 === 0
}

type Check = (value: string) => string | undefined

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  [
    `${arc}1`,
    (value) =>
      classifyIdentityNumber(value)?.kind === 'fødselsnummer' ? undefined : 'a fødselsnummer with right check digits',
  ],
  [
    `${arc}2`,
    (value) => (classifyIdentityNumber(value)?.kind === 'dNumber' ? undefined : 'a D-number with right check digits'),
  ],
  [`${arc}3`, (value) => (/^\d{11}$/.test(value) ? undefined : 'a felles hjelpenummer of 11 digits')],
  [`${arc}4`, (value) => (/^\d{1,9}$/.test(value) ? undefined : 'an HPR number of at most 9 digits')],
  [`${arc}5`, (value) => (/^\d{12}$/.test(value) ? undefined : 'a DUF number of 12 digits')],
  [`${arc}101`, (value) => (isOrganizationNumber(value) ? undefined : 'an organisation number with right check digit')],
])

/** What was expected instead of the identifier's value; undefined when it is possible or of another system. */
export function numberProblem(identifier: unknown): string | undefined {
  if (!isObject(identifier) || typeof identifier.system !== 'string' || typeof identifier.value !== 'string')
    return undefined
  return checks.get(identifier.system)?.(identifier.value)
}
