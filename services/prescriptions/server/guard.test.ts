import type { Context, SystemActor } from '@lomma/platform/access'
import { demoId } from '@lomma/platform/demo'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Resource, Stored, StoreTransaction } from '@lomma/platform/fhir'
import { toNotAvailable } from '@lomma/platform/registers'
import { contextOf, portal } from '@lomma/platform/testing'
import { receiptNumber } from '@lomma/platform/thread'
import type { MedicationRequest, Task } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deadlineOf } from '../domain/deadline.ts'
import { advanceTask, handTask, newRenewalTask } from '../fhir/renewal-task.ts'
import { proposalOf, renewedPrescription } from '../fhir/write-prescription.ts'
import { granted, openScene, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

/** Another system at the FHIR door, with every scope: only the rules stand in its way. */
const system = (scopes: readonly string[] = ['system/*.cruds']): Context =>
  contextOf<SystemActor>({ kind: 'system', client: 'ehr', name: 'Journalsystem', scopes }, { door: 'fhir' })

const write = <T>(context: Context, run: (tx: StoreTransaction) => Promise<T>): Promise<T | Refusal> =>
  scene.world.deps.store.command(context, run)

type Key = Parameters<Scene['citizen']>[0]
let serial = 0

/** What a system sends to ask for a renewal, well formed; `change` spoils it. */
async function ask(context: Context, key: Key, medicine: string, change: (task: Task) => Task = (task) => task) {
  const { citizen, name, office } = scene.person(key)
  const prior = demoId('prescription', `${key}/${medicine}/now`)
  const n = ++serial
  return write(context, async (tx) => {
    const old = await scene.world.deps.store.as(portal).read('MedicationRequest', prior)
    if (!old) throw new Error(`no ${medicine}`)
    const proposal = await tx.create(proposalOf({ id: `proposal-${n}`, old, citizen, at: tx.now }))
    const fresh = newRenewalTask({
      id: `renewal-${n}`,
      citizen: { id: citizen, name },
      office: { id: office.id, name: office.name },
      proposal: proposal.id,
      prior,
      receipt: receiptNumber(Uint8Array.of(n, 2, 3, 4, 5)),
      sent: tx.now,
      deadline: deadlineOf(tx.now),
      note: null,
    })
    return tx.create(change(fresh))
  })
}

/** Moves a renewal as some actor. */
async function move(
  context: Context,
  task: string,
  change: (task: Stored<Task>) => Task,
): Promise<Stored<Task> | Refusal> {
  return write(context, async (tx) => {
    const found = await scene.world.deps.store.as(portal).read('Task', task)
    if (!found) throw new Error(`no ${task}`)
    return tx.update({ ...change(found), id: task })
  })
}

async function delivered(key: Key, medicine: string): Promise<string> {
  const { id } = granted(await ask(system(), key, medicine))
  await scene.world.dispatcher.drain()
  return id
}

describe('a renewal that another system sends', () => {
  it('is delivered like one sent here, and answered with the new prescription', async () => {
    const id = await delivered('diabetes', 'metformin')
    const task = granted(
      await move(system(), id, (one) => advanceTask(one, { state: 'opened', at: scene.world.clock.now() })),
    )
    expect(task.status).toBe('in-progress')
    expect(scene.told.filter((event) => event.task === id).map((event) => event.type)).toEqual([
      'prescriptions.renewal-sent',
      'prescriptions.renewal-received',
    ])
    const answered = await write(system(), async (tx) => {
      const next = await tx.create(await renewed(task))
      return tx.update({ ...advanceTask(task, { state: 'approved', at: tx.now, output: next.id }), id })
    })
    expect(granted(answered).status).toBe('completed')
  })

  it.each([
    ['elder', 'zopiclone', 'addictive'],
    ['elder', 'amlodipine', 'stopped'],
    ['everyday', 'penicillin', 'short-course'],
    ['everyday', 'levothyroxine', 'too-early'],
    ['everyday', 'atorvastatin', 'already-asked'],
    ['offline-gp', 'metoprolol', 'office-not-offering'],
  ] as const)('of %s’s %s is refused as in the portal: %s', async (key, medicine, refused) => {
    expect(await ask(system(), key, medicine)).toMatchObject({ refused, expression: ['Task.reasonReference'] })
    expect(await ask(scene.citizen(key), key, medicine)).toMatchObject({ refused })
  })

  it('is refused while the doctor is away, as in the portal', async () => {
    const { gp } = scene.person('diabetes')
    const writeAbsences = (notAvailable: Parameters<typeof toNotAvailable>[0][]) =>
      write(portal, async (tx) => {
        const { notAvailable: _before, ...role } = granted(
          (await tx.read('PractitionerRole', gp.role ?? '')) ?? refuse('not-found', 404),
        )
        return tx.update({
          ...role,
          ...(notAvailable.length > 0 ? { notAvailable: notAvailable.map(toNotAvailable) } : {}),
        })
      })
    granted(await writeAbsences([{ id: 'a', from: '2026-04-13', until: '2026-04-17', kinds: ['renewal'] }]))
    const closed = { refused: 'closed-until', params: { until: '2026-04-17', standIn: 'none' } }
    expect(await ask(system(), 'diabetes', 'atorvastatin')).toMatchObject(closed)
    expect(await ask(scene.citizen('diabetes'), 'diabetes', 'atorvastatin')).toMatchObject(closed)
    granted(await writeAbsences([]))
  })

  it.each<[string, (task: Task) => Task, string]>([
    ['already approved', (task) => advanceTask(task, { state: 'approved', at: new Date() }), 'transition-not-allowed'],
    ['without a receipt', ({ groupIdentifier: _, ...task }) => task, 'renewal-incomplete'],
    [
      'with a receipt that does not check',
      (task) => ({ ...task, groupIdentifier: { value: 'R-2222-23' } }),
      'renewal-incomplete',
    ],
    ['without the prescription', ({ reasonReference: _, ...task }) => task, 'renewal-incomplete'],
    [
      'of a prescription nobody has',
      (task) => ({ ...task, reasonReference: { reference: 'MedicationRequest/none' } }),
      'renewal-incomplete',
    ],
    ['with status and state at odds', (task) => ({ ...task, status: 'completed' }), 'renewal-incomplete'],
    [
      'with a deadline of its own',
      (task) => ({ ...task, restriction: { period: { end: '2026-04-14T10:00:00Z' } } }),
      'deadline-mismatch',
    ],
    ['sent last year', (task) => ({ ...task, authoredOn: '2025-04-13T08:00:00Z' }), 'renewal-incomplete'],
    [
      'to another office',
      ({ extension: _, ...task }) => ({
        ...task,
        owner: { reference: `Organization/${scene.person('parent').office.id}` },
      }),
      'not-your-office',
    ],
  ])('%s is refused', async (_what, change, refused) => {
    expect(await ask(system(), 'elder', 'levothyroxine', change)).toMatchObject({ refused })
    const [{ count } = { count: -1 }] = await scene.world.deps.db<{ count: number }[]>`
      select count(*)::int as count from prescriptions.worklist where citizen = ${scene.person('elder').citizen}`
    expect(count).toBe(0)
  })

  it('needs the scope to read what the rule looks at', async () => {
    const narrow = system(['system/Task.c', 'system/MedicationRequest.c'])
    expect(await ask(narrow, 'protected', 'sertraline')).toMatchObject({ refused: 'scope-missing', status: 403 })
  })
})

describe('a renewal on its way', () => {
  const at = () => scene.world.clock.now()

  it('does not jump, go back, change its facts or disappear', async () => {
    const id = await delivered('everyday', 'losartan')
    const attempts: [(task: Task) => Task, string][] = [
      [(task) => advanceTask(task, { state: 'sent', at: at() }), 'transition-not-allowed'],
      [(task) => ({ ...task, restriction: { period: { end: '2027-01-01T00:00:00Z' } } }), 'transition-not-allowed'],
      [
        (task) => ({ ...task, authoredOn: at().toISOString(), focus: { reference: 'MedicationRequest/other' } }),
        'transition-not-allowed',
      ],
      [(task) => ({ ...task, code: { text: 'noe annet' } }), 'transition-not-allowed'],
      [(task) => ({ ...task, status: 'rejected' }), 'renewal-incomplete'],
      [(task) => advanceTask(task, { state: 'declined', at: at() }), 'reason-missing'],
      [(task) => advanceTask(task, { state: 'approved', at: at() }), 'prescription-missing'],
      [(task) => advanceTask(task, { state: 'approved', at: at(), output: 'none' }), 'prescription-missing'],
      [
        (task) =>
          handTask(task, { type: 'Practitioner', id: scene.doctor('gp-lynghei').actor.practitioner, name: '' }, at()),
        'not-a-colleague',
      ],
    ]
    for (const [change, refused] of attempts) expect(await move(system(), id, change)).toMatchObject({ refused })
    expect(await write(system(), (tx) => tx.delete('Task', id))).toMatchObject({ refused: 'not-for-role' })
    expect((await read(id)).businessStatus?.coding?.[0]?.code).toBe('received')
  })

  it('is not approved with a prescription of something else, or of somebody else', async () => {
    const id = await delivered('protected', 'sertraline')
    const task = await read(id)
    const right = await renewed(task)
    const { contained: _medicine, ...unnamed } = right
    const { basedOn: _proposal, ...loose } = right
    const wrong: [string, MedicationRequest][] = [
      ['another medicine', { ...unnamed, medicationReference: { display: 'Noe annet' } }],
      ['a proposal', { ...right, intent: 'proposal' }],
      ['not following', loose],
      ['somebody else’s', { ...right, subject: { reference: `Patient/${scene.person('everyday').citizen}` } }],
    ]
    for (const [what, next] of wrong) {
      const answer = await write(system(), async (tx) => {
        const { id: output } = await tx.create({ ...next, id: `wrong-${++serial}` })
        return tx.update({ ...advanceTask(task, { state: 'approved', at: tx.now, output }), id })
      })
      expect(answer, what).toMatchObject({ refused: 'prescription-mismatch' })
    }
  })

  it('people do only what their part is, whichever door they use', async () => {
    const id = await delivered('pregnant', 'iron')
    const step = (state: 'opened' | 'declined' | 'outside' | 'withdrawn') => (task: Task) =>
      advanceTask(task, { state, at: at(), explanation: 'Nei' })
    const table: [Context, (task: Task) => Task, string][] = [
      [scene.citizen('pregnant'), step('declined'), 'not-for-role'],
      [scene.citizen('pregnant'), (task) => ({ ...task, description: 'Haster' }), 'not-for-citizens'],
      [scene.citizen('neighbour'), step('withdrawn'), 'not-found'],
      [scene.secretary('secretary-lynghei'), step('declined'), 'doctor-only'],
      [scene.secretary('secretary-lynghei'), step('opened'), 'doctor-only'],
      [scene.secretary('secretary-nordlys'), step('outside'), 'not-your-office'],
      [
        { ...scene.doctor('gp-nordlys'), purpose: { code: 'TREAT', reason: 'nysgjerrig' } },
        step('declined'),
        'not-your-office',
      ],
    ]
    for (const [context, change, refused] of table) expect(await move(context, id, change)).toMatchObject({ refused })
    expect((await read(id)).status).toBe('received')
  })
})

describe('prescriptions and dispensings', () => {
  it.each(['citizen', 'doctor', 'secretary'] as const)('a %s writes none beside a renewal', async (who) => {
    const { citizen } = scene.person('everyday')
    const contexts = {
      citizen: scene.citizen('everyday'),
      doctor: scene.doctor('gp-nordlys'),
      secretary: scene.secretary('secretary-nordlys'),
    }
    const medicationCodeableConcept = { text: 'Noe' }
    const subject = { reference: `Patient/${citizen}` }
    const attempts: Resource[] = [
      { resourceType: 'MedicationRequest', status: 'active', intent: 'order', medicationCodeableConcept, subject },
      { resourceType: 'MedicationDispense', status: 'completed', medicationCodeableConcept, subject },
    ]
    for (const resource of attempts) {
      const answer = await write(contexts[who], (tx) => tx.create(resource))
      expect(isRefusal(answer), resource.resourceType).toBe(true)
    }
    const mine = demoId('prescription', 'everyday/levothyroxine/now')
    const stop = await write(contexts[who], async (tx) => {
      const found = await scene.world.deps.store.as(portal).read('MedicationRequest', mine)
      return found && tx.update({ ...found, status: 'stopped' })
    })
    expect(isRefusal(stop)).toBe(true)
  })

  it('another system delivers them as they are', async () => {
    const bare: MedicationRequest = {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'Simvastatin 20 MG Oral Tablet' },
      subject: { reference: `Patient/${scene.person('neighbour').citizen}` },
    }
    granted(await write(system(), (tx) => tx.create(bare)))
  })
})

async function read(task: string): Promise<Stored<Task>> {
  const found = await scene.world.deps.store.as(portal).read('Task', task)
  if (!found) throw new Error(`no ${task}`)
  return found
}

async function renewed(task: Task): Promise<MedicationRequest & { id: string }> {
  const prior = task.reasonReference?.reference?.split('/')[1] ?? ''
  const old = await scene.world.deps.store.as(portal).read('MedicationRequest', prior)
  if (!old) throw new Error('no old prescription')
  return renewedPrescription({
    id: `renewed-${++serial}`,
    old,
    proposal: task.focus?.reference?.split('/')[1] ?? '',
    citizen: task.for?.reference?.split('/')[1] ?? '',
    practitioner: { id: 'someone', name: 'Lege' },
    today: '2026-04-13',
    at: scene.world.clock.now(),
    change: {},
  })
}
