import { randomUUID } from 'node:crypto'
import type { Appointment, AppointmentResponse, Bundle, OperationOutcome } from '@medplum/fhirtypes'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import type { Region } from '../organisations.ts'
import { freeSlots, heldBy, takeAnswer } from './answer.ts'
import {
  type AnyRow,
  appointmentsOf,
  findRow,
  insertRow,
  type RegionResource,
  rowByKey,
  rowsOfType,
  saveRow,
  shown,
} from './rows.ts'
import type { TokenDesk } from './token.ts'

export interface CounterpartParts {
  readonly db: Db
  readonly clock: Clock
  readonly region: Region
  readonly tokens: TokenDesk
}

const fhirJson = { 'content-type': 'application/fhir+json' }

/**
 * A region's hospital system, speaking FHIR R4 over HTTP: what the portal meets in the demo world and in tests. Searches by person
 * are POSTed, so that no identity number is in an address. Answers only who carries a token of its desk.
 */
export function regionCounterpart(parts: CounterpartParts): Hono {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: 200_000 }))
  app.post('/connect/token', async (c) => {
    const given = await parts.tokens.give(new URLSearchParams(await c.req.text()))
    return given ? c.json(given) : c.json({ error: 'invalid_client' }, 401)
  })
  app.use('/fhir/*', async (c, next) => {
    if (!parts.tokens.isGood(c.req.header('authorization'))) return outcome(c, 401, 'login', 'no valid token')
    await next()
    return undefined
  })
  app.get('/fhir/metadata', (c) => c.json({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' }, 200, fhirJson))
  reading(app, parts)
  writing(app, parts)
  return app
}

function reading(app: Hono, { db, clock, region }: CounterpartParts): void {
  app.post('/fhir/Appointment/_search', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const person = form.get('patient.identifier')?.split('|').at(-1)
    if (!person) return outcome(c, 400, 'required', 'patient.identifier')
    return bundle(c, await appointmentsOf(db, region, person))
  })
  app.post('/fhir/Slot/_search', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const actors = form.get('schedule.actor')?.split(',') ?? []
    const schedules = (await rowsOfType(db, region, 'Schedule')).filter(({ body }) =>
      body.actor.some(({ reference }) => actors.includes(reference ?? '')),
    )
    const now = clock.now()
    const free = (await rowsOfType(db, region, 'Slot')).filter(
      ({ body }) =>
        schedules.some(({ id }) => body.schedule.reference === `Schedule/${id}`) &&
        Date.parse(body.start) > now.getTime() &&
        (body.status === 'free' || (body.status === 'busy-tentative' && heldBy(body, now) === undefined)),
    )
    return bundle(c, [...schedules, ...free])
  })
  app.post('/fhir/AppointmentResponse/_search', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const found = await rowByKey(db, region, 'AppointmentResponse', form.get('identifier')?.split('|').at(-1) ?? '')
    return bundle(c, found ? [found] : [])
  })
  app.get('/fhir/Appointment/:id', async (c) => {
    const row = await findRow(db, region, 'Appointment', c.req.param('id'))
    if (!row) return outcome(c, 404, 'not-found', 'no such appointment')
    return c.json(shown(row), 200, { ...fhirJson, etag: `W/"${row.version}"` })
  })
}

function writing(app: Hono, { db, clock, region }: CounterpartParts): void {
  app.post('/fhir/AppointmentResponse', async (c) => {
    const key = keyOf(c)
    const response = await c.req.json<AppointmentResponse>()
    if (!key || response.resourceType !== 'AppointmentResponse') return outcome(c, 400, 'required', 'If-None-Exist')
    const answer = await db.begin((sql) => takeAnswer({ sql, region, now: clock.now(), key }, response))
    if ('why' in answer) return outcome(c, answer.status, 'conflict', answer.why)
    return c.json(answer.response, answer.status, fhirJson)
  })
  app.post('/fhir/Appointment', async (c) => {
    const key = keyOf(c)
    const offered = await c.req.json<Appointment>()
    const patient = offered.participant?.find(({ actor }) => actor?.type === 'Patient')?.actor?.identifier?.value
    if (!key || !patient || offered.status !== 'proposed') return outcome(c, 422, 'required', 'patient, status, key')
    const made = await db.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`${region}/${key}`}, 7071))`
      const earlier = await rowByKey(sql, region, 'Appointment', key)
      if (earlier) return { row: earlier, status: 200 as const }
      const id = randomUUID()
      await insertRow(sql, region, { ...offered, id }, { key, patient })
      return { row: { id, version: 1, body: { ...offered, id } }, status: 201 as const }
    })
    return c.json(shown(made.row), made.status, fhirJson)
  })
  app.put('/fhir/Appointment/:id', async (c) => {
    const wanted = await c.req.json<Appointment>()
    const version = c.req.header('if-match')
    const done = await db.begin((sql) =>
      change({ sql, region, id: c.req.param('id'), version: version?.replaceAll(/W\/|"/g, '') }, wanted),
    )
    if ('why' in done) return outcome(c, done.status, 'conflict', done.why)
    return c.json(shown(done), 200, { ...fhirJson, etag: `W/"${done.version}"` })
  })
}

interface ChangeParts {
  readonly sql: Parameters<typeof freeSlots>[0]
  readonly region: Region
  readonly id: string
  readonly version: string | undefined
}

/** A patient cancels, or the hospital offers other times. Conditional: on the version that was seen. */
async function change(
  { sql, region, id, version }: ChangeParts,
  wanted: Appointment,
): Promise<AnyRow<Appointment> | { readonly status: 404 | 412 | 422; readonly why: string }> {
  const row = await findRow(sql, region, 'Appointment', id, true)
  if (!row) return { status: 404, why: 'no such appointment' }
  if (version !== String(row.version)) return { status: 412, why: 'another version' }
  const cancels = wanted.status === 'cancelled' && ['proposed', 'booked'].includes(row.body.status)
  const offers = wanted.status === 'proposed' && row.body.status === 'proposed'
  if (!cancels && !offers) return { status: 422, why: 'only cancelled, or other times' }
  if (cancels) await freeSlots(sql, region, row.body.slot)
  const body = cancels ? cancelled(row.body, wanted) : offering(row.body, wanted)
  await saveRow(sql, region, { ...body, id })
  return { version: row.version + 1, body }
}

function cancelled({ slot: _given, ...appointment }: Appointment, { cancelationReason }: Appointment): Appointment {
  return { ...appointment, status: 'cancelled', ...(cancelationReason ? { cancelationReason } : {}) }
}

/** Other times: what the patient said of the earlier ones is answered. */
function offering(appointment: Appointment, { slot, extension, requestedPeriod }: Appointment): Appointment {
  const { slot: _slots, comment: _words, ...rest } = appointment
  return {
    ...rest,
    ...(slot ? { slot } : {}),
    ...(extension ? { extension } : {}),
    ...(requestedPeriod ? { requestedPeriod } : {}),
  }
}

const keyOf = (c: Context): string | undefined =>
  new URLSearchParams(c.req.header('if-none-exist') ?? '').get('identifier')?.split('|').at(-1)

function bundle(c: Context, rows: readonly AnyRow[]) {
  const found: Bundle<RegionResource> = {
    resourceType: 'Bundle',
    type: 'searchset',
    total: rows.length,
    entry: rows.map((row) => ({ resource: shown(row) })),
  }
  return c.json(found, 200, fhirJson)
}

type IssueCode = 'login' | 'required' | 'not-found' | 'conflict'

function outcome(c: Context, status: 400 | 401 | 404 | 409 | 412 | 422, code: IssueCode, why: string) {
  const answer: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, diagnostics: why }],
  }
  return c.json(answer, status, fhirJson)
}
