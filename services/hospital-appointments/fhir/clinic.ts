import type { Extension, HealthcareService } from '@medplum/fhirtypes'
import { type ClinicRules, meetingTypes } from '../contract/index.ts'
import { codeIn, referencedId } from './reference.ts'
import { clinicCode, extensions, systems } from './systems.ts'

/** A clinic at a hospital: where it is known, and what patients may do themselves. */
export interface ClinicFacts {
  readonly id: string
  readonly source: string
  readonly regional: string
  readonly organization: string
  readonly organizationName: string
  readonly name: string
  readonly phone: string | null
  readonly rules: ClinicRules
}

export function isClinic(service: HealthcareService): boolean {
  return (service.type ?? []).some((type) => codeIn(type, systems.clinicType) === clinicCode)
}

/** Undefined when something is missing that a clinic stands on. */
export function readClinic(service: HealthcareService): ClinicFacts | undefined {
  const organization = referencedId(service.providedBy, 'Organization')
  const [source, ...regional] = (
    service.identifier?.find(({ system }) => system === systems.clinic)?.value ?? ''
  ).split('/')
  const rules = readRules(service.extension?.find(({ url }) => url === extensions.rules))
  if (!service.id || !organization || !source || regional.length === 0 || !rules) return undefined
  return {
    id: service.id,
    source,
    regional: regional.join('/'),
    organization,
    organizationName: service.providedBy?.display ?? '',
    name: service.name ?? '',
    phone: service.telecom?.find(({ system }) => system === 'phone')?.value ?? null,
    rules,
  }
}

export function toHealthcareService(facts: ClinicFacts): HealthcareService & { id: string } {
  return {
    resourceType: 'HealthcareService',
    id: facts.id,
    extension: [writeRules(facts.rules)],
    identifier: [{ system: systems.clinic, value: `${facts.source}/${facts.regional}` }],
    active: true,
    providedBy: { reference: `Organization/${facts.organization}`, display: facts.organizationName },
    type: [{ coding: [{ system: systems.clinicType, code: clinicCode }] }],
    name: facts.name,
    ...(facts.phone ? { telecom: [{ system: 'phone', value: facts.phone, use: 'work' }] } : {}),
  }
}

function readRules(extension: Extension | undefined): ClinicRules | undefined {
  const number = (url: string) => extension?.extension?.find((one) => one.url === url)?.valueInteger
  const [moveHours, cancelHours, maxMoves] = [number('move-hours'), number('cancel-hours'), number('max-moves')]
  if (moveHours === undefined || cancelHours === undefined || maxMoves === undefined) return undefined
  const codes = (extension?.extension ?? [])
    .filter(({ url }) => url === 'type')
    .flatMap(({ valueCode }) => valueCode ?? [])
  return { moveHours, cancelHours, maxMoves, types: meetingTypes.filter((type) => codes.includes(type)) }
}

function writeRules(rules: ClinicRules): Extension {
  return {
    url: extensions.rules,
    extension: [
      { url: 'move-hours', valueInteger: rules.moveHours },
      { url: 'cancel-hours', valueInteger: rules.cancelHours },
      { url: 'max-moves', valueInteger: rules.maxMoves },
      ...rules.types.map((valueCode) => ({ url: 'type', valueCode })),
    ],
  }
}
