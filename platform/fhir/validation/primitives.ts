/** R4's primitive types: each check answers what was expected, or undefined when the value is right. */
type Check = (value: unknown) => string | undefined

/** Below space only tab, LF and CR may stand in FHIR; the database refuses NUL and half surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/
const maxString = 1_048_576

function textProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'a JSON string'
  if (value.length === 0) return 'a string that is not empty'
  if (control.test(value) || !value.isWellFormed()) return 'text without control characters or broken surrogates'
  return undefined
}

function string(value: unknown): string | undefined {
  const problem = textProblem(value)
  if (problem || typeof value !== 'string') return problem
  if (value.length > maxString) return 'at most 1 MB of text'
  return /\S/.test(value) ? undefined : 'a string that is not only white space'
}

const pattern =
  (regex: RegExp, expected: string): Check =>
  (value) =>
    typeof value === 'string' ? (regex.test(value) ? undefined : expected) : 'a JSON string'

const integerIn =
  (low: number, high: number, expected: string): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high ? undefined : expected

const datePart = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/
const timePart = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?$/
const zonePart = /^(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isDate(text: string, wholeDay: boolean): boolean {
  const match = datePart.exec(text)
  if (!match || match[1] === '0000') return false
  if (match[3] === undefined) return !wholeDay
  return Number(match[3]) <= daysIn(Number(match[1]), Number(match[2]))
}

function isDateTime(text: string, wholeInstant: boolean): boolean {
  const t = text.indexOf('T')
  if (t < 0) return !wholeInstant && isDate(text, false)
  if (t !== 10 || text.length < 20 || !isDate(text.slice(0, 10), true)) return false
  const zone = text.endsWith('Z') ? text.length - 1 : text.length - 6
  return timePart.test(text.slice(11, zone)) && zonePart.test(text.slice(zone))
}

const dateLike =
  (test: (text: string) => boolean, expected: string): Check =>
  (value) =>
    typeof value === 'string' && test(value) ? undefined : expected

const oid = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/
const uuid = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function uri(value: unknown): string | undefined {
  const problem = textProblem(value)
  if (problem || typeof value !== 'string') return problem
  if (/\s/.test(value)) return 'a URI without white space'
  if (value.startsWith('urn:oid:') && !oid.test(value)) return 'a valid urn:oid'
  if (value.startsWith('urn:uuid:') && !uuid.test(value)) return 'a valid urn:uuid'
  return undefined
}

function code(value: unknown): string | undefined {
  const problem = textProblem(value)
  if (problem || typeof value !== 'string') return problem
  // Without back-tracking: no white space at the ends, none doubled.
  return /^\s|\s$|\s\s/.test(value) ? 'a code without white space at its ends or doubled' : undefined
}

function base64Binary(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'base64 text'
  const digits = /\s/.test(value) ? value.replaceAll(/\s+/g, '') : value
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(digits)
    ? undefined
    : 'base64 text in groups of four characters'
}

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['string', string],
  ['markdown', string],
  ['xhtml', string],
  ['boolean', (value) => (typeof value === 'boolean' ? undefined : 'true or false (JSON boolean)')],
  ['decimal', (value) => (typeof value === 'number' && Number.isFinite(value) ? undefined : 'a JSON number')],
  ['integer', integerIn(-2_147_483_648, 2_147_483_647, 'a JSON number: a whole number of 32 bits')],
  ['unsignedInt', integerIn(0, 2_147_483_647, 'a JSON number: a whole number, zero or more')],
  ['positiveInt', integerIn(1, 2_147_483_647, 'a JSON number: a whole number, one or more')],
  ['id', pattern(/^[A-Za-z0-9\-.]{1,64}$/, '1 to 64 of the characters A-Z a-z 0-9 - .')],
  ['uri', uri],
  ['url', uri],
  ['canonical', uri],
  ['oid', pattern(oid, 'urn:oid: and an OID')],
  ['uuid', pattern(uuid, 'urn:uuid: and a UUID')],
  ['code', code],
  ['date', dateLike((text) => isDate(text, false), 'a date: YYYY, YYYY-MM or YYYY-MM-DD')],
  ['dateTime', dateLike((text) => isDateTime(text, false), 'a date, or a date with time, seconds and time zone')],
  ['instant', dateLike((text) => isDateTime(text, true), 'a date with time, seconds and time zone')],
  ['time', pattern(timePart, 'a time: hh:mm:ss')],
  ['base64Binary', base64Binary],
])

/** What was expected instead of `value`; undefined when it is a right value of the primitive type. */
export function primitiveProblem(type: string, value: unknown): string | undefined {
  const check = checks.get(type)
  return check ? check(value) : `a value of type ${type}`
}
