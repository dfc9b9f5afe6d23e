import { addDays, osloDateOf } from '@lomma/platform/calendar'
import { staff } from '@lomma/platform/demo'
import { type Absence, toNotAvailable } from '@lomma/platform/registers'
import { portal } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookTime } from './book.ts'
import { holdTime } from './hold-time.ts'
import { offerTimes } from './offer-times.ts'
import { freeAhead, granted, openScene, type Scene } from './scene.fixture.ts'
import { showCalendar } from './show-calendar.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const sunniva = staff('gp-fjordvik-2')
const standIn = staff('gp-fjordvik')

/** The doctor's absences are these, and no others. */
const away = (...absences: Omit<Absence, 'id'>[]) =>
  scene.world.deps.store.command(portal, async (tx) => {
    const role = await tx.read('PractitionerRole', sunniva.role ?? '')
    const notAvailable = absences.map((one, nr) => toNotAvailable({ ...one, id: `away-${nr}` }))
    return role ? tx.update({ ...role, notAvailable }) : undefined
  })
const cancel = (...ids: string[]) =>
  scene.world.deps.store.command(portal, async (tx) => {
    for (const id of ids) {
      const stored = await tx.read('Appointment', id)
      if (stored) await tx.update({ ...stored, status: 'cancelled' })
    }
    return true
  })
const toMove = async () => {
  const asked = { from: undefined, days: 1 }
  return (await showCalendar(scene.secretary('secretary-fjordvik'), asked, scene.world.deps)).toMove
}
const dateOf = (instant: string) => osloDateOf(new Date(instant))

describe('a doctor who is away', () => {
  it.each<[string, Omit<Absence, 'id' | 'from' | 'until'>]>([
    ['from booking', { kinds: ['appointment', 'video'] }],
    ['with the list handed over', { kinds: [], standIn: { practitioner: standIn.id, name: standIn.name } }],
  ])(
    '%s has no times then, who has one is told to the office, and all is as before when it ends',
    async (_what, how) => {
      const me = scene.citizen('protected')
      const free = await freeAhead(scene.world, me)
      const [mine] = free
      if (!mine) throw new Error('no free time')
      const day = dateOf(mine.start)
      const onDay = async () => {
        const { days, doctor } = await offerTimes(scene.citizen('protected'), { week: day }, scene.world.deps)
        return { doctor, count: days.find(({ date }) => date === day)?.times.length }
      }
      const before = await onDay()
      expect(before.doctor).toBe(sunniva.name)
      const id = await scene.book('protected')
      expect(await toMove()).toEqual([])

      await away({ ...how, from: day, until: addDays(day, 1) })
      const listed = await toMove()
      expect(listed.length).toBeGreaterThan(0)
      expect(listed).toContainEqual(
        expect.objectContaining({ start: mine.start, why: 'away', doctor: sunniva.name, slot: mine.slot }),
      )
      expect(JSON.stringify(listed)).not.toContain(scene.person('protected').name)
      const other = free.find(({ start, slot }) => dateOf(start) === day && slot !== mine.slot)
      const refused = await holdTime(scene.citizen('protected'), other?.slot ?? '', scene.world.deps)
      expect(refused).toMatchObject({ refused: 'closed-until' })
      expect((await onDay()).count ?? 0).toBe(0)

      // Shortened so that the day is not in it any more: free again, and nothing to move.
      await away({ ...how, from: addDays(day, 1), until: addDays(day, 1) })
      expect((await toMove()).filter(({ slot }) => slot === mine.slot)).toEqual([])
      const again = granted(await holdTime(scene.citizen('protected'), other?.slot ?? '', scene.world.deps))
      const second = granted(
        await bookTime(scene.citizen('protected'), { token: again.token, mode: 'attendance' }, scene.world.deps),
      )
      await away()
      expect(await toMove()).toEqual([])
      expect((await scene.world.deps.store.as(portal).read('Appointment', id))?.status).toBe('booked')
      await cancel(id, second.appointment)
    },
  )
})
