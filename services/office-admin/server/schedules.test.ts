import { randomUUID } from 'node:crypto'
import type { CitizenActor, OfficeActor, SystemActor } from '@lomma/platform/access'
import { osloDateOf, osloTimeOf, weekdayOf } from '@lomma/platform/calendar'
import { personas, type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { Guard } from '@lomma/platform/fhir'
import { freeSlots, scheduleOf, withTemplate } from '@lomma/platform/slots'
import { contextOf, portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Content, Draft, ScheduleLine } from '../contract/index.ts'
import { plugin } from './index.ts'
import { approveDraft, beginDraft, saveDraft, submitDraft } from './move-draft.ts'
import { showDraft } from './show-draft.ts'

/** Stands for the service that owns appointments. */
const letsAll: Guard = { types: ['Appointment'], concerns: () => true, check: async () => undefined }

let world: TestWorld
beforeAll(async () => {
  world = await testWorld([plugin, { service: 'test', guards: [letsAll] }])
  await seedDemo({ ...world.deps, plugins: [] })
  await world.dispatcher.drain()
}, 120_000)
afterAll(() => world.close())

const ingvild = staff('gp-nordlys')
const office = ingvild.organisation.id
function worker(key: StaffKey) {
  const { id, name, organisation } = staff(key)
  const place = { organization: organisation.id, organizationName: organisation.name }
  const actor: OfficeActor = { kind: 'office', person: id, name, ...place }
  return contextOf(actor, { idempotencyKey: randomUUID() })
}
const [tone, samuel] = [() => worker('secretary-nordlys'), () => worker('secretary-nordlys-2')]
const system = () =>
  contextOf<SystemActor>({ kind: 'system', client: 'ehr', name: 'EPJ', scopes: ['system/*.cruds'] }, { door: 'fhir' })

function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer)}`)
  return answer
}

const weekly = (change: Partial<ScheduleLine> = {}): ScheduleLine => ({
  ...{ what: 'weekly', days: [1, 3], from: '', until: '' },
  ...{ opens: '09:00', closes: '11:00', minutes: 30, kinds: ['appointment', 'video'] },
  ...change,
})
const off = (from: string, until: string) =>
  weekly({ what: 'off', days: [], from, until, opens: '', closes: '', minutes: 0, kinds: [] })

const withLines = (content: Content, lines: ScheduleLine[]): Content => ({
  ...content,
  schedules: content.schedules.map((one) => (one.practitioner === ingvild.id ? { ...one, lines } : one)),
})
async function submitted(...lines: ScheduleLine[]): Promise<Draft> {
  const draft = granted(await beginDraft(tone(), { from: 'live' }, world.deps))
  const { id, revision, content } = draft
  const saved = granted(await saveDraft(tone(), id, { revision, content: withLines(content, lines) }, world.deps))
  return granted(await submitDraft(tone(), id, { revision: saved.revision }, world.deps))
}
async function live(...lines: ScheduleLine[]): Promise<void> {
  const { id, revision } = await submitted(...lines)
  granted(await approveDraft(samuel(), id, { revision, liveAt: null }, world.deps))
  await world.dispatcher.drain()
}
const free = () =>
  freeSlots(world.deps.db, {
    ...{ practitioner: ingvild.id, kinds: ['appointment'], limit: 5000 },
    ...{ from: world.clock.now(), to: new Date('2028-01-01'), now: world.clock.now() },
  })
const lastDay = async () => osloDateOf((await free()).at(-1)?.starts ?? new Date(0))
async function book(slot: string): Promise<void> {
  const [row] = (await free()).filter((one) => one.slot === slot)
  if (!row) throw new Error('not free')
  granted(
    await world.deps.store.command(system(), (tx) =>
      tx.create({
        resourceType: 'Appointment',
        status: 'booked',
        ...{ start: row.starts.toISOString(), end: row.ends.toISOString() },
        slot: [{ reference: `Slot/${slot}` }],
        participant: [{ actor: { reference: `Patient/${personas[0]?.citizen}` }, status: 'accepted' }],
      }),
    ),
  )
}

describe('a doctor’s times, from draft to what citizens can book', () => {
  it('nothing is offered before a second person has approved; then twelve weeks are, none on holidays', async () => {
    const draft = await submitted(weekly())
    expect(draft.changes).toMatchObject([{ part: 'schedule', doctor: ingvild.name, to: expect.any(String) }])
    await world.dispatcher.drain()
    expect(await free()).toEqual([])
    const own = await approveDraft(tone(), draft.id, { revision: draft.revision, liveAt: null }, world.deps)
    expect(own).toMatchObject({ refused: 'own-draft' })
    granted(await approveDraft(samuel(), draft.id, { revision: draft.revision, liveAt: null }, world.deps))
    await world.dispatcher.drain()
    const times = await free()
    expect(new Set(times.map(({ starts }) => weekdayOf(osloDateOf(starts))))).toEqual(new Set([1, 3]))
    expect(new Set(times.map(({ starts }) => osloTimeOf(starts)))).toEqual(
      new Set(['09:00', '09:30', '10:00', '10:30']),
    )
    // Story time is Monday 13 April 2026: Sunday twelve weeks on is 12 July. Whit Monday has no times.
    expect(await lastDay()).toBe('2026-07-08')
    expect(times.map(({ starts }) => osloDateOf(starts))).not.toContain('2026-05-25')
    expect(times.map(({ starts }) => osloDateOf(starts))).toContain('2026-05-27')
  })

  it('each week they reach a week further, once, however often the template has changed', async () => {
    const before = (await free()).length
    world.clock.set('2026-04-20T01:30:00Z')
    await world.dispatcher.drain()
    expect(await lastDay()).toBe('2026-07-15')
    world.clock.set('2026-05-11T01:30:00Z')
    await world.dispatcher.drain()
    expect(await lastDay()).toBe('2026-08-05')
    expect((await free()).length).toBeLessThanOrEqual(before + 8)
    const [waiting] = await world.database.owner<{ count: number }[]>`
      select count(*)::int as count from events.outbox where type = 'office-admin.week'`
    expect(waiting?.count).toBe(1)
  })

  it('days off take free times away; what somebody has stays, and is told of before and in the draft alone', async () => {
    const [first] = (await free()).filter(({ starts }) => osloDateOf(starts) === '2026-06-01')
    await book(first?.slot ?? '')
    const draft = await submitted(weekly(), off('2026-06-01', '2026-06-05'))
    const { starts, ends } = first ?? { starts: new Date(0), ends: new Date(0) }
    const conflict = { doctor: ingvild.name, start: starts.toISOString(), end: ends.toISOString() }
    expect(draft.conflicts).toEqual([conflict])
    granted(await approveDraft(samuel(), draft.id, { revision: draft.revision, liveAt: null }, world.deps))
    await world.dispatcher.drain()
    const days = (await free()).map(({ starts: at }) => osloDateOf(at))
    expect(days.filter((day) => day >= '2026-06-01' && day <= '2026-06-05')).toEqual([])
    expect(days).toContain('2026-06-08')
    const rows = await world.deps.db`select slot from slots.booking where slot = ${first?.slot ?? ''}`
    expect(rows).toHaveLength(1)
    expect(granted(await showDraft(tone(), draft.id, world.deps)).conflicts).toEqual([])
    await live(weekly())
    expect((await free()).map(({ starts: at }) => osloDateOf(at))).toContain('2026-06-03')
  })

  it('what is wrong is kept in the draft and not sent', async () => {
    const draft = granted(await beginDraft(tone(), { from: 'live' }, world.deps))
    const content = withLines(draft.content, [weekly({ opens: '9' })])
    const saved = granted(await saveDraft(tone(), draft.id, { revision: draft.revision, content }, world.deps))
    expect(saved.faults).toMatchObject([{ at: `schedules.${ingvild.id}.0`, code: 'hours-not-a-time' }])
    const move = { revision: saved.revision }
    expect(await submitDraft(tone(), draft.id, move, world.deps)).toMatchObject({ refused: 'has-faults' })
  })
})

describe('the template at the FHIR door', () => {
  const stored = async () => {
    const [found] = await world.deps.store
      .as(portal)
      .searchShared('Schedule', [['actor', `Practitioner/${ingvild.id}`]])
    if (!found) throw new Error('no schedule')
    return found
  }
  const write = async (context: Parameters<typeof world.deps.store.command>[0], lines: ScheduleLine[]) => {
    const schedule = await stored()
    return world.deps.store
      .command(context, (tx) => tx.update(withTemplate(schedule, lines)))
      .catch((error: { refusal?: Refusal }) => error.refusal ?? Promise.reject(error))
  }

  it('is not changed by a person without a second one, nor by a citizen', async () => {
    expect(await write(tone(), [weekly({ minutes: 20 })])).toMatchObject({ refused: 'needs-approval', status: 403 })
    const citizen = personas[0]?.citizen ?? ''
    const app = contextOf<CitizenActor>({ kind: 'citizen', citizen, name: 'Test' }, { idempotencyKey: randomUUID() })
    expect(await write(app, [])).toMatchObject({ refused: expect.any(String) })
    expect(await write(worker('secretary-fjordvik'), [weekly({ minutes: 20 })])).toMatchObject({ status: 403 })
  })

  it('is changed by a system by its scope, within the bounds, and the times follow', async () => {
    expect(await write(system(), [weekly({ minutes: 3 })])).toMatchObject({ refused: 'has-faults', status: 422 })
    expect(isRefusal(await write(system(), [weekly({ days: [2], minutes: 60 })]))).toBe(false)
    await world.dispatcher.drain()
    expect(new Set((await free()).map(({ starts }) => weekdayOf(osloDateOf(starts))))).toEqual(new Set([2]))
  })

  it('a Schedule without a template is nobody’s but the platform’s matter, and is filled by hand', async () => {
    const { id, role = '', name } = staff('gp-fjordvik')
    const schedule = scheduleOf({ id: 'by-hand', practitioner: { id, role, name }, kinds: ['appointment'] })
    const made = await world.deps.store.command(worker('secretary-fjordvik'), (tx) => tx.update(schedule))
    expect(isRefusal(made)).toBe(false)
    await world.dispatcher.drain()
    expect(await world.deps.db`select 1 from slots.slot where schedule = 'by-hand'`).toHaveLength(0)
    expect(office).not.toBe(staff('gp-fjordvik').organisation.id)
  })
})
