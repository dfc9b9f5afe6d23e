const weights = [3, 2, 7, 6, 5, 4, 3, 2] as const

/** True for nine digits whose last is the modulo 11 check digit of the others (Enhetsregisteret). */
export function isOrganisationNumber(number: string): boolean {
  return /^\d{9}$/.test(number) && organisationNumber(number.slice(0, 8)) === number
}

/** The organisation number that starts with these eight digits; undefined when they have no check digit. */
export function organisationNumber(eight: string): string | undefined {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(eight[at] ?? 0), 0)
  const digit = (11 - (sum % 11)) % 11
  return digit === 10 ? undefined : `${eight}${digit}`
}
