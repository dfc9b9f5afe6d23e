import { type Source, type SourceAnswer, SourceUnavailable } from '@lomma/platform/sources'
import type { Appointment, AppointmentResponse } from '@medplum/fhirtypes'
import { z } from 'zod'
import type { StepOutcome } from '../domain/attempt.ts'
import { answerOf, patientIdentifier } from '../fhir/regional.ts'
import { extensions, systems } from '../fhir/systems.ts'

/** What a region's hospital system is asked, in FHIR R4 over HTTP. Persons are searched for in the body, never in an address. */

const withId = { id: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/) }
const appointmentSchema = z.custom<Appointment & { id: string }>(
  (value) =>
    z
      .looseObject({
        ...withId,
        resourceType: z.literal('Appointment'),
        status: z.string(),
        participant: z.array(z.looseObject({})),
      })
      .safeParse(value).success,
)
const slotSchema = z.object({
  ...withId,
  resourceType: z.literal('Slot'),
  schedule: z.object({ reference: z.string() }),
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }),
})
const scheduleSchema = z.object({
  ...withId,
  resourceType: z.literal('Schedule'),
  actor: z.array(z.object({ reference: z.string().optional() })),
})
const bundleOf = <T extends z.ZodType>(resource: T) =>
  z.object({ resourceType: z.literal('Bundle'), entry: z.array(z.object({ resource })).default([]) })

const fhirJson = { accept: 'application/fhir+json' }
const form = { ...fhirJson, 'content-type': 'application/x-www-form-urlencoded' }
const body = { ...fhirJson, 'content-type': 'application/fhir+json' }

/** All appointments the region has of a person. */
export async function appointmentsOf(
  source: Source,
  identityNumber: string,
): Promise<(Appointment & { id: string })[]> {
  const { system, value } = patientIdentifier(identityNumber)
  const query = new URLSearchParams({ 'patient.identifier': `${system}|${value}` })
  const answer = await source.request('Appointment/_search', { method: 'POST', headers: form, body: query.toString() })
  const bundle = parse(source, answer, bundleOf(appointmentSchema))
  return bundle.entry.map(({ resource }) => resource)
}

export interface RegionTime {
  readonly slot: string
  /** The region's own id of the clinic. */
  readonly clinic: string
  readonly starts: string
  readonly ends: string
}

/** Times that are free at some clinics of the region. */
export async function freeTimesOf(source: Source, clinics: readonly string[]): Promise<RegionTime[]> {
  if (clinics.length === 0) return []
  const query = new URLSearchParams({
    'schedule.actor': clinics.map((clinic) => `HealthcareService/${clinic}`).join(','),
    status: 'free',
    _include: 'Slot:schedule',
  })
  const answer = await source.request('Slot/_search', { method: 'POST', headers: form, body: query.toString() })
  const found = parse(source, answer, bundleOf(z.union([slotSchema, scheduleSchema]))).entry.map((one) => one.resource)
  const clinicOf = new Map<string, string>(
    found.flatMap((one) =>
      one.resourceType === 'Schedule'
        ? one.actor.flatMap(({ reference }) => {
            const clinic = /^HealthcareService\/(.+)$/.exec(reference ?? '')?.[1]
            return clinic ? [[`Schedule/${one.id}`, clinic] as const] : []
          })
        : [],
    ),
  )
  return found.flatMap((one) => {
    const clinic = one.resourceType === 'Slot' ? clinicOf.get(one.schedule.reference) : undefined
    if (one.resourceType !== 'Slot' || clinic === undefined) return []
    return [{ slot: one.id, clinic, starts: iso(one.start), ends: iso(one.end) }]
  })
}

export interface AnswerParts {
  readonly key: string
  readonly regional: string
  readonly time: { readonly slot: string; readonly starts: string; readonly ends: string }
}

/** Asks for a time to be kept for five minutes. */
export function keepTime(source: Source, { key, ...parts }: AnswerParts): Promise<StepOutcome> {
  return sendAnswer(source, answerOf({ ...parts, key: `${key}-keep`, says: 'tentative' }), `${key}-keep`)
}

/** Says yes to the time that is kept. The same key again is the same yes. */
export function takeTime(source: Source, parts: AnswerParts): Promise<StepOutcome> {
  return sendAnswer(source, answerOf({ ...parts, says: 'accepted' }), parts.key)
}

/** Says that none of the offered times fits. */
export function declineTimes(
  source: Source,
  parts: { readonly key: string; readonly regional: string; readonly words: string },
): Promise<StepOutcome> {
  return sendAnswer(source, answerOf({ ...parts, says: 'declined' }), parts.key)
}

async function sendAnswer(source: Source, response: AppointmentResponse, key: string): Promise<StepOutcome> {
  const headers = { ...body, 'if-none-exist': `identifier=${systems.answer}|${key}` }
  const sent = { method: 'POST', headers, body: JSON.stringify(response) } as const
  return (await tried(() => source.request('AppointmentResponse', sent))).outcome
}

/** Cancels, on the version that is there. What is cancelled already is a yes. */
export async function cancel(source: Source, regional: string): Promise<StepOutcome> {
  for (let tries = 0; ; tries++) {
    const now = await tried(() => source.request(`Appointment/${regional}`, { headers: fhirJson }))
    // Reading changes nothing: without an answer to it the cancellation was surely not sent.
    if (!now.answer) return now.outcome === 'no' ? 'no' : 'not-sent'
    const there = parse(source, now.answer, appointmentSchema)
    if (there.status === 'cancelled') return 'yes'
    const cancelationReason = { coding: [{ system: systems.cancelReason, code: 'pat' }] }
    const put = await putAppointment(source, now.answer, { ...there, status: 'cancelled', cancelationReason })
    if (put !== 'no' || tries > 1) return put
  }
}

/** Times offered to a patient: a proposed appointment. The same key again is the same offer. */
export async function offer(source: Source, appointment: Appointment, key: string): Promise<StepOutcome> {
  const headers = { ...body, 'if-none-exist': `identifier=${systems.answer}|${key}` }
  const sent = { method: 'POST', headers, body: JSON.stringify(appointment) } as const
  return (await tried(() => source.request('Appointment', sent))).outcome
}

/** Other times instead of those that did not fit. */
export async function offerOthers(
  source: Source,
  regional: string,
  times: { readonly slots: readonly string[]; readonly chooseBy: string },
): Promise<StepOutcome> {
  const now = await tried(() => source.request(`Appointment/${regional}`, { headers: fhirJson }))
  if (!now.answer) return now.outcome === 'no' ? 'no' : 'not-sent'
  const there = parse(source, now.answer, appointmentSchema)
  const kept = (there.extension ?? []).filter(({ url }) => url !== extensions.noneFits && url !== extensions.chooseBy)
  return putAppointment(source, now.answer, {
    ...there,
    extension: [...kept, { url: extensions.chooseBy, valueDate: times.chooseBy }],
    slot: times.slots.map((slot) => ({ reference: `Slot/${slot}` })),
  })
}

async function putAppointment(source: Source, seen: SourceAnswer, wanted: Appointment & { id: string }) {
  const headers = { ...body, 'if-match': seen.header('etag') ?? '' }
  const sent = { method: 'PUT', headers, body: JSON.stringify(wanted) } as const
  return (await tried(() => source.request(`Appointment/${wanted.id}`, sent))).outcome
}

/** What came of a step; the answer itself when it was a yes. */
async function tried(
  ask: () => Promise<SourceAnswer>,
): Promise<{ readonly outcome: StepOutcome; readonly answer?: SourceAnswer }> {
  try {
    const answer = await ask()
    return answer.status < 300 ? { outcome: 'yes', answer } : { outcome: 'no' }
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error
    return { outcome: error.mayHaveArrived ? 'unknown' : 'not-sent' }
  }
}

/** An answer that is not understood is no answer. It is not quoted: it holds a person's data. */
function parse<T extends z.ZodType>(source: Source, answer: SourceAnswer, schema: T): z.output<T> {
  const parsed = schema.safeParse(answer.status < 300 ? json(answer.text) : undefined)
  if (!parsed.success) throw new SourceUnavailable(source.id, `the answer (${answer.status}) was not understood`)
  return parsed.data
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const iso = (instant: string): string => new Date(instant).toISOString()
