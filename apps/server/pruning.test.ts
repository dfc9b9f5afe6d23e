import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Actor } from '@lomma/platform/access'
import { fixedClock } from '@lomma/platform/clock'
import { readConfig } from '@lomma/platform/config'
import { connect, type Db, type Distribution, readDistribution } from '@lomma/platform/db'
import { type PersonaKey, persona, type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { type Dispatcher, startDispatcher } from '@lomma/platform/events'
import { createApi } from '@lomma/platform/http'
import { createCardIssuer } from '@lomma/platform/identity'
import { contributionsOf, type Deps, type ServerPlugin } from '@lomma/platform/service'
import { createSources } from '@lomma/platform/sources'
import { storyMorning, type TestDatabase, testDatabase } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { discoverDemo, discoverPlugins } from './discovery.ts'
import { acrossCitizens, joinsApart, partitionsOf, type Statement, strays, touches } from './pruning.fixture.ts'
import {
  type WalkAnswer,
  walkAbsence,
  walkBooking,
  walkCalendar,
  walkOffice,
  walkWaiting,
} from './pruning-appointments.fixture.ts'
import { walkContacts } from './pruning-contacts.fixture.ts'
import { walkInbox, walkPlugin } from './pruning-inbox.fixture.ts'
import { type ReferralAnswer, walkReferrals } from './pruning-referrals.fixture.ts'
import { walkThreads } from './pruning-threads.fixture.ts'
import { composeStore } from './stores.ts'

/**
 * Each screen's query is the work of one machine, proved from PostgreSQL's own plans: every route of the portal's door and every
 * listener runs, every statement they send is explained with its very parameters, and none looks into more than one
 * partition of a table that is spread (docs/adr/0006).
 */
const root = path.join(import.meta.dirname, '../..')

/** What is asked across citizens, on the coordinator alone, and why it may be. */
const allowed: Readonly<Record<string, string>> = {
  'work_queue.presence': 'who of an office looks at what now: its own people, no citizen',
  'prescriptions.worklist': 'an office sees what waits for it, of all its citizens; keys, states and dates only',
  'dialogue.thread': 'an office sees which conversations wait for it, of all its citizens; keys, states and dates only',
  'dialogue.message': 'found by its conversation, for who has read what; keys and dates only',
  'appointments.entry':
    'the calendar of an office and its waiting list, of all its citizens; keys, states and times only',
  'hospital_appointments.appointment': 'a unit sees which appointments wait for it; keys, states and times only',
  'prescriptions.cover': 'whose renewals a stand-in has; keys only',
  'unit_dialogue.contact': 'a hospital sees whose health contact its units are; keys, states and dates only',
  'referrals.worklist': 'a hospital or an office sees which referrals wait for it; keys, codes and dates only',
  'unit_dialogue.relation': 'a hospital looks for its own patients; keys and dates only',
  'slots.booking': 'one time has one booking, whoever has it: the unique key is the time',
  'slots.hold': 'one time is held by one, whoever it is: the key is the time',
  'events.outbox': 'a queue: who is next is asked of all',
  'registers.person': 'stands in for the national registers, which are asked by identity number',
}

/**
 * Routes this walk does not come through: they need a region's own system on the other side of the network, or a state that only
 * others bring about (a freed time that is offered, a cancellation too late), or they are about an office's own set-up and no citizen. Each is walked by the tests of its own service;
 * their statements are not explained here.
 */
const elsewhere: readonly string[] = [
  'POST /appointments/{id}/mode',
  'POST /appointments/waiting/{id}/accept',
  'POST /appointments/waiting/{id}/decline',
  'POST /appointments/office/appointments/{id}/settle',
  'GET /hospital-appointments/{id}',
  'POST /hospital-appointments/{id}/choice',
  'POST /hospital-appointments/{id}/cancel',
  'POST /hospital-appointments/{id}/none-fits',
  'POST /hospital-appointments/{id}/ask-again',
  'GET /hospital-appointments/office/cases/{id}',
  'POST /hospital-appointments/office/offers',
  'POST /hospital-appointments/office/cases/{id}/times',
  'PUT /hospital-appointments/office/clinics/{id}/rules',
  'POST /office-admin/drafts',
  'GET /office-admin/drafts/{id}',
  'PUT /office-admin/drafts/{id}',
  'POST /office-admin/drafts/{id}/send-back',
  'POST /office-admin/drafts/{id}/approve',
  'POST /office-admin/drafts/{id}/submit',
  'POST /office-admin/drafts/{id}/take-back',
  'POST /office-admin/drafts/{id}/refresh',
  'POST /office-admin/drafts/{id}/discard',
]

/** Where one request reads several citizens' records, each on its own, and what it has looked at is one entry of the log. */
const severalAtOnce: Readonly<Record<string, string>> = {
  'GET /work-queue/list': 'names of all who wait at the office',
  'GET /referrals/office/sent': 'names of all whom the office has referred',
  'GET /unit-dialogue/office/contacts': 'names of the patients of a hospital’s units',
  'GET /appointments/office/calendar': 'names of all who come to the office that week',
}

let database: TestDatabase
let db: Db
let deps: Deps
let plugins: ServerPlugin[]
let dispatcher: Dispatcher
let api: ReturnType<typeof createApi>
let distribution: Distribution
const statements: Statement[] = []
const answered = new Map<string, number[]>()
let by = 'demo'

beforeAll(async () => {
  database = await testDatabase()
  plugins = [...(await discoverPlugins()), walkPlugin]
  distribution = await readDistribution(root)
  const clock = fixedClock(storyMorning)
  const config = readConfig({ LOMMA_MODE: 'test', DATABASE_URL: database.url })
  db = connect({
    url: database.url,
    role: 'lomma_app',
    max: 4,
    // The statements as they are sent to a database spread over machines; those of one PostgreSQL: pruning-fhir.test.ts.
    distributed: true,
    onStatement: (text, parameters) => {
      if (by !== 'demo' && /^\s*(select|insert|update|delete|with|merge)\b/i.test(text))
        // A copy: the driver turns them into its own words in place.
        statements.push({ text, parameters: [...parameters], by })
    },
  })
  const { store, registers, log } = composeStore(config, db, clock, plugins)
  deps = {
    ...{ store, registers, clock, db },
    sources: createSources(db, clock, []),
    issuer: createCardIssuer({ db, ...config }),
    ...contributionsOf(plugins),
  }
  await seedDemo({ db, store, clock, plugins: await discoverDemo() })
  const listeners = plugins.flatMap((plugin) => plugin.listeners ?? [])
  dispatcher = startDispatcher({ db, clock, listeners, deps }, 3_600_000)
  api = createApi({
    deps,
    log,
    routes: plugins.flatMap((plugin) => plugin.routes ?? []),
    sessionActor: async (request) => actors.get(request.headers.get('Who') ?? ''),
  })
  await walkThrough()
}, 120_000)

afterAll(async () => {
  await dispatcher?.stop()
  await db?.end({ timeout: 1 })
  await database?.drop()
})

const actors = new Map<string, Actor>()

function citizen(key: PersonaKey): string {
  actors.set(key, { kind: 'citizen', citizen: persona(key).citizen, name: persona(key).family })
  return key
}

function doctor(key: StaffKey): string {
  const { hpr = '', id, name, organisation } = staff(key)
  const place = { organization: organisation.id, organizationName: organisation.name }
  actors.set(key, { kind: 'practitioner', hpr, practitioner: id, name, ...place })
  return key
}

interface Said extends WalkAnswer, ReferralAnswer {
  readonly thread: string
  readonly contact: string
  readonly units: { id: string }[]
  readonly receipt: string
  readonly version: string
  readonly active: { id: string }[]
  readonly alsoRenewable: { id: string }[]
  readonly items: { id: string; kind: string; version: string; bulk: string[] }[]
  readonly templates: { id: string; name: string }[]
  readonly colleagues: { id: string }[]
  readonly vaccines: { id: string; why: string | null }[]
  readonly number: string
}

/** Calls a route; `filled` is the address with its ids. */
async function call(who: string, method: string, route: string, body?: unknown, filled = route): Promise<Said> {
  by = `${method} ${route}`
  const answer = await api.request(filled, {
    method,
    headers: { Who: who, 'X-Lomma': 'innbygger', 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  answered.set(by, [...(answered.get(by) ?? []), answer.status])
  return (await answer.json()) as Said
}

async function told(): Promise<void> {
  by = 'listeners'
  await dispatcher.drain()
}

/** A citizen renews, withdraws, renews again; the office opens, hands over, answers; everybody looks at everything. */
async function walkThrough(): Promise<void> {
  const self = citizen('everyday')
  const gp = doctor(persona('everyday').gp.key)
  for (const { definition } of plugins.flatMap((plugin) => plugin.routes ?? []))
    if (definition.method === 'get' && !definition.path.includes('{'))
      await call(definition.actors.includes('citizen') ? self : gp, 'GET', definition.path)
  await call(self, 'PUT', '/settings/language', { language: 'nn' })
  const list = await call(self, 'GET', '/prescriptions/medicines')
  const medicine = '/prescriptions/medicines/{id}'
  for (const { id } of list.active) await call(self, 'GET', medicine, undefined, medicine.replace('{id}', id))
  await told()
  await renewals(self, gp)
  await walkInbox((...given) => call(self, ...given), persona('everyday'), deps)
  await told()
  await walkThreads(call, self, { gp, practice: doctor('physiotherapist') }, told)
  const patient = { who: citizen('guardian'), name: persona('guardian').family }
  await walkContacts(call, patient, doctor('nurse-vest'), told)
  await certificate(self)
  const referred = { who: citizen('elder'), name: persona('elder').family }
  const nurse = doctor('nurse-sorost')
  const hospital = staff('nurse-sorost').organisation.name
  await walkReferrals(call, { patient: referred, gp, nurse, hospital }, told)
  await walkAbsence(call, gp)
  await walkBooking(call, self, told)
  await walkCalendar(call, gp)
  await walkOffice(call, gp)
  await walkWaiting(call, self)
  await told()
  by = 'done'
}

async function certificate(self: string): Promise<void> {
  const { vaccines } = await call(self, 'GET', '/certificates')
  const chosen = vaccines.filter(({ why }) => why === null).map(({ id }) => id)
  const { number } = await call(self, 'POST', '/certificates', { vaccines: chosen })
  const one = '/certificates/{number}'
  await call(self, 'GET', one, undefined, one.replace('{number}', number))
  await call(self, 'POST', `${one}/withdraw`, {}, `${one}/withdraw`.replace('{number}', number))
}

async function renewals(self: string, gp: string): Promise<void> {
  const ask = async () => {
    const offer = await call(self, 'GET', '/prescriptions/renewal-offer')
    const sent = await call(self, 'POST', '/prescriptions/renewals', { medicines: [offer.alsoRenewable[0]?.id] })
    const receipt = '/prescriptions/receipts/{receipt}'
    await call(self, 'GET', receipt, undefined, receipt.replace('{receipt}', sent.receipt))
    const task = await taskOf(sent.receipt)
    return { receipt: sent.receipt, task }
  }
  const office = '/prescriptions/office/renewals/{task}'
  const at = (route: string, task: string) => route.replace('{task}', task)
  const first = await ask()
  const withdraw = '/prescriptions/renewals/{task}/withdraw'
  await call(self, 'POST', withdraw, {}, at(withdraw, first.task))
  const { task } = await ask()
  await told()
  const queue = await call(gp, 'GET', '/work-queue/list')
  const row = queue.items.find(({ id }) => id === task)
  await workQueue(gp, row?.kind ?? '', task)
  await call(gp, 'GET', office, undefined, at(office, task))
  await call(gp, 'GET', `${office}/as-patient`, undefined, at(`${office}/as-patient`, task))
  const opened = await call(gp, 'POST', `${office}/open`, { version: row?.version }, at(`${office}/open`, task))
  const over = { version: opened.version, to: staff(persona('everyday').gp.key).id }
  const mine = await call(gp, 'POST', `${office}/hand-over`, over, at(`${office}/hand-over`, task))
  const decision = { version: mine.version, decision: { kind: 'approve' } }
  await call(gp, 'POST', `${office}/decision`, decision, at(`${office}/decision`, task))
  const safe = queue.items.filter(({ id, bulk }) => bulk.includes('approve') && id !== task).slice(0, 2)
  await call(gp, 'POST', '/prescriptions/office/bulk-approve', {
    renewals: safe.map(({ id, version }) => ({ task: id, version })),
  })
  await told()
}

/** Looks at a case, says so, and writes, changes and removes a template. */
async function workQueue(gp: string, kind: string, id: string): Promise<void> {
  const of = (route: string) => route.replace('{kind}', kind).replace('{id}', id)
  for (const part of ['patient', 'templates'] as const) {
    const route = `/work-queue/items/{kind}/{id}/${part}`
    await call(gp, 'GET', route, undefined, of(route))
  }
  for (const leaving of [false, true]) await call(gp, 'POST', '/work-queue/presence', { kind, id, leaving })
  const words = { name: 'En mal', kinds: [], uses: [], texts: { nb: 'Hei.', nn: '', se: '', en: '' }, version: 0 }
  const { templates } = await call(gp, 'POST', '/work-queue/templates', words)
  const made = templates.find(({ name }) => name === words.name)
  const one = '/work-queue/templates/{id}'
  const filled = one.replace('{id}', made?.id ?? '')
  await call(gp, 'PUT', one, { ...words, version: 1 }, filled)
  await call(gp, 'DELETE', one, undefined, filled)
}

async function taskOf(receipt: string): Promise<string> {
  const [row] = await database.owner<{ task: string }[]>`
    select task from prescriptions.worklist where receipt = ${receipt}`
  return row?.task ?? ''
}

describe('every screen and every listener', () => {
  test('was walked through, each route to its end', () => {
    const routes = plugins.flatMap((plugin) => plugin.routes ?? []).map(({ definition }) => definition)
    const lacking = routes
      .map(({ method, path: route }) => `${method.toUpperCase()} ${route}`)
      .filter((one) => !answered.get(one)?.includes(200))
    // A new route belongs in this walk.
    expect(lacking.sort()).toEqual([...elsewhere].sort())
    expect(statements.length).toBeGreaterThan(300)
    expect(new Set(statements.map((one) => one.by))).toContain('listeners')
  })

  test('looks into one partition of a table that is spread', async () => {
    const partitions = await partitionsOf(database.owner)
    const wrong: string[] = []
    const seen = new Set<string>()
    for (const statement of statements) {
      const found = await touches(database.owner, statement, partitions)
      for (const { table } of found) seen.add(table)
      for (const why of strays(found, statement, distribution))
        if (!(statement.by in severalAtOnce && why.startsWith('access.log: rows')))
          wrong.push(`${statement.by}: ${why}\n${statement.text}`)
    }
    expect([...new Set(wrong)]).toEqual([])
    for (const table of [
      'fhir.resource',
      'fhir.history',
      'fhir.locator',
      'access.log',
      'home.visit',
      'settings.language',
    ])
      expect(seen).toContain(table)
  }, 60_000)

  test('asks across citizens only where it is said why', async () => {
    const partitions = await partitionsOf(database.owner)
    const rows = await database.owner<{ name: string }[]>`
      select distinct table_schema || '.' || table_name as name from information_schema.columns
      where column_name in ('citizen', 'person') and table_name not like 'shared\\_%'`
    const keyed = new Set(rows.map(({ name }) => name).filter((name) => distribution.get(name) === 'local'))
    const across = new Set<string>()
    for (const statement of statements)
      for (const table of acrossCitizens(await touches(database.owner, statement, partitions), keyed)) across.add(table)
    expect([...across].sort()).toEqual(Object.keys(allowed).sort())
  }, 60_000)

  test('touches no two tables in one statement that lie apart', async () => {
    const partitions = await partitionsOf(database.owner)
    const apart = new Set<string>()
    for (const statement of statements)
      if (joinsApart(await touches(database.owner, statement, partitions), distribution)) apart.add(statement.text)
    expect([...apart]).toEqual([])
  }, 60_000)
})

describe('the proof itself', () => {
  test.each([
    ['all citizens', `select 1 from fhir.resource where type = $1`, ['Task'], 'fhir.resource: 8 partitions'],
    [
      'several citizens',
      `select 1 from fhir.resource where citizen = any($1::text[])`,
      [['a', 'b', 'c', 'd', 'e', 'f']],
      'partitions',
    ],
    ['an id without its key', `delete from fhir.locator where citizen = $1`, ['a'], 'fhir.locator: not asked by id'],
    [
      'rows of several citizens at once',
      `insert into home.visit select c, now(), now() from unnest($1::text[]) as u (c)`,
      [['a', 'b']],
      'home.visit: rows of several keys',
    ],
  ])('finds a statement over %s', async (_name, text, parameters, why) => {
    const statement = { text, parameters, by: 'test' }
    const found = await touches(database.owner, statement, await partitionsOf(database.owner))
    expect(strays(found, statement, distribution).join()).toContain(why)
  })

  test('takes one over one citizen', async () => {
    const statement = { text: 'select 1 from fhir.resource where citizen = $1', parameters: ['a'], by: 'test' }
    const found = await touches(database.owner, statement, await partitionsOf(database.owner))
    expect(found).toHaveLength(1)
    expect(strays(found, statement, distribution)).toEqual([])
  })
})
