import type { CitizenActor } from '@lomma/platform/access'
import { demoWorld, type PersonaKey, seedDemo } from '@lomma/platform/demo'
import { offerThread, readMessage, readThreads } from '@lomma/platform/dialogue'
import { isRefusal } from '@lomma/platform/errors'
import { contextOf, portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RequestKind, requestItems, requestKinds } from '../contract/index.ts'
import { demo } from '../demo/index.ts'
import { plugin } from './index.ts'
import { requests } from './kinds.ts'
import { sendRequest } from './send-request.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld([plugin])
  await seedDemo({ ...world.deps, plugins: [demo] })
  await world.dispatcher.drain()
}, 120_000)
afterAll(() => world.close())

const citizen = (key: PersonaKey) => {
  const { citizen: id, name } = demoWorld(world.clock.now()).personas[key]
  const actor: CitizenActor = { kind: 'citizen', citizen: id, name }
  return contextOf(actor, { idempotencyKey: crypto.randomUUID() })
}
const ask = (key: PersonaKey, kind: RequestKind, items: string[]) =>
  sendRequest(citizen(key), { kind, items, text: '', attachments: [] }, world.deps)

describe('asking the office', () => {
  it.each(requestKinds)('%s: sent without words, coded, with a receipt, where the office offers it', async (kind) => {
    const [item = ''] = requestItems[kind]
    const one = requests.find(({ code }) => code === kind)
    const offer = one && (await offerThread(citizen('everyday'), one, undefined, world.deps))
    const answer = await ask('everyday', kind, [item])
    if (offer?.refusal) {
      expect(answer).toMatchObject({ refused: offer.refusal.code })
      return
    }
    if (isRefusal(answer)) throw new Error(answer.refused)
    expect(answer.receipt).toMatch(/^R-/)
    const said = await world.deps.store.as(portal).searchCitizen(citizen('everyday').actor.citizen, 'Communication')
    expect(said.map(readMessage).find(({ thread }) => thread === answer.thread)).toMatchObject({ kind, items: [item] })
  })

  it('nothing, something of another kind, and an office that offers none are refused', async () => {
    expect(await ask('everyday', 'lab-sample', [])).toMatchObject({ refused: 'item-unknown' })
    expect(await ask('everyday', 'lab-sample', ['influenza'])).toMatchObject({ refused: 'item-unknown' })
    expect(await ask('offline-gp', 'lab-sample', ['blood'])).toMatchObject({ refused: 'office-not-offering' })
  })

  it('the demo world’s requests are read as their own', async () => {
    const [one] = await readThreads(citizen('diabetes'), world.deps)
    expect(one).toMatchObject({ kind: 'lab-sample', state: 'answered', topic: 'Blodprøve', unread: 0 })
  })
})
