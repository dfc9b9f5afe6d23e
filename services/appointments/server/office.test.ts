import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CalendarTime, calendarSchema, caseSchema } from '../contract/index.ts'
import { cancelAppointment } from './change.ts'
import { findPatients } from './find-patients.ts'
import { holdTime } from './hold-time.ts'
import { showAppointment } from './list-appointments.ts'
import { copyWeek, offerOfficeTimes, setTime } from './offer-office-times.ts'
import { bookForPatient, cancelAtOffice, markAtOffice, moveAtOffice, settleLate } from './office-change.ts'
import { freeAhead, granted, openScene, type Scene } from './scene.fixture.ts'
import { showCalendar } from './show-calendar.ts'
import { showCase } from './show-case.ts'
import { worklist } from './worklist.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 180_000)
afterAll(() => scene.close())

const secretary = () => scene.secretary('secretary-nordlys')
const calendar = async (from: string, days = 5, context: Parameters<typeof showCalendar>[0] = secretary()) => {
  const found = await showCalendar(context, { from, days }, scene.world.deps)
  expect(calendarSchema.parse(found)).toEqual(found)
  return found
}
const week = '2026-04-20'
const allTimes = async (from = week) => (await calendar(from)).columns.flatMap(({ times }) => times)
const find = async (test: (time: CalendarTime) => boolean, from = week) => {
  const found = (await allTimes(from)).find(test)
  if (!found?.slot) throw new Error('no such time')
  return { ...found, slot: found.slot }
}
const booked = (id: string) => (time: CalendarTime) => time.appointment?.id === id

describe('the office’s calendar', () => {
  it('has a column for each doctor with times, the own first, and who waits', async () => {
    const found = await calendar('2026-04-22', 5, scene.doctor('gp-nordlys'))
    expect(found.from).toBe(week)
    expect(found.days).toHaveLength(5)
    expect(found.columns.map(({ name, mine }) => [name, mine])).toEqual([
      ['Ingvild Steinbruhei', true],
      ['Priya Nandavar', false],
    ])
    expect(found.waiting).toHaveLength(2)
  })

  it('tells a doctor why, and a secretary only who and when', async () => {
    const id = 'everyday'
    const name = scene.person(id).name
    const times = async (context: Parameters<typeof showCalendar>[0]) =>
      (await calendar(week, 5, context)).columns.flatMap((column) => column.times)
    const seen = (all: CalendarTime[]) => all.find(({ appointment }) => appointment?.patient.name === name)?.appointment
    expect(seen(await times(scene.doctor('gp-nordlys')))?.reason).toBe('Kontroll av stoffskiftet')
    expect(seen(await times(secretary()))).toMatchObject({ reason: null, patient: { name } })
  })

  it('is the own office’s alone', async () => {
    const slot = (await find(({ status }) => status === 'free')).slot
    const stranger = scene.secretary('secretary-lynghei')
    expect(await setTime(stranger, slot, 'busy-unavailable', scene.world.deps)).toMatchObject({
      refused: 'not-your-office',
    })
    const patients = await findPatients(stranger, 'Havlyng', scene.world.deps)
    expect(patients.patients).toEqual([])
  })
})

describe('offering times', () => {
  it('leaves out what overlaps, and says how many', async () => {
    const { schedule } = (await calendar(week)).columns[0] ?? { schedule: '' }
    const hours = {
      schedule,
      date: '2026-04-20',
      from: '16:00',
      to: '17:00',
      minutes: 20,
      modes: ['attendance' as const],
    }
    expect(await offerOfficeTimes(secretary(), hours, scene.world.deps)).toEqual({ made: 3, skipped: 0 })
    const longer = { ...hours, to: '18:00' }
    expect(await offerOfficeTimes(secretary(), longer, scene.world.deps)).toEqual({ made: 3, skipped: 3 })
    const yesterday = { ...hours, date: '2026-04-12' }
    expect(await offerOfficeTimes(secretary(), yesterday, scene.world.deps)).toMatchObject({ refused: 'slot-past' })
    expect(await offerOfficeTimes(scene.secretary('secretary-fjordvik'), hours, scene.world.deps)).toMatchObject({
      refused: 'not-your-office',
    })
  })

  it('is as the week before, at the same time by the clock on the wall, but on holidays', async () => {
    const { schedule } = (await calendar(week)).columns[0] ?? { schedule: '' }
    const far = { schedule, from: '2026-05-04', to: '2026-10-26' }
    const made = granted(await copyWeek(secretary(), far, scene.world.deps))
    expect(made.made).toBeGreaterThan(15)
    const [first] = await allTimes('2026-10-26')
    expect(first?.start).toBe('2026-10-26T08:00:00.000Z')
    expect(granted(await copyWeek(secretary(), far, scene.world.deps))).toMatchObject({ made: 0 })
  })

  it('blocks, opens and takes away what nobody has; what somebody has or holds is left alone', async () => {
    const { slot } = await find(({ status }) => status === 'free')
    granted(await setTime(secretary(), slot, 'busy-unavailable', scene.world.deps))
    expect((await find((time) => time.slot === slot)).status).toBe('blocked')
    granted(await setTime(secretary(), slot, 'free', scene.world.deps))
    granted(
      await holdTime(
        scene.citizen('elder'),
        (await freeAhead(scene.world, scene.citizen('elder')))[0]?.slot ?? '',
        scene.world.deps,
      ),
    )
    const held = await find(({ status }) => status === 'held', '2026-04-13')
    expect(await setTime(secretary(), held.slot, 'removed', scene.world.deps)).toMatchObject({ refused: 'slot-held' })
    const taken = await find(({ status }) => status === 'booked')
    expect(await setTime(secretary(), taken.slot, 'busy-unavailable', scene.world.deps)).toMatchObject({
      refused: 'slot-booked',
    })
  })
})

describe('booking for a patient', () => {
  it('finds them on the office’s lists, books, moves, marks and cancels with a reason', async () => {
    const { patients } = await findPatients(secretary(), 'solrabben', scene.world.deps)
    expect(patients.map(({ name }) => name)).toContain('Geir Solrabben')
    const number = scene.person('neighbour').identityNumber
    expect((await findPatients(secretary(), number, scene.world.deps)).patients).toHaveLength(1)
    const patient = scene.person('neighbour').citizen
    const { slot } = await find(({ status }) => status === 'free')
    const command = { slot, mode: 'attendance' as const, patient }
    granted(await bookForPatient(secretary(), command, scene.world.deps))
    expect(await bookForPatient(secretary(), command, scene.world.deps)).toMatchObject({ refused: 'slot-taken' })
    const made = (await find((time) => time.slot === slot)).appointment
    const { id = '', version = '' } = made ?? {}
    const next = await find(({ status }) => status === 'free', '2026-04-27')
    granted(await moveAtOffice(secretary(), id, { version, slot: next.slot }, scene.world.deps))
    const moved = await find(booked(id), '2026-04-27')
    expect(moved.start).toBe(next.start)
    const now = moved.appointment?.version ?? ''
    expect(await markAtOffice(secretary(), id, { version: now, as: 'missed' }, scene.world.deps)).toMatchObject({
      refused: 'not-yet',
    })
    expect(await markAtOffice(secretary(), id, { version: '1', as: 'arrived' }, scene.world.deps)).toMatchObject({
      refused: 'changed-meanwhile',
    })
    granted(await cancelAtOffice(secretary(), id, { version: now, reason: 'Legen er syk.' }, scene.world.deps))
    expect(granted(await showAppointment(scene.citizen('neighbour'), id, scene.world.deps))).toMatchObject({
      state: 'cancelled',
      cancelled: { by: 'office', reason: 'Legen er syk.' },
    })
    const elsewhere = { ...command, slot: next.slot, patient: scene.person('diabetes').citizen }
    expect(await bookForPatient(secretary(), elsewhere, scene.world.deps)).toMatchObject({ refused: 'not-your-office' })
  })

  it('gives a time to somebody who waits, who then leaves the list', async () => {
    const [first] = (await calendar(week)).waiting
    const shown = granted(await showCase(secretary(), first?.id ?? '', scene.world.deps))
    expect(caseSchema.parse(shown)).toEqual(shown)
    const [fit] = shown.fits
    const command = { slot: fit?.slot ?? '', mode: 'attendance' as const, waiting: shown.id }
    granted(await bookForPatient(secretary(), command, scene.world.deps))
    expect((await calendar(week)).waiting.map(({ id }) => id)).not.toContain(shown.id)
  })
})

describe('a late cancellation', () => {
  it('is decided about by the office, once', async () => {
    const id = await scene.book('everyday')
    const one = granted(await showAppointment(scene.citizen('everyday'), id, scene.world.deps))
    scene.world.clock.set(new Date(Date.parse(one.start ?? '') - 3_600_000))
    granted(await cancelAppointment(scene.citizen('everyday'), id, { version: one.version }, scene.world.deps))
    const items = async () =>
      (await worklist.list(secretary(), scene.world.deps)).filter(({ title }) => title.key === 'appointments.work.late')
    expect((await items()).map((item) => item.id)).toContain(id)
    const shown = granted(await showCase(secretary(), id, scene.world.deps))
    expect(shown).toMatchObject({ what: 'late-cancellation', fee: 168 })
    granted(await settleLate(secretary(), id, { version: shown.version, charge: true }, scene.world.deps))
    expect((await items()).map((item) => item.id)).not.toContain(id)
    expect(granted(await showCase(secretary(), id, scene.world.deps)).what).toBe('settled')
  })
})
