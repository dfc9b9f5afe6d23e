import { contextOf } from '@lomma/platform/testing'
import type { Appointment } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isHospitalAppointment } from '../fhir/read-appointment.ts'
import { home } from './home.ts'
import { appointmentOwner } from './missing.ts'
import { noneFits } from './none-fits.ts'
import { offerOtherTimes, offerTimes } from './offer-times.ts'
import { showCase, showOffice } from './office.ts'
import { saveRules } from './save-rules.ts'
import { find, granted, openScene, type Scene } from './scene.fixture.ts'
import { askAgain, showAppointment } from './show-appointment.ts'
import { worklist } from './worklist.ts'

let scene: Scene

beforeAll(async () => {
  scene = await openScene()
}, 120_000)

afterAll(() => scene.close())

const fetchFor = async (...keys: Parameters<Scene['person']>[0][]) => {
  for (const key of keys)
    await scene.deps.sources.copies({
      citizen: scene.person(key).citizen,
      kind: 'regional-appointments',
      maxAgeMinutes: 0,
    })
  await scene.copy()
}
const silent = (region: string) => scene.behave((at) => (at === region ? 'silent' : 'answers'))
const calm = async () => {
  scene.behave(() => 'answers')
  await scene.world.database.owner`update sources.state set failures = 0, open_until = null, failed_since = null`
}

describe('a region that does not answer (C2, H7)', () => {
  test('costs its part only: the last copy is shown with its time, named with since when and whom to ring', async () => {
    await fetchFor('chronic')
    const taken = scene.world.clock.now().toISOString()
    silent('midt')
    scene.world.clock.advance(60_000)
    const since = scene.world.clock.now().toISOString()
    await fetchFor('chronic')
    const dead = await scene.find('chronic', 'Øyekontroll')
    expect(dead).toMatchObject({
      status: 'booked',
      origin: { name: 'Helseregion Midt', phone: '00 40 02 00', takenAt: taken, failedSince: since },
    })
    expect(await scene.find('chronic', 'Kontroll hos revmatolog')).toMatchObject({ origin: { failedSince: null } })
    expect(await appointmentOwner.missing?.(scene.citizen('chronic'), scene.deps)).toEqual([
      { name: 'Helseregion Midt', since, phone: '00 40 02 00' },
    ])
  })

  test.each(['nord', 'midt', 'vest', 'sorost'] as const)('%s hanging keeps no page waiting', async (region) => {
    await calm()
    await fetchFor('chronic')
    silent(region)
    await scene.world.database.owner`update sources.copy set taken_real = now() - interval '1 hour'`
    // A page that waited for the region would not be there before the test's own time is up.
    const slow = scene.patient(60_000)
    const copying = slow.copy()
    const context = scene.citizen('chronic')
    const front = await Promise.all([home.todo?.(context, slow.deps), home.news?.(context, new Date(0), slow.deps)])
    const shown = await find(slow.deps, context, 'Kontroll hos revmatolog')
    const missing = await appointmentOwner.missing?.(scene.citizen('chronic'), slow.deps)
    const still = await Promise.race([copying.then(() => 'done'), Promise.resolve('still asking')])
    expect({ front, missing, status: shown.status, still }).toEqual({
      front: [[], []],
      missing: [],
      status: 'booked',
      still: 'still asking',
    })
    scene.behave(() => 'answers')
    await slow.end()
    await copying
    await calm()
  })

  test('does not disturb what others need; asked again by hand it is found when it is back', async () => {
    await calm()
    silent('midt')
    const one = await scene.find('chronic', 'Øyekontroll')
    granted(await askAgain(scene.citizen('chronic'), one.id, scene.deps))
    await scene.copy()
    expect((await scene.find('chronic', 'Øyekontroll')).origin.failedSince).not.toBeNull()
    await calm()
    granted(await askAgain(scene.citizen('chronic'), one.id, scene.deps))
    await scene.world.database.owner`update sources.copy set due = now() where due is not null`
    await scene.copy()
    expect((await scene.find('chronic', 'Øyekontroll')).origin).toMatchObject({ failedSince: null, underway: false })
  })

  test('has no identity number in any address, whatever is asked of it', async () => {
    await calm()
    await fetchFor('chronic', 'diabetes')
    expect(scene.requests.length).toBeGreaterThan(4)
    expect(scene.requests.filter((request) => /\d{11}/.test(request))).toEqual([])
  })
})

describe('a copy', () => {
  test('names the citizen by key alone and holds no identity number', async () => {
    const context = scene.citizen('diabetes')
    const stored = await scene.deps.store.as(context).readCitizen(context.actor.citizen, ['Appointment'])
    expect(stored.filter(isHospitalAppointment).length).toBeGreaterThanOrEqual(2)
    expect(JSON.stringify(stored)).not.toContain(scene.person('diabetes').identityNumber)
  })

  test('goes when the region says no more of it', async () => {
    await calm()
    await fetchFor('elder')
    await scene.find('elder', 'Kontroll av hjertet')
    await scene.world.database.owner`
      delete from demo.region_resource where type = 'Appointment' and patient = ${scene.person('elder').identityNumber}`
    await fetchFor('elder')
    await expect(scene.find('elder', 'Kontroll av hjertet')).rejects.toThrow('not-found')
  })

  test.each(['citizen', 'nurse', 'system'] as const)('is written by nobody else, by either door: %s', async (who) => {
    const citizen = scene.citizen('chronic')
    const [own] = (await scene.deps.store.as(citizen).readCitizen(citizen.actor.citizen, ['Appointment'])).filter(
      isHospitalAppointment,
    )
    if (!own) throw new Error('no copy')
    const system = { kind: 'system', client: 'demo', name: 'Demo', scopes: ['system/*.cruds'] } as const
    for (const door of ['portal', 'fhir'] as const) {
      const actor = { citizen: citizen.actor, nurse: scene.nurse('nurse-nord').actor, system }[who]
      const context = contextOf(actor, { door, reason: 'trial' })
      const changed: Appointment & { id: string } = { ...own, status: 'cancelled' }
      expect(await scene.deps.store.command(context, (tx) => tx.update(changed))).toMatchObject({
        refused: 'hospital-only',
        status: 403,
      })
      const { id: _id, meta: _meta, ...born } = own
      const made = await scene.deps.store.command(context, (tx) => tx.create(born))
      expect(made).toMatchObject({ refused: 'hospital-only' })
    }
  })

  test('tells of a time that somebody has given up, before the one I have', async () => {
    await calm()
    await fetchFor('chronic')
    expect((await scene.find('chronic', 'Kontroll hos revmatolog')).earlier).toBe(0)
    const [busy] = await scene.world.database.owner<{ id: string }[]>`
      insert into demo.region_resource (region, type, id, body)
      select region, type, 'given-up', jsonb_set(jsonb_set(body || '{"id": "given-up"}', '{start}', '"2026-04-21T06:00:00Z"'), '{end}', '"2026-04-21T06:30:00Z"')
      from demo.region_resource where region = 'nord' and type = 'Slot' and body->>'status' = 'free' and id like 'rheuma%' limit 1
      returning id`
    expect(busy?.id).toBe('given-up')
    await fetchFor('chronic')
    expect((await scene.find('chronic', 'Kontroll hos revmatolog')).earlier).toBe(1)
    const news = await home.news?.(scene.citizen('chronic'), new Date(0), scene.deps)
    expect(news).toMatchObject([{ title: { key: 'hospital-appointments.home.earlier' } }])
  })

  test('is another’s: not found, whoever asks', async () => {
    const one = await scene.find('chronic', 'Øyekontroll')
    expect(await showAppointment(scene.citizen('diabetes'), one.id, scene.deps)).toMatchObject({ refused: 'not-found' })
  })
})

describe('at the hospital (C2)', () => {
  const office = async () => {
    await showOffice(scene.nurse('nurse-sorost'), scene.deps)
    await scene.copy()
    return showOffice(scene.nurse('nurse-sorost'), scene.deps)
  }

  test('times are offered to a patient, who then may choose among exactly those', async () => {
    await calm()
    const { clinics } = await office()
    const clinic = clinics.find(({ name }) => name === 'Diabetespoliklinikken')
    const slots = clinic?.free.slice(0, 3).map(({ slot }) => slot) ?? []
    const offer = {
      identityNumber: scene.person('everyday').identityNumber,
      clinic: clinic?.id ?? '',
      type: 'video' as const,
      title: 'Samtale om kost',
      preparation: '',
      slots,
      chooseBy: '2026-04-24',
    }
    const nurse = scene.nurse('nurse-sorost')
    expect(granted(await offerTimes(nurse, offer, scene.deps))).toEqual({ patient: 'Torunn Havlyng', times: 3 })
    // Sent again with the same key it is the same offer.
    granted(await offerTimes(nurse, offer, scene.deps))
    const one = await scene.find('everyday', 'Samtale om kost')
    expect(one.times.map(({ slot }) => slot)).toEqual(slots)
    expect(one.may.choose.allowed).toBe(true)
    expect((await office()).rows.filter(({ title }) => title === 'Samtale om kost')).toHaveLength(1)
    const front = await home.todo?.(scene.citizen('everyday'), scene.deps)
    expect(front).toMatchObject([
      { title: { params: { title: 'Samtale om kost' } }, href: `/timeavtaler/sykehus/${one.id}` },
    ])
  })

  test.each([
    ['to nobody', { identityNumber: '01010199999' }, 'patient-unknown'],
    ['at another hospital', { clinic: 'other' }, 'not-your-hospital'],
    ['at no clinic', { clinic: 'none' }, 'clinic-unknown'],
    ['of times that are not free', { slots: ['nowhere'] }, 'not-offered'],
  ])('an offer %s is refused', async (_what, wrong, refused) => {
    const { clinics } = await office()
    const other = (await showOffice(scene.nurse('nurse-nord'), scene.deps)).clinics[0]?.id ?? ''
    const offer = {
      identityNumber: scene.person('everyday').identityNumber,
      clinic: clinics[0]?.id ?? '',
      type: 'video' as const,
      title: 'Samtale',
      preparation: '',
      slots: clinics[0]?.free.slice(0, 1).map(({ slot }) => slot) ?? [],
      chooseBy: '2026-04-24',
      ...wrong,
    }
    const asked = { ...offer, clinic: offer.clinic === 'other' ? other : offer.clinic }
    expect(await offerTimes(scene.nurse('nurse-sorost'), asked, scene.deps)).toMatchObject({ refused })
  })

  test('none fits: the unit has a case, offers others, and the case is gone', async () => {
    await calm()
    await fetchFor('diabetes')
    const one = await scene.find('diabetes', 'Bilde av netthinnen')
    granted(await noneFits(scene.citizen('diabetes'), one.id, { words: 'Bare etter klokka 12.' }, scene.deps))
    const items = await worklist.list(scene.nurse('nurse-sorost'), scene.deps)
    expect(items).toMatchObject([
      { id: one.id, kind: 'sykehustime', late: false, patient: { name: 'Oddgeir Lyngfossen' } },
    ])
    expect(await worklist.list(scene.nurse('nurse-nord'), scene.deps)).toEqual([])
    await office()
    const seen = granted(await showCase(scene.nurse('nurse-sorost'), one.id, scene.deps))
    expect(seen.words).toBe('Bare etter klokka 12.')
    const slots = seen.free.slice(-2).map(({ slot }) => slot)
    const others = { slots, chooseBy: '2026-04-30' }
    granted(await offerOtherTimes(scene.nurse('nurse-sorost'), one.id, others, scene.deps))
    expect(await worklist.list(scene.nurse('nurse-sorost'), scene.deps)).toEqual([])
    const again = await scene.find('diabetes', 'Bilde av netthinnen')
    expect(again).toMatchObject({ noneFitsAt: null, chooseBy: '2026-04-30' })
    expect(again.times.map(({ slot }) => slot).sort()).toEqual([...slots].sort())
    expect(await showCase(scene.nurse('nurse-nord'), one.id, scene.deps)).toMatchObject({ refused: 'not-found' })
  })

  test('rules hold at once, for the hospital’s own clinics, on the version that was seen', async () => {
    const before = await scene.find('chronic', 'Kontroll hos revmatolog')
    expect(before.may.move.allowed).toBe(true)
    const { clinics } = await showOffice(scene.nurse('nurse-nord'), scene.deps)
    const clinic = clinics.find(({ name }) => name === 'Revmatologisk poliklinikk')
    if (!clinic) throw new Error('no clinic')
    const rules = { ...clinic.rules, maxMoves: 0 }
    const save = { rules, version: clinic.version }
    expect(await saveRules(scene.nurse('nurse-sorost'), clinic.id, save, scene.deps)).toMatchObject({
      refused: 'not-your-hospital',
    })
    granted(await saveRules(scene.nurse('nurse-nord'), clinic.id, save, scene.deps))
    expect((await scene.find('chronic', 'Kontroll hos revmatolog')).may.move).toMatchObject({ why: 'moved-enough' })
    expect(await saveRules(scene.nurse('nurse-nord'), clinic.id, save, scene.deps)).toMatchObject({
      refused: 'version-conflict',
    })
  })
})
