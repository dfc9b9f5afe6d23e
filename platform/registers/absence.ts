import type { PractitionerRole, PractitionerRoleNotAvailable } from '@medplum/fhirtypes'
import { type PortalService, portalServices } from './types.ts'

const systems = {
  service: 'http://lomma.example/fhir/StructureDefinition/absent-service',
  standIn: 'http://lomma.example/fhir/StructureDefinition/stand-in',
} as const

/** B7: a doctor is away, both days included. Why is nobody's business and stands nowhere. */
export interface Absence {
  readonly id: string
  readonly from: string
  readonly until: string
  /** The services that are closed. None: the stand-in has the whole list, and every service stays open. */
  readonly kinds: readonly PortalService[]
  readonly standIn?: { readonly practitioner: string; readonly name: string }
}

/** An absence as an element of the PractitionerRole that others read. */
export function toNotAvailable({ id, from, until, kinds, standIn }: Absence): PractitionerRoleNotAvailable {
  const who = standIn && { reference: `Practitioner/${standIn.practitioner}`, display: standIn.name }
  return {
    id,
    extension: [
      ...kinds.map((kind) => ({ url: systems.service, valueCode: kind })),
      ...(who ? [{ url: systems.standIn, valueReference: who }] : []),
    ],
    description: 'Fravær',
    during: { start: from, end: until },
  }
}

/**
 * The absences of a role. Times away that name neither service nor stand-in are another system's own matter and left alone: the
 * portal does not guess what they close.
 */
export function readAbsences(role: PractitionerRole): Absence[] {
  return (role.notAvailable ?? []).flatMap((one) => readAbsence(one) ?? [])
}

export function isAbsence(element: PractitionerRoleNotAvailable): boolean {
  return readAbsence(element) !== undefined
}

function readAbsence(one: PractitionerRoleNotAvailable): Absence | undefined {
  const codes = (one.extension ?? []).flatMap(({ url, valueCode }) => (url === systems.service ? [valueCode] : []))
  const kinds = portalServices.filter((kind) => codes.includes(kind))
  const reference = one.extension?.find(({ url }) => url === systems.standIn)?.valueReference
  const practitioner = practitionerIn(reference?.reference)
  const { start, end } = one.during ?? {}
  if ((kinds.length === 0 && !practitioner) || !start) return undefined
  return {
    id: one.id ?? '',
    from: start.slice(0, 10),
    // Nobody says until when: until somebody does.
    until: end?.slice(0, 10) ?? '9999-12-31',
    kinds,
    ...(practitioner ? { standIn: { practitioner, name: reference?.display ?? '' } } : {}),
  }
}

/** Id of the Practitioner a reference names. */
export function practitionerIn(reference: string | undefined): string | undefined {
  return /^Practitioner\/([A-Za-z0-9.-]{1,64})$/.exec(reference ?? '')?.[1]
}
