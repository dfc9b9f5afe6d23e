import type { Context } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { Stored } from '@lomma/platform/fhir'
import { freeSlots, type SlotRow } from '@lomma/platform/slots'
import { portal } from '@lomma/platform/testing'
import type { Appointment } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showAppointment } from './list-appointments.ts'
import { app, granted, openScene, type Scene, system } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 180_000)
afterAll(() => scene.close())

type Key = Parameters<Scene['person']>[0]

const asApp = (key: Key) => app(scene.person(key).citizen, scene.person(key).name)

/** Free times of an office, more than a day ahead. */
async function free(office: string, kind = 'appointment'): Promise<SlotRow[]> {
  const now = scene.world.clock.now()
  const from = new Date(now.getTime() + 30 * 3_600_000)
  const to = new Date(now.getTime() + 20 * 86_400_000)
  return freeSlots(scene.world.deps.db, { office, kinds: [kind], from, to, now })
}

let serial = 0

/** What a system sends that books with a slot: the standard's minimum. */
function minimal(key: Key, time: SlotRow, more: Partial<Appointment> = {}): Appointment & { id: string } {
  return {
    resourceType: 'Appointment',
    id: `posted-${++serial}`,
    status: 'booked',
    slot: [{ reference: `Slot/${time.slot}` }],
    start: time.starts.toISOString(),
    end: time.ends.toISOString(),
    participant: [{ actor: { reference: `Patient/${scene.person(key).citizen}` }, status: 'accepted' }],
    ...more,
  }
}

const post = (context: Context, one: Appointment & { id: string }): Promise<Stored<Appointment> | Refusal> =>
  scene.world.deps.store.command(context, (tx) => tx.create(one))

/** Changes a stored appointment as some actor. */
async function put(context: Context, id: string, change: (one: Stored<Appointment>) => Appointment) {
  const found = await scene.world.deps.store.as(portal).read('Appointment', id)
  if (!found) throw new Error(`no ${id}`)
  return scene.world.deps.store.command(context, (tx) => tx.update({ ...change(found), id }))
}

const own = async (key: Key) => {
  const doctor = scene.person(key).gp.id
  const time = (await free(scene.person(key).office.id)).find(({ practitioner }) => practitioner === doctor)
  if (!time) throw new Error(`no free time with the doctor of ${key}`)
  return time
}

describe('a booking through the FHIR door', () => {
  it.each([
    ['the citizen’s app', () => asApp('teen')],
    ['another system', () => system()],
  ])('by %s with no more than a slot gets what the office gives', async (_who, context) => {
    const { id } = granted(await post(context(), minimal('teen', await own('teen'))))
    await scene.world.dispatcher.drain()
    const found = granted(await showAppointment(scene.citizen('teen'), id, scene.world.deps))
    expect(found).toMatchObject({ state: 'booked', mode: 'attendance', actions: { cancel: { allowed: true } } })
    expect(found.receipt).toMatch(/^R-/)
    expect(scene.told.filter(({ appointment }) => appointment === id).map(({ type }) => type)).toEqual([
      'appointments.booked',
    ])
  })

  it('without a slot is taken from a system as agreed elsewhere, whatever has become of it, and nothing can be done with it', async () => {
    const time = await own('elder')
    for (const status of ['booked', 'fulfilled'] as const) {
      const { slot: _none, ...one } = minimal('elder', time, { status })
      const { id } = granted(await post(system(), one))
      const found = granted(await showAppointment(scene.citizen('elder'), id, scene.world.deps))
      expect(found.actions).toMatchObject({ cancel: { allowed: false }, move: { allowed: false } })
      granted(await put(system(), id, (was) => ({ ...was, status: 'entered-in-error' })))
    }
  })

  it('without a slot is refused the citizen’s app', async () => {
    const { slot: _none, ...one } = minimal('teen', await own('teen'))
    expect(await post(asApp('teen'), one)).toMatchObject({ refused: 'appointment-incomplete' })
  })

  it.each<[string, (one: Appointment, time: SlotRow) => Appointment, string]>([
    ['of a slot nobody offers', (one) => ({ ...one, slot: [{ reference: 'Slot/none' }] }), 'slot-gone'],
    [
      'longer than its slot',
      (one, { starts }) => ({ ...one, end: new Date(starts.getTime() + 7_200_000).toISOString() }),
      'slot-mismatch',
    ],
    [
      'with another doctor named',
      (one) => ({
        ...one,
        participant: [
          ...one.participant,
          { actor: { reference: `Practitioner/${scene.person('elder').gp.id}` }, status: 'accepted' },
        ],
      }),
      'not-your-doctor',
    ],
    ['already fulfilled', (one) => ({ ...one, status: 'fulfilled' }), 'transition-not-allowed'],
    [
      'with a number that does not check',
      (one) => ({
        ...one,
        identifier: [{ system: 'http://lomma.example/fhir/NamingSystem/receipt', value: 'R-2222-23' }],
      }),
      'appointment-incomplete',
    ],
    [
      'by video where the office does not offer it',
      (one) => ({
        ...one,
        appointmentType: { coding: [{ system: 'http://lomma.example/fhir/CodeSystem/meeting-mode', code: 'video' }] },
      }),
      'office-not-offering',
    ],
  ])('%s is refused to the citizen’s app', async (_what, change, refused) => {
    const time = await own('parent')
    const one = minimal('parent', time)
    expect(await post(asApp('parent'), { ...change(one, time), id: one.id })).toMatchObject({ refused })
  })

  it('of what is not one’s own doctor’s, own office’s, or offered, is refused as on the screen', async () => {
    const other = (await free(scene.person('chronic').office.id)).find(
      ({ practitioner }) => practitioner !== scene.person('elder').gp.id,
    )
    if (!other) throw new Error('no time of the substitute')
    expect(await post(asApp('elder'), minimal('elder', other))).toMatchObject({ refused: 'not-your-doctor' })
    expect(await post(asApp('parent'), minimal('parent', other))).toMatchObject({ refused: 'not-your-office' })
  })

  it('of a day on which the doctor is away is refused, with until when', async () => {
    const { db, clock } = { ...scene.world, db: scene.world.deps.db }
    const from = new Date(clock.now().getTime() + 28 * 86_400_000)
    const to = new Date(clock.now().getTime() + 35 * 86_400_000)
    const office = scene.person('protected').office.id
    const rows = await freeSlots(db, { office, kinds: ['appointment'], from, to, now: clock.now() })
    const away = rows.find(({ practitioner }) => practitioner === scene.person('protected').gp.id)
    if (!away) throw new Error('no time of the doctor who is away')
    const answer = await post(asApp('protected'), minimal('protected', away))
    expect(answer).toMatchObject({ refused: 'closed-until' })
    expect(isRefusal(answer) && String(answer.params?.until) >= osloDateOf(away.starts)).toBe(true)
  })

  it('does not let the citizen give themselves rights', async () => {
    const time = await own('guardian')
    const flag = {
      resourceType: 'Flag' as const,
      id: 'flag-canAcknowledge',
      status: 'active' as const,
      code: {
        coding: [
          { system: 'http://helsenorge.no/fhir/CodeSystem/hn-appointment-flag-code-cs', code: 'canAcknowledge' },
        ],
      },
      subject: { reference: `Patient/${scene.person('guardian').citizen}` },
    }
    const spoilt = minimal('guardian', time, {
      contained: [flag],
      supportingInformation: [{ reference: '#flag-canAcknowledge' }],
    })
    expect(await post(asApp('guardian'), spoilt)).toMatchObject({ refused: 'flags-not-yours' })
    const { id: _contained, ...beside } = flag
    const written = await scene.world.deps.store.command(asApp('guardian'), (tx) => tx.create(beside))
    expect(written).toMatchObject({ refused: 'flags-not-yours' })
  })

  it('needs the scope, and never reaches another’s record', async () => {
    const time = await own('guardian')
    const narrow = system(['system/Appointment.rs'])
    expect(await post(narrow, minimal('guardian', time))).toMatchObject({ refused: 'scope-missing' })
    expect(await post(asApp('teen'), minimal('guardian', time))).toMatchObject({ refused: 'not-your-record' })
  })
})

describe('a change through the FHIR door', () => {
  const cancel = (one: Appointment): Appointment => ({ ...one, status: 'cancelled' })

  it('is by the Flags, not by the status', async () => {
    const { id } = granted(await post(system(), minimal('diabetes', await own('diabetes'))))
    await scene.world.dispatcher.drain()
    await put(portal, id, ({ supportingInformation: _none, contained: _flags, ...one }) => one)
    expect(await put(asApp('diabetes'), id, cancel)).toMatchObject({ refused: 'not-allowed' })
    await put(system(), id, cancel)
    expect(await put(asApp('diabetes'), id, cancel)).toMatchObject({ refused: 'already-cancelled' })
  })

  it('gives the time back, keeps its number, and is told', async () => {
    const time = await own('screening')
    const { id } = granted(await post(asApp('screening'), minimal('screening', time)))
    await scene.world.dispatcher.drain()
    const renumbered = ({ identifier: _none, ...one }: Appointment): Appointment => ({ ...one, status: 'cancelled' })
    expect(await put(asApp('screening'), id, renumbered)).toMatchObject({ refused: 'transition-not-allowed' })
    granted(await put(asApp('screening'), id, cancel))
    await scene.world.dispatcher.drain()
    expect(await scene.world.deps.store.as(portal).read('Slot', time.slot)).toMatchObject({ status: 'free' })
    expect(scene.told.filter(({ appointment }) => appointment === id).map(({ type }) => type)).toContain(
      'appointments.cancelled',
    )
  })

  it('to a time that is not the citizen’s to take is refused, and nothing has moved', async () => {
    const time = await own('elder')
    const { id } = granted(await post(asApp('elder'), minimal('elder', time)))
    await scene.world.dispatcher.drain()
    const other = (await free(time.office)).find(({ practitioner }) => practitioner !== time.practitioner)
    if (!other) throw new Error('no other time')
    const moved = (one: Appointment): Appointment => ({
      ...one,
      slot: [{ reference: `Slot/${other.slot}` }],
      start: other.starts.toISOString(),
      end: other.ends.toISOString(),
    })
    expect(await put(asApp('elder'), id, moved)).toMatchObject({ refused: 'not-your-doctor' })
    const stays = granted(await showAppointment(scene.citizen('elder'), id, scene.world.deps))
    expect(stays.start).toBe(time.starts.toISOString())
  })

  it('that is the office’s alone is refused to the citizen', async () => {
    const { id } = granted(await post(asApp('pregnant'), minimal('pregnant', await own('pregnant'))))
    await scene.world.dispatcher.drain()
    const attempts: [(one: Appointment) => Appointment, string][] = [
      [(one) => ({ ...one, status: 'fulfilled' }), 'transition-not-allowed'],
      [(one) => ({ ...one, status: 'noshow' }), 'transition-not-allowed'],
      [(one) => ({ ...one, patientInstruction: 'Kom fastende.' }), 'not-for-citizens'],
      [(one) => ({ ...one, description: 'Noe annet' }), 'transition-not-allowed'],
      [({ supportingInformation: _none, contained: _flags, ...one }) => one, 'flags-not-yours'],
    ]
    for (const [change, refused] of attempts)
      expect(await put(asApp('pregnant'), id, change)).toMatchObject({ refused })
    const gone = await scene.world.deps.store.command(asApp('pregnant'), async (tx) => {
      await tx.delete('Appointment', id)
      return true
    })
    expect(gone).toMatchObject({ refused: 'not-for-citizens' })
  })
})

describe('those at an office', () => {
  it('have nothing to do with another office’s appointments', async () => {
    const { id } = granted(await post(system(), minimal('everyday', await own('everyday'))))
    const cancelled = (one: Appointment): Appointment => ({
      ...one,
      status: 'cancelled',
      cancelationReason: { text: 'x' },
    })
    const stranger = scene.secretary('secretary-lynghei')
    expect(await put(stranger, id, cancelled)).toMatchObject({ refused: 'not-your-office' })
    const theirs = scene.secretary('secretary-nordlys')
    const without = (one: Appointment): Appointment => ({ ...one, status: 'cancelled' })
    expect(await put(theirs, id, without)).toMatchObject({ refused: 'reason-missing' })
    expect(await put(theirs, id, (one) => ({ ...one, status: 'noshow' }))).toMatchObject({ refused: 'not-yet' })
    granted(await put(theirs, id, cancelled))
  })
})
