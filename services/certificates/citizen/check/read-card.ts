import { diseasesOf } from '@lomma/services/vaccines/contract'

/** A vaccine as a signed card tells it. */
export interface CardVaccine {
  /** Ids of diseases; empty when the code is none we know. */
  readonly protectsAgainst: readonly string[]
  /** `J07BC02`, for those who know the codes. */
  readonly code: string
  readonly on: string
  readonly doseNumber: string | undefined
  readonly source: string | undefined
}

/** What a signed card says. */
export interface Card {
  readonly issuer: string
  /** Its number in the list of what was taken back. */
  readonly number: string | undefined
  readonly issued: Date
  readonly validUntil: Date | undefined
  readonly name: string
  readonly birthDate: string
  readonly vaccines: readonly CardVaccine[]
}

/** Reads the payload of a card; undefined when it is not one about vaccines. */
export function readCard(payload: unknown): Card | undefined {
  const vc = at(payload, 'vc')
  const [nbf, exp] = [at(payload, 'nbf'), at(payload, 'exp')]
  const entries = list(at(at(at(vc, 'credentialSubject'), 'fhirBundle'), 'entry')).map((entry) => at(entry, 'resource'))
  const patient = entries.find((one) => at(one, 'resourceType') === 'Patient')
  const issuer = text(at(payload, 'iss'))
  const birthDate = text(at(patient, 'birthDate'))
  if (issuer === undefined || birthDate === undefined || typeof nbf !== 'number') return undefined
  const [name] = list(at(patient, 'name'))
  return {
    issuer,
    number: text(at(vc, 'rid')),
    issued: new Date(nbf * 1000),
    validUntil: typeof exp === 'number' ? new Date(exp * 1000) : undefined,
    name: [...list(at(name, 'given')), at(name, 'family')].filter((part) => typeof part === 'string').join(' '),
    birthDate,
    vaccines: entries.filter((one) => at(one, 'resourceType') === 'Immunization').map(readVaccine),
  }
}

function readVaccine(resource: unknown): CardVaccine {
  const codings = list(at(at(resource, 'vaccineCode'), 'coding')).map((coding) => ({
    system: text(at(coding, 'system')),
    code: text(at(coding, 'code')),
  }))
  const [performer] = list(at(resource, 'performer'))
  const [protocol] = list(at(resource, 'protocolApplied'))
  const dose = at(protocol, 'doseNumberPositiveInt') ?? at(protocol, 'doseNumberString')
  return {
    protectsAgainst: diseasesOf(codings),
    code: codings[0]?.code ?? '',
    on: text(at(resource, 'occurrenceDateTime')) ?? '',
    doseNumber: dose === undefined ? undefined : String(dose),
    source: text(at(at(performer, 'actor'), 'display')),
  }
}

/** A member of what may be anything. */
export function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
