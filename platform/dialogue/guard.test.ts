import type { Communication, Task } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, Context } from '../access/index.ts'
import { workingDeadline } from '../calendar/index.ts'
import { isRefusal, type Refusal } from '../errors/index.ts'
import type { Resource, Stored } from '../fhir/types.ts'
import { contextOf, portal } from '../testing/index.ts'
import { receiptNumber } from '../thread/index.ts'
import { advanceTask, beginThread, handTask, type NewMessage, newMessage, newThreadTask, readThread } from './index.ts'
import { desk, granted, openScene, type Scene, system, talk } from './scene.fixture.ts'

/** The rules of a conversation, asked directly at the store as the FHIR door does: each refusal of a screen is one here too. */
let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps
const everyday = () => scene.person('everyday')
let serial = 0

const write = <R extends Resource>(context: Context, resource: R): Promise<Stored<R> | Refusal> =>
  deps().store.command(context, (tx) => tx.create(resource))

/** The same act through the other door: another system, or the person's own app. */
const fhir = <A extends Actor>(context: Context & { actor: A }): Context => contextOf(context.actor, { door: 'fhir' })

function task(change: (task: Task & { id: string }) => Task = (one) => one): Task {
  const n = ++serial
  return change(
    newThreadTask({
      id: `thread-${n}`,
      kind: talk.code,
      citizen: everyday().citizen,
      office: { id: everyday().office.id, name: everyday().office.name },
      receipt: receiptNumber(Uint8Array.of(n, 2, 3, 4, 5)),
      sent: scene.world.clock.now(),
      deadline: workingDeadline(scene.world.clock.now(), 5),
    }),
  )
}

async function begun(kind = talk): Promise<string> {
  const { thread } = granted(await beginThread(scene.citizen('everyday'), kind, { text: 'Hei' }, deps()))
  await scene.world.dispatcher.drain()
  return thread
}

function words(thread: string, more: Partial<NewMessage> = {}): Communication & { id: string } {
  const { citizen, name, office } = everyday()
  return newMessage({
    ...{ id: `message-${++serial}`, thread, kind: talk.code, sensitivity: 'clinical', citizen },
    sender: { type: 'Patient', id: citizen, name },
    recipient: { type: 'Organization', id: office.id, name: office.name },
    text: 'Mer',
    sent: scene.world.clock.now(),
    ...more,
  })
}

const byDoctor = (key: 'gp-nordlys' | 'gp-fjordvik' = 'gp-nordlys'): Pick<NewMessage, 'sender' | 'recipient'> => {
  const { actor } = scene.doctor(key)
  return {
    sender: { type: 'Practitioner', id: actor.practitioner, name: actor.name },
    recipient: { type: 'Patient', id: everyday().citizen },
  }
}

const reasoned = (context: Context): Context => ({ ...context, purpose: { ...context.purpose, reason: 'a test' } })

async function move(
  context: Context,
  id: string,
  change: (task: Stored<Task>) => Task,
): Promise<Refusal | Stored<Task>> {
  const found = await deps().store.as(portal).read('Task', id)
  if (!found) throw new Error(`no ${id}`)
  return deps().store.command(context, (tx) => tx.update({ ...change(found), id }))
}

const refusal = (answer: unknown) => (isRefusal(answer) ? answer.refused : 'done')
const step = (state: Parameters<typeof advanceTask>[1]['state']) => (one: Stored<Task>) =>
  advanceTask(one, { state, at: scene.world.clock.now() })

describe('a conversation that another system begins', () => {
  it('is delivered with its first words, and answered there, as one begun here', async () => {
    const { id } = granted(await write(system(), task()))
    await scene.world.dispatcher.drain()
    expect(scene.told.filter((one) => one.task === id)).toEqual([])
    granted(await write(system(), words(id)))
    await scene.world.dispatcher.drain()
    granted(await move(system(), id, step('opened')))
    granted(await write(system(), words(id, byDoctor())))
    granted(await move(system(), id, step('answered')))
    expect(granted(await readThread(scene.citizen('everyday'), id, deps()))).toMatchObject({
      state: 'answered',
      unread: 1,
      messages: [{ text: 'Mer', side: 'citizen' }, { from: 'Ingvild Steinbruhei' }],
    })
  })

  it.each<[string, (one: Task & { id: string }) => Task, string]>([
    ['already answered', (one) => ({ ...advanceTask(one, { state: 'closed', at: new Date() }) }), 'step-not-allowed'],
    ['without a receipt', ({ groupIdentifier: _, ...one }) => one, 'thread-incomplete'],
    ['with a false receipt', (one) => ({ ...one, groupIdentifier: { value: 'R-2222-23' } }), 'thread-incomplete'],
    ['with status and state at odds', (one) => ({ ...one, status: 'completed' }), 'thread-incomplete'],
    [
      'with a deadline of its own',
      (one) => ({ ...one, restriction: { period: { end: '2026-04-14T10:00:00Z' } } }),
      'deadline-mismatch',
    ],
    ['sent last year', (one) => ({ ...one, authoredOn: '2025-04-13T08:00:00Z' }), 'thread-incomplete'],
    ['with words in the Task', (one) => ({ ...one, note: [{ text: 'utslett' }] }), 'thread-incomplete'],
    ['with words in the reason', (one) => ({ ...one, statusReason: { text: 'utslett' } }), 'thread-incomplete'],
    ['going on from nothing', (one) => ({ ...one, basedOn: [{ reference: 'Task/none' }] }), 'thread-incomplete'],
    [
      'to another office',
      ({ extension: _, ...one }) => ({
        ...one,
        owner: { reference: `Organization/${scene.person('parent').office.id}` },
      }),
      'not-your-office',
    ],
  ])('%s is refused, as it is for the citizen', async (_what, change, refused) => {
    expect(refusal(await write(system(), task(change)))).toBe(refused)
    expect(refusal(await write(scene.citizen('everyday'), task(change)))).toBe(refused)
    expect(refusal(await write(fhir(scene.citizen('everyday')), task(change)))).toBe(refused)
  })

  it('is refused where the office offers none, and by staff for a kind that citizens begin', async () => {
    const { citizen, office } = scene.person('offline-gp')
    const other = task(({ extension: _, ...one }) => ({
      ...one,
      for: { reference: `Patient/${citizen}` },
      requester: { reference: `Patient/${citizen}` },
      owner: { reference: `Organization/${office.id}` },
    }))
    expect(refusal(await write(system(), other))).toBe('office-not-offering')
    expect(refusal(await write(reasoned(scene.doctor('gp-nordlys')), task()))).toBe('not-for-role')
  })
})

describe('words', () => {
  it.each<[string, () => Context, () => Partial<NewMessage>, string]>([
    ['a citizen in another’s name', () => scene.citizen('everyday'), byDoctor, 'not-for-role'],
    ['a doctor in the citizen’s name', () => reasoned(scene.doctor('gp-nordlys')), () => ({}), 'not-for-role'],
    [
      'a doctor of another office',
      () => reasoned(scene.doctor('gp-fjordvik')),
      () => byDoctor('gp-fjordvik'),
      'not-your-office',
    ],
    ['nothing', () => scene.citizen('everyday'), () => ({ text: '' }), 'message-empty'],
    ['a book', () => scene.citizen('everyday'), () => ({ text: 'a'.repeat(4001) }), 'message-too-long'],
    [
      'health called practical',
      () => scene.citizen('everyday'),
      () => ({ sensitivity: 'administrative' }),
      'message-incomplete',
    ],
    ['words from last year', () => system(), () => ({ sent: new Date('2025-01-01') }), 'message-incomplete'],
    ['words that say they are read', () => system(), () => ({ readAt: new Date() }), 'message-incomplete'],
    [
      'an attachment nobody has',
      () => system(),
      () => ({ attachments: [{ id: 'none', name: 'x' }] }),
      'attachment-unknown',
    ],
    ['in no conversation', () => scene.citizen('everyday'), () => ({ thread: 'none' }), 'message-incomplete'],
    [
      'of another kind',
      () => scene.citizen('everyday'),
      () => ({ kind: desk.code, sensitivity: 'administrative' }),
      'message-incomplete',
    ],
  ])('%s: refused at both doors', async (_what, who, more, refused) => {
    const thread = await begun()
    expect(refusal(await write(who(), words(thread, more())))).toBe(refused)
    expect(refusal(await write({ ...who(), door: 'fhir' }, words(thread, more())))).toBe(refused)
  })

  it('a secretary writes practical words alone, and reads no others', async () => {
    const thread = await begun()
    const { actor } = scene.secretary('secretary-nordlys')
    const own = { sender: { type: 'Organization', id: actor.organization, name: actor.name } as const }
    const to = byDoctor().recipient
    expect(refusal(await write(scene.secretary('secretary-nordlys'), words(thread, { ...own, recipient: to })))).toBe(
      'not-your-role',
    )
    const practical = words(thread, { ...own, recipient: to, sensitivity: 'administrative' })
    granted(await write(fhir(scene.secretary('secretary-nordlys')), practical))
    const reader = deps().store.as(fhir(scene.secretary('secretary-nordlys')))
    const seen = await reader.searchCitizen(everyday().citizen, 'Communication')
    expect(seen.map(({ id }) => id)).toContain(practical.id)
    expect(JSON.stringify(seen)).not.toContain('"clinical"')
    const all = await deps().store.as(portal).searchCitizen(everyday().citizen, 'Communication')
    const [hidden] = all.filter((one) => JSON.stringify(one).includes('"clinical"'))
    expect(await reader.read('Communication', hidden?.id ?? '')).toBeUndefined()
  })

  it('stand as they were written; the other side says once that they are read', async () => {
    const thread = await begun()
    const { id } = granted(await write(reasoned(scene.doctor('gp-nordlys')), words(thread, byDoctor())))
    const change = async (context: Context, more: Partial<Communication>) => {
      const found = await deps().store.as(portal).read('Communication', id)
      if (!found) throw new Error('no message')
      return refusal(await deps().store.command(context, (tx) => tx.update({ ...found, ...more })))
    }
    const received = scene.world.clock.now().toISOString()
    for (const who of [scene.citizen('everyday'), system(), reasoned(scene.doctor('gp-nordlys'))]) {
      expect(await change(who, { payload: [{ contentString: 'Noe annet' }] })).toBe('step-not-allowed')
      expect(await change(who, { received, payload: [{ contentString: 'Noe annet' }] })).toBe('step-not-allowed')
    }
    expect(await change(reasoned(scene.doctor('gp-nordlys')), { received })).toBe('not-for-role')
    expect(await change(scene.citizen('everyday'), { received: '2020-01-01T00:00:00Z' })).toBe('message-incomplete')
    expect(await change(scene.citizen('elder'), { received })).toBe('not-found')
    expect(await change(scene.citizen('everyday'), { received })).toBe('done')
    expect(await change(scene.citizen('everyday'), { received })).toBe('step-not-allowed')
    const gone = await deps().store.command(system(), async (tx) => {
      await tx.delete('Communication', id)
      return true
    })
    expect(refusal(gone)).toBe('step-not-allowed')
  })
})

describe('a conversation moves', () => {
  it.each<[string, () => Context, (one: Stored<Task>) => Task, string]>([
    ['answered without words', () => system(), step('answered'), 'reason-missing'],
    ['declined without words', () => reasoned(scene.doctor('gp-nordlys')), step('declined'), 'reason-missing'],
    ['answered by the citizen', () => scene.citizen('everyday'), step('answered'), 'not-for-role'],
    ['answered by a secretary', () => scene.secretary('secretary-nordlys'), step('answered'), 'clinicians-only'],
    ['opened by another office', () => reasoned(scene.doctor('gp-fjordvik')), step('opened'), 'not-your-office'],
    ['back to the beginning', () => system(), step('sent'), 'step-not-allowed'],
    [
      'to another citizen',
      () => system(),
      (one) => ({ ...one, for: { reference: `Patient/${scene.person('elder').citizen}` } }),
      'step-not-allowed',
    ],
    [
      'to a later deadline',
      () => system(),
      (one) => ({ ...one, restriction: { period: { end: '2027-01-01T00:00:00Z' } } }),
      'deadline-mismatch',
    ],
    [
      'to somebody who does not work there',
      () => system(),
      (one) => {
        const { actor } = scene.doctor('gp-fjordvik')
        return handTask(one, { type: 'Practitioner', id: actor.practitioner, name: actor.name }, new Date())
      },
      'not-a-colleague',
    ],
    ['out of its kind', () => system(), (one) => ({ ...one, code: { text: 'something else' } }), 'step-not-allowed'],
  ])('%s: %s', async (_what, who, change, refused) => {
    const thread = await begun()
    expect(refusal(await move(who(), thread, change))).toBe(refused)
    expect(refusal(await move({ ...who(), door: 'fhir' }, thread, change))).toBe(refused)
  })

  it('is never deleted', async () => {
    const thread = await begun()
    for (const who of [system(), scene.citizen('everyday'), reasoned(scene.doctor('gp-nordlys'))]) {
      const gone = await deps().store.command({ ...who, door: 'fhir' }, async (tx) => {
        await tx.delete('Task', thread)
        return true
      })
      expect(refusal(gone)).toBe('step-not-allowed')
    }
  })
})
