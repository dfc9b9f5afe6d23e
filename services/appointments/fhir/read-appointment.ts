import { appointmentOwner } from '@lomma/platform/appointment'
import type { Appointment, Extension, Flag, Location } from '@medplum/fhirtypes'
import {
  type By,
  bySchema,
  type Mode,
  type Place,
  type PracticeKind,
  practiceSchema,
  type State,
  type Step,
  stepSchema,
} from '../contract/index.ts'
import { type FlagCode, flagCodes } from '../domain/actions.ts'
import type { Wish } from '../domain/waiting.ts'
import { modeOf } from './modes.ts'
import { readPlace } from './read-place.ts'
import { readOffer, readWish } from './read-waiting.ts'
import { referencedId, text } from './reference.ts'
import { extensions, systems } from './systems.ts'

/** An Appointment as the rules and screens know it. What others left out is null. */
export interface ReadAppointment {
  readonly id: string
  readonly version: string
  /** Service that owns it. */
  readonly owner: string
  readonly state: State
  readonly title: string | null
  readonly mode: Mode | null
  /** What the place is, when it is not the GP's office. */
  readonly practice: PracticeKind | null
  readonly start: Date | null
  readonly end: Date | null
  readonly citizen: string | null
  /** Organization that has it. */
  readonly office: string | null
  readonly officeName: string | null
  readonly practitioner: string | null
  readonly practitionerName: string | null
  readonly slots: readonly string[]
  readonly place: Place | null
  readonly preparation: string | null
  readonly reason: string | null
  readonly receipt: string | null
  readonly flags: readonly FlagCode[]
  readonly steps: readonly Step[]
  readonly cancelled: { readonly by: 'citizen' | 'office'; readonly reason: string | null } | null
  readonly video: string | null
  readonly series: string | null
  readonly wish: Wish | null
  readonly offer: { readonly slot: string; readonly until: Date; readonly asked: readonly string[] } | null
  readonly replaces: string | null
  /** What became of a late cancellation; null while nobody has looked. */
  readonly settled: 'charged' | 'waived' | null
  readonly created: Date
  /** The owner waits for the citizen's answer. */
  readonly yourTurn: boolean
}

const states: Readonly<Record<string, State>> = {
  proposed: 'proposed',
  pending: 'pending',
  booked: 'booked',
  arrived: 'arrived',
  'checked-in': 'arrived',
  fulfilled: 'done',
  noshow: 'missed',
  cancelled: 'cancelled',
  'entered-in-error': 'cancelled',
  waitlist: 'waiting',
}

/** Volven 9603: what the person is not to see in the own record. */
const hidden: ReadonlySet<string> = new Set([
  'NORN_FFL',
  'NORN_KUT',
  'NORN_EPO',
  'NORN_ALL',
  'NORN_FOR',
  'NORN_UNGDOM',
  'NORN_FFH',
  'NORN_FPB',
  'NORN_DUP',
  'NORN_ANG',
  'NORU',
])

/** True when the citizen may see it in the own record, and it was not entered in error. */
export function isShownToSelf(appointment: Appointment): boolean {
  const labels = appointment.meta?.security ?? []
  return appointment.status !== 'entered-in-error' && !labels.some(({ code }) => code !== undefined && hidden.has(code))
}

/** Reads one. @param others Flags that stand beside it in the record; those within it are read from it. */
export function readAppointment(one: Appointment, others: readonly Flag[] = []): ReadAppointment {
  const state = states[one.status ?? ''] ?? 'booked'
  const participants = one.participant ?? []
  const practitioner = participants.find(({ actor }) => referencedId(actor, 'Practitioner') !== null)?.actor
  const patient = participants.find(({ actor }) => referencedId(actor, 'Patient') !== null)
  const office = extensionOf(one, extensions.office)?.valueReference
  const flags = flagsOf(one, others)
  return {
    id: one.id ?? '',
    version: one.meta?.versionId ?? '',
    owner: appointmentOwner(one),
    state,
    title: text(one.description),
    mode: modeOf(one.appointmentType),
    practice: practiceIn(one),
    start: instant(one.start),
    end: instant(one.end),
    citizen: referencedId(patient?.actor, 'Patient'),
    office: referencedId(office, 'Organization') ?? managing(one),
    officeName: text(office?.display) ?? placeOf(one)?.name ?? null,
    practitioner: referencedId(practitioner, 'Practitioner'),
    practitionerName: text(practitioner?.display),
    slots: one.slot?.flatMap((slot) => referencedId(slot, 'Slot') ?? []) ?? [],
    place: placeOf(one),
    preparation: text(one.patientInstruction),
    reason: text(one.reasonCode?.[0]?.text),
    receipt: one.identifier?.find(({ system }) => system === systems.receipt)?.value ?? null,
    flags,
    steps: stepsOf(one),
    cancelled: state === 'cancelled' ? cancelledBy(one) : null,
    video: videoLink(one),
    series: seriesOf(one, practitioner?.display),
    wish: readWish(one),
    offer: readOffer(one),
    replaces: referencedId(extensionOf(one, extensions.replaces)?.valueReference, 'Appointment'),
    settled: settledOf(one),
    created: instant(one.created) ?? instant(one.meta?.lastUpdated) ?? new Date(0),
    yourTurn: patient?.status === 'needs-action' || flags.includes('canAcknowledge'),
  }
}

function practiceIn({ serviceType = [] }: Appointment): PracticeKind | null {
  const codes = serviceType.flatMap(({ coding = [] }) => coding)
  const code = codes.find(({ system }) => system === systems.practice)?.code
  return practiceSchema.options.find((one) => one === code) ?? null
}

/** The one extension with this address. */
export function extensionOf(holder: { extension?: Extension[] | undefined }, url: string): Extension | undefined {
  return holder.extension?.find((one) => one.url === url)
}

function instant(value: string | undefined): Date | null {
  const read = new Date(value ?? '')
  return Number.isNaN(read.getTime()) ? null : read
}

function flagsOf(one: Appointment, others: readonly Flag[]): FlagCode[] {
  const named = new Set(one.supportingInformation?.map(({ reference }) => reference) ?? [])
  const contained = one.contained?.flatMap((inner) => (inner.resourceType === 'Flag' ? [inner] : [])) ?? []
  const meant = [
    ...contained.filter(({ id }) => named.has(`#${id}`)),
    ...others.filter(({ id }) => named.has(`Flag/${id}`)),
  ]
  const codes = meant.flatMap(({ status, code }) =>
    status === 'active'
      ? (code?.coding ?? []).flatMap(({ system, code: said }) => (system === systems.flag ? [said] : []))
      : [],
  )
  return flagCodes.filter((known) => codes.includes(known))
}

function locationOf(one: Appointment): Location | undefined {
  return one.contained?.find((inner): inner is Location => inner.resourceType === 'Location')
}

function managing(one: Appointment): string | null {
  return referencedId(locationOf(one)?.managingOrganization, 'Organization')
}

function placeOf(one: Appointment): Place | null {
  const location = locationOf(one)
  return location ? readPlace(location) : null
}

function stepsOf(one: Appointment): Step[] {
  return (one.extension ?? []).flatMap(({ url, extension }) => {
    if (url !== extensions.step) return []
    const parts = Object.fromEntries(extension?.map((part) => [part.url, part.valueCode ?? part.valueInstant]) ?? [])
    const at = instant(parts.at)?.toISOString()
    const step = stepSchema.safeParse({ ...parts, at })
    return step.success ? [step.data] : []
  })
}

function cancelledBy(one: Appointment): ReadAppointment['cancelled'] {
  const codes = one.cancelationReason?.coding?.map(({ code }) => code) ?? []
  const said = stepsOf(one).findLast(({ what }) => what === 'cancelled')?.by
  const by: By = codes.includes('AAI') ? 'citizen' : (said ?? 'office')
  return { by: bySchema.parse(by) === 'citizen' ? 'citizen' : 'office', reason: text(one.cancelationReason?.text) }
}

function videoLink(one: Appointment): string | null {
  const address = extensionOf(one, extensions.virtual)?.extension?.find(({ url }) => url === 'virtualAddress')?.valueUrl
  return address && URL.canParse(address) && new URL(address).protocol === 'https:' ? address : null
}

/** Regular appointments with the same person for the same thing are one series. */
function seriesOf(one: Appointment, who: string | undefined): string | null {
  const recurring = extensionOf(one, 'http://helsenorge.no/fhir/StructureDefinition/hn-basis-Recurring')?.valueBoolean
  return recurring ? [appointmentOwner(one), one.description ?? '', who ?? ''].join(' · ') : null
}

function settledOf(one: Appointment): ReadAppointment['settled'] {
  const code = extensionOf(one, extensions.late)?.valueCode
  return code === 'charged' || code === 'waived' ? code : null
}
