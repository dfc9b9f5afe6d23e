import { randomUUID } from 'node:crypto'
import type { Behaviour } from '@lomma/platform/demo'
import { isRefusal } from '@lomma/platform/errors'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from './act.ts'
import { openScene, type Scene } from './scene.fixture.ts'
import { showAppointment } from './show-appointment.ts'

/**
 * C2: the network is cut at every step of choosing, moving and cancelling a time at a hospital, before the region has got what was
 * sent and after it has done it. Exactly one booking or none is the result, and the citizen is told which. Real HTTP, real PostgreSQL.
 */
let scene: Scene

beforeAll(async () => {
  scene = await openScene()
}, 120_000)

afterAll(() => scene.close())

const answer = 'POST /fhir/AppointmentResponse'
const all = (): Behaviour => 'answers'
/** The region breaks off the nth answer (1 keeps the time, 2 says yes, 3 says yes again). */
const cut = (how: Behaviour, ...times: number[]) => {
  return (_region: string, request: string, time: number): Behaviour =>
    request === answer && times.includes(time) ? how : 'answers'
}

/** Back to where the story began: the regions' records and our copies, as if nobody had done anything. */
async function fresh(): Promise<void> {
  scene.behave(all)
  await scene.world.database.owner`
    update demo.region_resource r set body = b.body, version = r.version + 1
    from backup.region b where b.region = r.region and b.type = r.type and b.id = r.id`
  await scene.world.database.owner`delete from demo.region_resource where type = 'AppointmentResponse'`
  await scene.world.database.owner`truncate hospital_appointments.attempt`
  await scene.world.database.owner`update sources.state set failures = 0, open_until = null, failed_since = null`
  await ask()
}

async function ask(): Promise<void> {
  await scene.world.database.owner`
    update sources.copy set due = now(), running_until = null where citizen not like 'unit:%'`
  await scene.copy()
}

beforeAll(async () => {
  await scene.world.database.owner.unsafe(
    'create schema backup; create table backup.region as select * from demo.region_resource',
  )
  for (const key of ['diabetes', 'chronic'] as const)
    await scene.deps.sources.copies({
      citizen: scene.person(key).citizen,
      kind: 'regional-appointments',
      maxAgeMinutes: 0,
    })
  await scene.copy()
})

const stories = {
  choose: { persona: 'diabetes', title: 'Bilde av netthinnen', region: 'sorost', id: 'sorost-appointment-4' },
  move: { persona: 'chronic', title: 'Kontroll hos revmatolog', region: 'nord', id: 'nord-appointment-0' },
} as const

async function start(story: keyof typeof stories) {
  await fresh()
  const { persona, title, region, id } = stories[story]
  const one = await scene.find(persona, title)
  const slot = one.times.at(-1)
  if (!slot) throw new Error('no free times')
  const before = await scene.atRegion(region, id)
  const key = randomUUID()
  const send = () =>
    act(scene.citizen(persona, key), { id: one.id, act: 'choose-or-move', slot: slot.slot }, scene.deps)
  const seen = async () => {
    const shown = await showAppointment(scene.citizen(persona), one.id, scene.deps)
    if (isRefusal(shown)) throw new Error(shown.refused)
    return shown
  }
  return { one, slot, before, send, seen, region: () => scene.atRegion(region, id), persona }
}

describe.each(['choose', 'move'] as const)('%s a time', (story) => {
  test('with the network whole is one booking, here and there', async () => {
    const { slot, send, seen, region, before } = await start(story)
    expect(await send()).toMatchObject({ status: 'booked', starts: slot.starts, attempt: { outcome: 'done' } })
    const there = await region()
    expect(there).toMatchObject({
      status: 'booked',
      busy: [`Slot/${slot.slot}`],
      moves: before.moves + (story === 'move' ? 1 : 0),
    })
    expect(new Date(there.start ?? '').toISOString()).toBe(slot.starts)
    await ask()
    expect(await seen()).toMatchObject({ starts: slot.starts, moves: there.moves, status: 'booked' })
  })

  test.each([
    ['before the time is kept', cut('broken-before', 1)],
    ['after the time is kept', cut('broken-after', 1)],
  ])('cut %s: none, and it says so; the time is free again', async (_where, behaves) => {
    const { slot, send, seen, region, before } = await start(story)
    scene.behave(behaves)
    expect(await send()).toMatchObject({ refused: 'region-silent', params: { phone: expect.stringMatching(/^00/) } })
    expect(await region()).toMatchObject({ status: before.status, moves: before.moves })
    expect(await seen()).toMatchObject({ attempt: { outcome: 'none' } })
    scene.world.clock.advance(6 * 60_000)
    await ask()
    expect((await seen()).times.map((time) => time.slot)).toContain(slot.slot)
  })

  test('that came to nothing is tried anew by the next press, though it sends the same key, and is one booking', async () => {
    const { slot, send, region, before } = await start(story)
    scene.behave(cut('broken-before', 1))
    expect(await send()).toMatchObject({ refused: 'region-silent' })
    scene.behave(all)
    expect(await send()).toMatchObject({ status: 'booked', starts: slot.starts })
    expect(await send()).toMatchObject({ status: 'booked', starts: slot.starts, attempt: { outcome: 'done' } })
    expect(await region()).toMatchObject({
      busy: [`Slot/${slot.slot}`],
      moves: before.moves + (story === 'move' ? 1 : 0),
    })
  })

  test('pressed in two windows at once is one booking', async () => {
    const { one, slot, region } = await start(story)
    const context = () => scene.citizen(stories[story].persona)
    const press = () => act(context(), { id: one.id, act: 'choose-or-move', slot: slot.slot }, scene.deps)
    const told = await Promise.all([press(), press(), press()])
    expect(told.filter((answer) => 'attempt' in answer)).toHaveLength(1)
    expect(await region()).toMatchObject({ busy: [`Slot/${slot.slot}`] })
  })

  test.each([
    ['before the yes', cut('broken-before', 2)],
    ['after the yes', cut('broken-after', 2)],
  ])('cut once %s: it is said again with the same key, and is one booking', async (_where, behaves) => {
    const { slot, send, region, before } = await start(story)
    scene.behave(behaves)
    expect(await send()).toMatchObject({ status: 'booked', attempt: { outcome: 'done' } })
    expect(await region()).toMatchObject({
      busy: [`Slot/${slot.slot}`],
      moves: before.moves + (story === 'move' ? 1 : 0),
    })
  })

  test.each([
    ['before the yes, for good', 'broken-before'],
    ['after the yes, for good', 'broken-after'],
    ['while the yes hangs', 'silent'],
  ] as const)(
    'cut %s: not known, and it says so; asked in the background it becomes one booking',
    async (_where, how) => {
      const { slot, send, seen, region, before } = await start(story)
      scene.behave(cut(how, 2, 3))
      expect(await send()).toMatchObject({
        attempt: { outcome: 'asking', starts: slot.starts },
        may: { choose: { allowed: false }, move: { allowed: false } },
      })
      // While it is not known, nothing else may be tried with it.
      const other = await act(
        scene.citizen(stories[story].persona),
        { id: (await seen()).id, act: 'cancel' },
        scene.deps,
      )
      expect(other).toMatchObject({ refused: 'still-asking' })
      scene.behave(all)
      await scene.world.database.owner`update sources.state set failures = 0, open_until = null`
      await ask()
      expect(await seen()).toMatchObject({ status: 'booked', starts: slot.starts, attempt: { outcome: 'done' } })
      expect(await region()).toMatchObject({
        busy: [`Slot/${slot.slot}`],
        moves: before.moves + (story === 'move' ? 1 : 0),
      })
    },
  )

  test('cut before the yes, and the region back only when the time is no longer kept: none, and it says so', async () => {
    const { send, seen, region, before } = await start(story)
    scene.behave(cut('broken-before', 2, 3))
    expect(await send()).toMatchObject({ attempt: { outcome: 'asking' } })
    scene.world.clock.advance(6 * 60_000)
    scene.behave(all)
    await scene.world.database.owner`update sources.state set failures = 0, open_until = null`
    await ask()
    expect(await region()).toMatchObject({ status: before.status, moves: before.moves })
    expect(await seen()).toMatchObject({ status: before.status, attempt: { outcome: 'none' } })
  })

  test('the server gone after the yes was sent: another takes it up, and it is one booking', async () => {
    const { send, slot, seen, region } = await start(story)
    scene.behave(cut('broken-after', 2, 3))
    await send()
    // As if the process had died before it wanted the outcome: only what is on disk is left.
    await scene.world.database.owner`delete from sources.copy`
    scene.behave(all)
    await scene.world.database.owner`update sources.state set failures = 0, open_until = null`
    scene.world.clock.advance(3 * 60_000)
    await scene.tell()
    await scene.copy()
    expect(await seen()).toMatchObject({ status: 'booked', starts: slot.starts, attempt: { outcome: 'done' } })
    expect(await region()).toMatchObject({ busy: [`Slot/${slot.slot}`] })
  })

  test('somebody else was quicker: none, and it says so', async () => {
    const { slot, send, region, before } = await start(story)
    await scene.world.database.owner`
      update demo.region_resource set body = jsonb_set(body, '{status}', '"busy"')
      where type = 'Slot' and region = ${stories[story].region} and id = ${slot.slot}`
    expect(await send()).toMatchObject({ refused: 'time-taken' })
    expect(await region()).toMatchObject({ status: before.status, moves: before.moves })
  })
})

describe('cancel', () => {
  const put = 'PUT /fhir/Appointment/nord-appointment-0'
  const get = 'GET /fhir/Appointment/nord-appointment-0'
  const cutAt = (how: Behaviour, what: string, ...times: number[]) => {
    return (_region: string, request: string, time: number): Behaviour =>
      request === what && times.includes(time) ? how : 'answers'
  }
  const cancel = async () => {
    const { one, seen, region } = await start('move')
    const send = () => act(scene.citizen('chronic'), { id: one.id, act: 'cancel' }, scene.deps)
    return { send, seen, region }
  }

  test('with the network whole gives the time to others', async () => {
    const { send, region } = await cancel()
    expect(await send()).toMatchObject({ status: 'cancelled', attempt: { outcome: 'done', act: 'cancel' } })
    expect(await region()).toMatchObject({ status: 'cancelled', busy: [] })
  })

  test('cut before anything was sent: the time stands, and it says so', async () => {
    const { send, region } = await cancel()
    scene.behave(cutAt('broken-before', get, 1, 2))
    expect(await send()).toMatchObject({ refused: 'region-silent' })
    expect(await region()).toMatchObject({ status: 'booked' })
  })

  test.each([
    ['broken-before', 'booked'],
    ['broken-after', 'cancelled'],
  ] as const)('%s for good: not known; asked in the background it becomes cancelled', async (how, meanwhile) => {
    const { send, seen, region } = await cancel()
    scene.behave(cutAt(how, put, 1, 2))
    const told = await send()
    if (how === 'broken-after') {
      // The second try sees at once that the first came through.
      expect(told).toMatchObject({ status: 'cancelled', attempt: { outcome: 'done' } })
      return
    }
    expect(told).toMatchObject({ attempt: { outcome: 'asking', act: 'cancel' } })
    expect(await region()).toMatchObject({ status: meanwhile })
    scene.behave(all)
    await scene.world.database.owner`update sources.state set failures = 0, open_until = null`
    await ask()
    expect(await seen()).toMatchObject({ status: 'cancelled', attempt: { outcome: 'done' } })
    expect(await region()).toMatchObject({ status: 'cancelled' })
  })
})
