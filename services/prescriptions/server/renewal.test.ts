import { isRefusal } from '@lomma/platform/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Receipt, receiptSchema, renewalOfferSchema } from '../contract/index.ts'
import { home } from './home.ts'
import { listMedicines, showMedicine } from './list-medicines.ts'
import { offerRenewal } from './offer-renewal.ts'
import { openRenewal } from './open-renewal.ts'
import { requestRenewal } from './request-renewal.ts'
import { granted, openScene, type Scene } from './scene.fixture.ts'
import { showReceipt } from './show-receipt.ts'
import { withdrawRenewal } from './withdraw-renewal.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps

async function idOf(key: Parameters<Scene['citizen']>[0], name: string): Promise<string> {
  const { active, past } = await listMedicines(scene.citizen(key), deps())
  const found = [...active, ...past].find((one) => one.name === name)
  if (!found) throw new Error(`${key} has no ${name}`)
  return found.id
}

function only(receipt: Receipt): Receipt['items'][number] {
  const [item, ...more] = receipt.items
  if (!item || more.length > 0) throw new Error('expected one medicine')
  return item
}

async function renewalsOf(key: Parameters<Scene['citizen']>[0]): Promise<number> {
  const [row] = await deps().db<{ count: number }[]>`
    select count(*)::int as count from prescriptions.worklist where citizen = ${scene.person(key).citizen}`
  return row?.count ?? 0
}

describe('before the press', () => {
  it('says who answers, by when, what it costs, and what could go along', async () => {
    const id = await idOf('everyday', 'Losartan')
    const offer = granted(await offerRenewal(scene.citizen('everyday'), id, deps()))
    expect(renewalOfferSchema.parse(offer)).toEqual(offer)
    expect(offer).toMatchObject({
      chosen: [{ name: 'Losartan', renewal: { allowed: true } }],
      alsoRenewable: [],
      answeredBy: { doctor: 'Ingvild Steinbruhei', office: 'Nordlys legesenter' },
      answerBy: '2026-04-20',
      price: { amount: 61, countsTowardsExemptionCard: true },
    })
  })

  it('names the substitute when the doctor is away, and says why a medicine cannot be renewed', async () => {
    const id = await idOf('chronic', 'Metotreksat')
    const offer = granted(await offerRenewal(scene.citizen('chronic'), id, deps()))
    expect(offer.answeredBy?.doctor).toBe('Priya Nandavar')
    expect(offer.chosen[0]?.renewal).toMatchObject({ allowed: false, reason: 'already-asked' })
  })

  it('another’s medicine is not there', async () => {
    const id = await idOf('everyday', 'Losartan')
    for (const answer of [
      await offerRenewal(scene.citizen('neighbour'), id, deps()),
      await showMedicine(scene.citizen('neighbour'), id, deps()),
    ])
      expect(answer).toMatchObject({ refused: 'not-found', status: 404 })
  })
})

describe('asking for a renewal', () => {
  it('several at once give one receipt, one matter for each medicine, delivered to the office', async () => {
    const medicines = [await idOf('diabetes', 'Metformin'), await idOf('diabetes', 'Atorvastatin')]
    const receipt = granted(await requestRenewal(scene.citizen('diabetes'), { medicines, note: 'Takk' }, deps()))
    expect(receiptSchema.parse(receipt)).toEqual(receipt)
    expect(receipt).toMatchObject({ answerBy: '2026-04-20', late: false, turn: 'office', note: 'Takk' })
    expect(receipt.items.map((item) => [item.medicine.name, item.state])).toEqual([
      ['Atorvastatin', 'sent'],
      ['Metformin', 'sent'],
    ])
    await scene.world.dispatcher.drain()
    const later = granted(await showReceipt(scene.citizen('diabetes'), receipt.receipt, deps()))
    expect(later.items.map((item) => item.history.map((step) => step.state))).toEqual([
      ['sent', 'received'],
      ['sent', 'received'],
    ])
  })

  it('sent twice with the same key it is one request with one receipt', async () => {
    const medicines = [await idOf('protected', 'Sertralin')]
    const before = await renewalsOf('protected')
    const answers = await Promise.all(
      [1, 2, 3].map(() => requestRenewal(scene.citizen('protected', 'same-key'), { medicines }, deps())),
    )
    expect(new Set(answers.map((answer) => granted(answer).receipt)).size).toBe(1)
    expect(await renewalsOf('protected')).toBe(before + 1)
  })

  it('sent twice at the same time with different keys: the second is refused and names the receipt', async () => {
    const medicines = [await idOf('pregnant', 'Jernsulfat')]
    const answers = await Promise.all(
      [1, 2].map(() => requestRenewal(scene.citizen('pregnant'), { medicines }, deps())),
    )
    const refused = answers.filter(isRefusal)
    const receipt = answers.find((answer) => !isRefusal(answer))
    expect(refused).toMatchObject([{ refused: 'already-asked', status: 409 }])
    expect(refused[0]?.params).toEqual({ receipt: receipt && 'receipt' in receipt ? receipt.receipt : '' })
  })

  it('all or none: one that may not be renewed refuses the whole', async () => {
    const medicines = [await idOf('elder', 'Levotyroksin'), await idOf('elder', 'Zopiklon')]
    const before = await renewalsOf('elder')
    expect(await requestRenewal(scene.citizen('elder'), { medicines }, deps())).toMatchObject({ refused: 'addictive' })
    expect(await renewalsOf('elder')).toBe(before)
  })

  it.each([
    ['elder', 'Zopiklon', 'addictive'],
    ['elder', 'Amlodipin', 'stopped'],
    ['everyday', 'Fenoksymetylpenicillin', 'short-course'],
    ['everyday', 'Levotyroksin', 'too-early'],
    ['everyday', 'Atorvastatin', 'already-asked'],
    ['offline-gp', 'Metoprolol', 'office-not-offering'],
  ] as const)('%s, %s: %s', async (key, name, refused) => {
    const medicines = [await idOf(key, name)]
    expect(await requestRenewal(scene.citizen(key), { medicines }, deps())).toMatchObject({ refused })
  })

  it('not for another’s medicine, nor for one and the same twice, nor without a GP', async () => {
    const mine = await idOf('elder', 'Levotyroksin')
    const other = await idOf('everyday', 'Losartan')
    const ask = (medicines: string[]) => requestRenewal(scene.citizen('elder'), { medicines }, deps())
    expect(await ask([other])).toMatchObject({ refused: 'not-found', status: 404 })
    expect(await ask([mine, mine])).toMatchObject({ refused: 'chosen-twice' })
    const { citizen } = scene.person('guardian')
    const medicines = [await idOf('guardian', 'Atorvastatin')]
    await scene.world.database.owner`delete from registers.gp_assignment where citizen = ${citizen}`
    expect(await requestRenewal(scene.citizen('guardian'), { medicines }, deps())).toMatchObject({ refused: 'no-gp' })
  })
})

describe('after the press', () => {
  it('the receipt is the citizen’s own', async () => {
    const [row] = await deps().db<{ receipt: string }[]>`
      select receipt from prescriptions.worklist where citizen = ${scene.person('diabetes').citizen}`
    expect(await showReceipt(scene.citizen('neighbour'), row?.receipt ?? '', deps())).toMatchObject({ status: 404 })
  })

  it('may be withdrawn until it is opened, by the citizen alone; then asked for again', async () => {
    const medicines = [await idOf('elder', 'Levotyroksin')]
    const sent = granted(await requestRenewal(scene.citizen('elder'), { medicines }, deps()))
    const { task } = only(sent)
    expect(await withdrawRenewal(scene.citizen('neighbour'), task, deps())).toMatchObject({ status: 404 })
    await scene.world.dispatcher.drain()
    const taken = granted(await withdrawRenewal(scene.citizen('elder'), task, deps()))
    expect(only(taken)).toMatchObject({ state: 'withdrawn', turn: 'nobody', canWithdraw: false })
    expect(await withdrawRenewal(scene.citizen('elder'), task, deps())).toMatchObject({ refused: 'already-withdrawn' })
    await scene.world.dispatcher.drain()
    const again = granted(await requestRenewal(scene.citizen('elder'), { medicines }, deps()))
    expect(again.receipt).not.toBe(sent.receipt)
    granted(await openRenewal(scene.doctor('gp-nordlys'), only(again).task, deps()))
    expect(await withdrawRenewal(scene.citizen('elder'), only(again).task, deps())).toMatchObject({
      refused: 'already-opened',
      status: 409,
    })
  })

  it('a medicine keeps its page under the id of an older prescription', async () => {
    const id = await idOf('everyday', 'Losartan')
    const detail = granted(await showMedicine(scene.citizen('everyday'), id, deps()))
    expect(detail.medicine.name).toBe('Losartan')
    expect(detail.dispensings).toHaveLength(3)
  })
})

describe('when the answer is late', () => {
  it('the citizen is told what to do, and others are told once that it is late', async () => {
    const medicines = [await idOf('everyday', 'Losartan')]
    const sent = granted(await requestRenewal(scene.citizen('everyday'), { medicines }, deps()))
    await scene.world.dispatcher.drain()
    scene.world.clock.set('2026-04-20T21:00:00Z')
    expect(granted(await showReceipt(scene.citizen('everyday'), sent.receipt, deps()))).toMatchObject({ late: false })
    scene.world.clock.set('2026-04-20T22:00:01Z')
    await scene.world.dispatcher.drain()
    await scene.world.dispatcher.drain()
    const { task } = only(sent)
    expect(scene.told.filter((event) => event.task === task).map((event) => event.type)).toEqual([
      'prescriptions.renewal-sent',
      'prescriptions.renewal-received',
      'prescriptions.renewal-deadline',
      'prescriptions.renewal-late',
    ])
    const late = granted(await showReceipt(scene.citizen('everyday'), sent.receipt, deps()))
    expect(late).toMatchObject({ late: true, turn: 'citizen', wayOut: { phone: '00 10 01 10' } })
    const todo = await home.todo?.(scene.citizen('everyday'), deps())
    expect(todo?.map((item) => item.title.key)).toContain('prescriptions.home.late')
    expect(todo?.find((item) => item.title.key.endsWith('late'))?.detail?.params).toMatchObject({
      office: 'Nordlys legesenter',
      phone: '00 10 01 10',
    })
  })
})

describe('the front page', () => {
  it('has one click to renew, what is coming, and nothing for who has nothing to do', async () => {
    const todo = (await home.todo?.(scene.citizen('parent'), deps())) ?? []
    expect(todo.map((item) => [item.title.key, item.href.startsWith('/resepter/forny?medisin=')])).toEqual([
      ['prescriptions.home.renew', true],
    ])
    expect(await home.todo?.(scene.citizen('neighbour'), deps())).toEqual([])
  })
})

describe('a register that does not answer', () => {
  it('costs the renewal and says so, never the list of medicines', async () => {
    const gp = { ...deps().registers.gp, assignment: () => Promise.reject(new Error('down')) }
    const answer = await listMedicines(scene.citizen('parent'), { ...deps(), registers: { ...deps().registers, gp } })
    expect(answer.active.map((one) => [one.name, one.renewal])).toContainEqual([
      'Cetirizin',
      { allowed: false, reason: 'gp-unknown', params: {}, wayOut: { office: null, phone: null } },
    ])
  })
})
