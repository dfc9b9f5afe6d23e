import type { Extension, ServiceRequest } from '@medplum/fhirtypes'
import type { Priority, ReferralState, ReferralStep } from '../contract/index.ts'
import { replyCodes, stateAfter, statusOf } from '../domain/acts.ts'
import { readReferral } from './read-referral.ts'
import { type Named, to } from './reference.ts'
import { extensions, referralCategory, systems } from './systems.ts'

export interface NewReferral {
  readonly id: string
  readonly citizen: Named
  readonly requester: Named
  readonly office: Named
  readonly unit: Named
  readonly hospital: Named
  readonly treatment: { readonly code: string; readonly name: string }
  readonly priority: Priority
  readonly reason: string
  readonly question: string
  readonly sent: Date
  /** `YYYY-MM-DD` */
  readonly assessBy: string
}

/** A referral just sent. */
export function newReferral(referral: NewReferral): ServiceRequest & { id: string } {
  const { citizen, requester, office, unit, hospital, treatment, sent } = referral
  const at = sent.toISOString()
  return {
    resourceType: 'ServiceRequest',
    id: referral.id,
    extension: [
      { url: extensions.state, valueCode: 'sent' },
      { url: extensions.office, valueReference: to('Organization', office) },
      { url: extensions.seniority, valueDateTime: at },
      { url: extensions.assessBy, valueDateTime: referral.assessBy },
      stepOf('sent', sent, unit.name),
    ],
    identifier: [{ system: systems.referral, value: referral.id }],
    status: 'active',
    intent: 'order',
    category: [{ coding: [{ system: systems.snomed, code: referralCategory, display: 'Patient referral' }] }],
    priority: referral.priority,
    code: { coding: [{ system: systems.treatment, code: treatment.code }], text: treatment.name },
    subject: to('Patient', citizen),
    authoredOn: at,
    requester: to('Practitioner', requester),
    performer: [to('HealthcareService', unit), to('Organization', hospital)],
    reasonCode: [{ text: referral.reason }],
    note: [{ text: referral.question }],
  }
}

export interface NextStep {
  readonly step: Exclude<ReferralStep, 'sent'>
  readonly at: Date
  readonly by?: Named
  /** What the hospital writes to patient and referrer. */
  readonly words?: string | undefined
  /** Last day for care to begin. */
  readonly helpBy?: string
  /** Where it goes. */
  readonly place?: { readonly unit: Named; readonly hospital: Named }
  /** The new last day for an assessment. */
  readonly assessBy?: string
}

/** The referral after a step: state, history, dates, reply, place. */
export function advanceReferral<T extends ServiceRequest>(request: T, next: NextStep): T {
  const was = readReferral(request)
  const state = stateAfter({ state: was.state, previous: was.previous?.state ?? null, helpBy: was.helpBy }, next.step)
  const back = next.step === 'undone' ? was.previous : null
  const place = next.place ?? back
  const unit = place?.unit ?? was.unit
  return {
    ...request,
    status: statusOf[state],
    extension: changed(
      request.extension ?? [],
      [
        ...datesOf(next, state),
        ...(back?.assessBy ? [{ url: extensions.assessBy, valueDateTime: back.assessBy }] : []),
        ...replyOf(next),
        ...previousOf(request, next),
      ],
      next.step === 'received' || next.step === 'undone' ? [extensions.previous] : [],
    ).concat(stepOf(next.step, next.at, unit?.name ?? null)),
    ...(place ? { performer: [to('HealthcareService', place.unit), to('Organization', place.hospital)] } : {}),
  }
}

function datesOf(next: NextStep, state: ReferralState): Extension[] {
  const at = next.at.toISOString()
  return [
    { url: extensions.state, valueCode: state },
    ...(next.step === 'received' ? [{ url: extensions.received, valueDateTime: at }] : []),
    ...(next.step === 'assessed' ? [{ url: extensions.assessed, valueDateTime: at }] : []),
    ...(next.helpBy ? [{ url: extensions.helpBy, valueDateTime: next.helpBy }] : []),
    ...(next.assessBy ? [{ url: extensions.assessBy, valueDateTime: next.assessBy }] : []),
  ]
}

function replyOf({ step, words, by }: NextStep): Extension[] {
  const code = isReplyStep(step) ? replyCodes[step] : undefined
  if (!code && !words) return []
  return [
    {
      url: extensions.statusReason,
      valueCodeableConcept: {
        ...(code ? { coding: [{ system: systems.reply, ...code }] } : {}),
        ...(words ? { text: words } : {}),
      },
    },
    ...(by ? [{ url: extensions.answeredBy, valueReference: to('Practitioner', by) }] : []),
  ]
}

type ReplyStep = keyof typeof replyCodes
const isReplyStep = (step: ReferralStep): step is ReplyStep => step in replyCodes

/** Remembered when the citizen chooses, so that it can be taken back. */
function previousOf(request: ServiceRequest, { step }: NextStep): Extension[] {
  const { unit, hospital, state, assessBy } = readReferral(request)
  if (step !== 'chosen' || !unit || !hospital) return []
  return [
    {
      url: extensions.previous,
      extension: [
        { url: 'unit', valueReference: to('HealthcareService', unit) },
        { url: 'hospital', valueReference: to('Organization', hospital) },
        { url: 'state', valueCode: state },
        ...(assessBy ? [{ url: 'assess-by', valueDate: assessBy }] : []),
      ],
    },
  ]
}

/** The office has read the answer. */
export function markReplyRead<T extends ServiceRequest>(request: T, at: Date): T {
  const read: Extension = { url: extensions.replyRead, valueDateTime: at.toISOString() }
  return { ...request, extension: changed(request.extension ?? [], [read], []) }
}

/** Extensions with some in place of those of the same address, and some gone. */
function changed(all: readonly Extension[], instead: readonly Extension[], gone: readonly string[]): Extension[] {
  const urls = new Set<string | undefined>([...instead.map(({ url }) => url), ...gone])
  return [...all.filter(({ url }) => !urls.has(url)), ...instead]
}

function stepOf(step: ReferralStep, at: Date, place: string | null): Extension {
  return {
    url: extensions.step,
    extension: [
      { url: 'step', valueCode: step },
      { url: 'at', valueInstant: at.toISOString() },
      ...(place ? [{ url: 'place', valueString: place }] : []),
    ],
  }
}
