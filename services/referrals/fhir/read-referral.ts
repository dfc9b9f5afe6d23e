import { osloDateOf } from '@lomma/platform/calendar'
import type { Extension, ServiceRequest } from '@medplum/fhirtypes'
import {
  type Priority,
  type ReferralState,
  type ReferralStep,
  referralStates,
  referralSteps,
} from '../contract/index.ts'
import { statusOf } from '../domain/acts.ts'
import { type Named, namedIn, referencedId, text } from './reference.ts'
import { extensions, referralCategory, systems } from './systems.ts'

export interface Step {
  readonly step: ReferralStep
  readonly at: string
  readonly place: string | null
}

/** Where a referral was before the citizen chose another place. */
export interface Previous {
  readonly unit: Named
  readonly hospital: Named
  readonly state: ReferralState
  readonly assessBy: string | null
}

/** A referral as its ServiceRequest tells it. */
export interface ReadReferral {
  readonly id: string
  readonly version: string
  readonly citizen: string | null
  readonly state: ReferralState
  /** Code of the treatment, and what people call it. */
  readonly treatment: string | null
  readonly title: string
  readonly priority: Priority
  readonly reason: string | null
  readonly question: string | null
  readonly sent: string | null
  readonly receivedAt: string | null
  readonly assessedAt: string | null
  /** `YYYY-MM-DD` */
  readonly assessBy: string | null
  readonly helpBy: string | null
  readonly unit: Named | null
  readonly hospital: Named | null
  readonly previous: Previous | null
  readonly requester: Named | null
  readonly office: Named | null
  readonly words: string | null
  /** Volven 9148. */
  readonly reply: string | null
  readonly answeredBy: string | null
  readonly replyReadAt: string | null
  readonly steps: readonly Step[]
}

/** A patient referral; other orders (blood tests, imaging) are not. */
export function isReferral(request: Pick<ServiceRequest, 'category' | 'intent'>): boolean {
  return (
    request.intent === 'order' &&
    (request.category ?? []).some(({ coding = [] }) =>
      coding.some(({ system, code }) => system === systems.snomed && code === referralCategory),
    )
  )
}

/** Volven 9603: what the person is not to see in the own record. */
const hiddenCodes: ReadonlySet<string> = new Set([
  ...['NORN_FFL', 'NORN_KUT', 'NORN_EPO', 'NORN_ALL', 'NORN_FOR', 'NORN_UNGDOM', 'NORN_FFH', 'NORN_FPB', 'NORN_DUP'],
  ...['NORN_ANG', 'NORU'],
])

/** True when the citizen may see it in the own record. */
export function isShownToSelf({ meta }: Pick<ServiceRequest, 'meta'>): boolean {
  return !(meta?.security ?? []).some(({ code }) => code !== undefined && hiddenCodes.has(code))
}

/** Reads a referral. Tolerant: what another system left out is null, and the guard decides what must be there. */
export function readReferral(request: ServiceRequest): ReadReferral {
  const state = stateOf(request)
  const reason = ext(request, extensions.statusReason)?.valueCodeableConcept
  const treatment = request.code?.coding?.find(({ system }) => system === systems.treatment)
  return {
    id: request.id ?? '',
    version: request.meta?.versionId ?? '',
    citizen: referencedId(request.subject, 'Patient'),
    state,
    treatment: treatment?.code ?? null,
    title: text(request.code?.text) ?? treatment?.display ?? '',
    priority: request.priority === 'routine' || request.priority === undefined ? 'routine' : 'urgent',
    reason: text(request.reasonCode?.[0]?.text),
    question: text(request.note?.[0]?.text),
    sent: text(request.authoredOn),
    receivedAt: instant(ext(request, extensions.received)),
    assessedAt: instant(ext(request, extensions.assessed)),
    assessBy: date(ext(request, extensions.assessBy)),
    helpBy: date(ext(request, extensions.helpBy)),
    unit: namedIn(request.performer ?? [], 'HealthcareService'),
    hospital: namedIn(request.performer ?? [], 'Organization'),
    previous: previousOf(request),
    requester: namedIn([request.requester], 'Practitioner'),
    office: namedIn([ext(request, extensions.office)?.valueReference], 'Organization'),
    words: text(reason?.text),
    reply: reason?.coding?.find(({ system }) => system === systems.reply)?.code ?? null,
    answeredBy: text(ext(request, extensions.answeredBy)?.valueReference?.display),
    replyReadAt: instant(ext(request, extensions.replyRead)),
    steps: stepsOf(request),
  }
}

function stateOf(request: ServiceRequest): ReferralState {
  const named = ext(request, extensions.state)?.valueCode
  const known = referralStates.find((state) => state === named)
  return known ?? referralStates.find((state) => statusOf[state] === request.status) ?? 'sent'
}

function previousOf(request: ServiceRequest): Previous | null {
  const extension = ext(request, extensions.previous)
  const unit = namedIn([part(extension, 'unit')?.valueReference], 'HealthcareService')
  const hospital = namedIn([part(extension, 'hospital')?.valueReference], 'Organization')
  const state = referralStates.find((known) => known === part(extension, 'state')?.valueCode)
  return unit && hospital && state
    ? { unit, hospital, state, assessBy: part(extension, 'assess-by')?.valueDate ?? null }
    : null
}

function stepsOf(request: ServiceRequest): Step[] {
  const told = (request.extension ?? [])
    .filter(({ url }) => url === extensions.step)
    .flatMap((extension): Step[] => {
      const step = referralSteps.find((known) => known === part(extension, 'step')?.valueCode)
      const at = part(extension, 'at')?.valueInstant
      const place = text(part(extension, 'place')?.valueString)
      return step && at ? [{ step, at: new Date(at).toISOString(), place }] : []
    })
  if (told.some(({ step }) => step === 'sent') || !request.authoredOn) return told
  const place = namedIn(request.performer ?? [], 'HealthcareService')?.name ?? null
  return [{ step: 'sent', at: new Date(request.authoredOn).toISOString(), place }, ...told]
}

export function ext(of: { extension?: Extension[] | undefined }, url: string): Extension | undefined {
  return of.extension?.findLast((one) => one.url === url)
}

function part(extension: Extension | undefined, url: string): Extension | undefined {
  return extension?.extension?.find((one) => one.url === url)
}

function instant(extension: Extension | undefined): string | null {
  const at = new Date(extension?.valueDateTime ?? '')
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** The Oslo date of a dateTime, which may be a date alone. */
function date(extension: Extension | undefined): string | null {
  const value = extension?.valueDateTime ?? ''
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? null : osloDateOf(at)
}
