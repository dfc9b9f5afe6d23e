import { randomUUID } from 'node:crypto'
import type { CitizenActor, PractitionerActor, SystemActor } from '@lomma/platform/access'
import { osloDateOf, workingDeadline } from '@lomma/platform/calendar'
import { personas, type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { newThreadTask } from '@lomma/platform/dialogue'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import { toHealthcareService, toNotAvailable } from '@lomma/platform/registers'
import { contextOf, portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import { receiptNumber } from '@lomma/platform/thread'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demo } from '../demo/index.ts'
import { findPractices, showPractice } from './find.ts'
import { plugin } from './index.ts'
import { offerToWrite, writeToPractice } from './write.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld([plugin])
  await seedDemo({ ...world.deps, plugins: [demo] })
}, 120_000)
afterAll(() => world.close())

const marte = staff('physiotherapist')
const physio = marte.organisation
const manual = staff('manual-therapist').organisation
const [me] = personas
const citizen = () =>
  contextOf<CitizenActor>(
    { kind: 'citizen', citizen: me?.citizen ?? '', name: 'Test' },
    { idempotencyKey: randomUUID() },
  )
const app = () =>
  contextOf<CitizenActor>(
    {
      kind: 'citizen',
      citizen: me?.citizen ?? '',
      name: 'Test',
      app: { client: 'app', name: 'App', scopes: ['patient/*.cruds'] },
    },
    { door: 'fhir' },
  )
const system = () =>
  contextOf<SystemActor>({ kind: 'system', client: 'ehr', name: 'EPJ', scopes: ['system/*.cruds'] }, { door: 'fhir' })
function treats(key: StaffKey) {
  const { id, hpr = '', name, organisation } = staff(key)
  const place = { organization: organisation.id, organizationName: organisation.name }
  return contextOf<PractitionerActor>({ kind: 'practitioner', hpr, practitioner: id, name, ...place })
}
function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer)}`)
  return answer
}
const names = async (place?: string, kind?: 'physiotherapist' | 'manual-therapist' | 'specialist') =>
  (await findPractices({ ...(place ? { place } : {}), ...(kind ? { kind } : {}) }, world.deps)).practices.map(
    ({ name }) => name,
  )

describe('finding', () => {
  it.each<[string, string | undefined, 'physiotherapist' | 'specialist' | undefined, string[]]>([
    ['a town', 'FJORDVIK', undefined, ['Fjordvik fysioterapi']],
    ['a postcode', '9998', undefined, ['Hudlegene i Lynghei']],
    ['a name and a street', 'hud lyngveien', undefined, ['Hudlegene i Lynghei']],
    ['a kind', undefined, 'physiotherapist', ['Fjordvik fysioterapi']],
    ['a kind that is not there', 'fjordvik', 'specialist', []],
    ['no place', 'Oslo', undefined, []],
    ['a percent sign', '%', undefined, []],
  ])('by %s', async (_what, place, kind, wanted) => expect(await names(place, kind)).toEqual(wanted))

  it('all, soonest first, each with who and when', async () => {
    const { practices } = await findPractices({}, world.deps)
    expect(practices).toHaveLength(3)
    const starts = practices.map(({ nextFree }) => nextFree?.start ?? '')
    expect(starts).toEqual([...starts].sort())
    expect(practices.find(({ id }) => id === physio.id)?.nextFree?.with).toBe(marte.name)
  })

  it('who is away is not the first', async () => {
    const first = granted(await showPractice(physio.id, world.deps)).nextFree?.start ?? ''
    const day = osloDateOf(new Date(first))
    await world.deps.store.command(portal, async (tx) => {
      const role = await tx.read('PractitionerRole', marte.role ?? '')
      const away = toNotAvailable({ id: 'away', from: day, until: day, kinds: ['appointment', 'video'] })
      return role ? tx.update({ ...role, notAvailable: [away] }) : undefined
    })
    const next = granted(await showPractice(physio.id, world.deps)).nextFree?.start ?? ''
    expect(osloDateOf(new Date(next)) > day).toBe(true)
  })

  it('a GP’s office is no practice, and an unknown one is not there', async () => {
    expect(await showPractice(staff('gp-nordlys').organisation.id, world.deps)).toMatchObject({ refused: 'not-found' })
    expect(await showPractice('nobody', world.deps)).toMatchObject({ status: 404 })
  })
})

describe('writing', () => {
  it('says before a word what it means, and goes to the practice that was chosen', async () => {
    const offer = granted(await offerToWrite(citizen(), { practice: physio.id, topic: 'e-consultation' }, world.deps))
    expect(offer).toMatchObject({ refusal: null, office: physio.name, answerDays: 5, phone: physio.phone })
    const words = { practice: physio.id, topic: 'e-consultation' as const, text: 'Kan jeg løpe?', attachments: [] }
    const { thread, receipt } = granted(await writeToPractice(citizen(), words, world.deps))
    await world.dispatcher.drain()
    expect(receipt).toMatch(/^R-/)
    const task = await world.deps.store.as(portal).read('Task', thread)
    expect(task?.owner?.reference).toBe(`Organization/${physio.id}`)
    const again = granted(await offerToWrite(citizen(), { om: thread }, world.deps))
    expect(again).toMatchObject({ practice: physio.id, topic: 'e-consultation', about: { thread } })
    const queue = await plugin.worklist?.list(treats('physiotherapist'), {
      ...world.deps,
      threads: plugin.threads ?? [],
    })
    expect(queue?.map(({ id }) => id)).toContain(thread)
    const other = await plugin.worklist?.list(treats('manual-therapist'), {
      ...world.deps,
      threads: plugin.threads ?? [],
    })
    expect(other).toEqual([])
  })

  it('a practice that has promised another time is held to its own word: before sending, in the deadline, on its page', async () => {
    const service = toHealthcareService(physio, { kind: 'contact', active: true, answerDays: 2 })
    await world.deps.store.command(portal, (tx) => tx.update(service))
    const offer = granted(await offerToWrite(citizen(), { practice: physio.id, topic: 'contact' }, world.deps))
    expect(offer).toMatchObject({ answerDays: 2, answerBy: '2026-04-15' })
    const words = { practice: physio.id, topic: 'contact' as const, text: 'Regning?', attachments: [] }
    const { thread } = granted(await writeToPractice(citizen(), words, world.deps))
    const task = await world.deps.store.as(portal).read('Task', thread)
    expect(osloDateOf(new Date(task?.restriction?.period?.end ?? ''))).toBe('2026-04-15')
    const page = granted(await showPractice(physio.id, world.deps))
    expect(page.topics.find((one) => one.topic === 'contact')).toMatchObject({ answerDays: 2 })
  })

  it('to one that does not offer it is refused, with a phone; on the screen and when sent', async () => {
    const asked = { practice: manual.id, topic: 'journal-copy' as const }
    const offer = granted(await offerToWrite(citizen(), asked, world.deps))
    expect(offer.refusal).toMatchObject({ code: 'office-not-offering', params: { phone: manual.phone } })
    const sent = await writeToPractice(citizen(), { ...asked, text: 'Alt.', attachments: [] }, world.deps)
    expect(sent).toMatchObject({ refused: 'office-not-offering' })
  })

  it('is refused at the FHIR door too: a place that is no practice, a service that is off', async () => {
    const task = (code: string, office: { id: string; name: string }) =>
      newThreadTask({
        ...{ id: randomUUID(), kind: code, citizen: me?.citizen ?? '', office },
        receipt: receiptNumber(Uint8Array.from([1, 2, 3, 4, Math.floor(Math.random() * 255)])),
        sent: world.clock.now(),
        deadline: workingDeadline(world.clock.now(), 5),
      })
    const write = (context: ReturnType<typeof app> | ReturnType<typeof system>, resource: ReturnType<typeof task>) =>
      world.deps.store
        .command(context, (tx) => tx.create(resource))
        .catch((error: { refusal?: Refusal }) => error.refusal ?? Promise.reject(error))
    expect(await write(app(), task('therapist-contact', staff('gp-nordlys').organisation))).toMatchObject({
      status: 403,
    })
    expect(await write(app(), task('therapist-journal-copy', manual))).toMatchObject({ refused: 'office-not-offering' })
    expect(await write(system(), task('therapist-journal-copy', manual))).toMatchObject({
      refused: 'office-not-offering',
    })
    await world.deps.store.command(portal, (tx) =>
      tx.update(toHealthcareService(manual, { kind: 'contact', active: false })),
    )
    expect(await write(app(), task('therapist-contact', manual))).toMatchObject({ refused: 'office-not-offering' })
  })
})
