import { randomUUID } from 'node:crypto'
import { type Context, logInTransaction } from '../access/index.ts'
import { osloDateOf } from '../calendar/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Db, Sql } from '../db/index.ts'
import { isRefusal } from '../errors/index.ts'
import type { Resource, Store, StoreTransaction } from '../fhir/types.ts'
import {
  assignGps,
  registerContacts,
  registerGpOffices,
  registerOfficeStaff,
  registerOrganisations,
  registerPersons,
  registerPractices,
  registerPractitioners,
  registerRelations,
  registerResponsibilities,
} from '../registers/index.ts'
import { buildNation, type Nation } from './nation.ts'
import { sharedResources, toPatient } from './nation-resources.ts'
import { officeResources } from './office-offers.ts'
import { offices, organisations } from './organisations.ts'
import { practiceResources, practices } from './practices.ts'
import { fillRegions } from './regions/rows.ts'
import { allStaff, type DemoStaff } from './staff.ts'
import { type DemoLookUp, type DemoPlugin, demoWorld } from './world.ts'

export interface SeedParts {
  readonly db: Db
  readonly store: Store
  readonly clock: Clock
  readonly plugins: readonly DemoPlugin[]
  /** Told what is being made, in words for the terminal. */
  readonly progress?: (step: string) => void
}

/**
 * Makes the demo world once. Each part and the mark that it is made are one transaction, so a crash half-way costs
 * nothing and a service that comes later is added to the world that is there.
 */
export async function seedDemo(parts: SeedParts): Promise<void> {
  const made = await dayMade(parts)
  const done = new Set((await parts.db<{ part: string }[]>`select part from demo.seeded`).map(({ part }) => part))
  const missing = parts.plugins.filter(({ service }) => !done.has(`service/${service}`))
  const own = ['nation', 'offices', 'practices']
  if (own.every((part) => done.has(part)) && missing.length === 0) return

  const nation = buildNation(osloDateOf(made))
  await once(parts, done, 'nation', 'The demo world: people, offices and hospitals', async (tx) => {
    await fillRegisters(tx.sql, nation)
    await writeAll(tx, [...sharedResources(), ...nation.citizens.map(toPatient)])
  })
  await once(parts, done, 'offices', 'The demo world: what the offices offer', async (tx) => {
    await registerOfficeStaff(tx.sql, allStaff.filter(({ hpr }) => hpr === undefined).map(toOfficeWorker))
    await writeAll(tx, officeResources(osloDateOf(made)))
  })
  await once(parts, done, 'practices', 'The demo world: practices that everybody may book at', async (tx) => {
    await registerPractices(tx.sql, practices)
    await writeAll(tx, practiceResources())
  })
  for (const plugin of missing) {
    const world = demoWorld(parts.clock.now(), made, nation)
    await once(parts, done, `service/${plugin.service}`, `The demo world: ${plugin.service}`, async (tx) => {
      await fillRegions(tx.sql, plugin.regions?.(world) ?? [])
      await writeAll(tx, plugin.resources(world))
      await writeLookUps(tx, plugin.lookUps?.(world) ?? [])
      await plugin.tables?.(tx.sql, world)
    })
  }
}

/** The first day of the world fixes birth dates, and with them identity numbers, for good. */
async function dayMade({ db, clock }: SeedParts): Promise<Date> {
  await db`insert into demo.seeded (part, at) values ('begun', ${clock.now()}) on conflict do nothing`
  const [row] = await db<{ at: Date }[]>`select at from demo.seeded where part = 'begun'`
  return row?.at ?? clock.now()
}

async function once(
  { store, progress }: SeedParts,
  done: ReadonlySet<string>,
  part: string,
  step: string,
  make: (tx: StoreTransaction) => Promise<void>,
): Promise<void> {
  if (done.has(part)) return
  progress?.(step)
  const context: Context = {
    actor: { kind: 'service', service: 'demo' },
    purpose: { code: 'SYSADMIN' },
    requestId: randomUUID(),
    door: 'internal',
  }
  const answer = await store.command(context, async (tx) => {
    // Another process that is at the same part makes this wait, and then leaves nothing to do.
    const [mine] = await tx.sql`
      insert into demo.seeded (part, at) values (${part}, ${tx.now}) on conflict do nothing returning part`
    if (mine) await make(tx)
  })
  if (isRefusal(answer))
    throw new Error(
      `The demo world's part ${part} was refused: ${answer.refused} – ${answer.diagnostics ?? ''} ${answer.expression?.join(', ') ?? ''}`,
    )
}

async function writeAll(tx: StoreTransaction, resources: readonly Resource[]): Promise<void> {
  for (const resource of resources) {
    if (!hasId(resource)) throw new Error(`A ${resource.resourceType} of the demo world has no id: give it a demoId`)
    await tx.update(resource)
  }
}

async function writeLookUps(tx: StoreTransaction, lookUps: readonly DemoLookUp[]): Promise<void> {
  for (const { at, by, purpose, door, fact } of lookUps)
    await logInTransaction(tx.sql, { actor: by, purpose, door, requestId: randomUUID() }, at, [fact])
}

function hasId(resource: Resource): resource is Resource & { id: string } {
  return typeof resource.id === 'string'
}

async function fillRegisters(sql: Sql, nation: Nation): Promise<void> {
  await registerPersons(sql, nation.citizens)
  await registerRelations(sql, nation.relations)
  await registerResponsibilities(sql, nation.responsibilities)
  await registerContacts(
    sql,
    nation.citizens.flatMap(({ citizen, contact }) => (contact ? [{ citizen, entry: contact }] : [])),
  )
  await registerOrganisations(
    sql,
    organisations.map((one) => ({ ...one, organization: one.id })),
  )
  await registerGpOffices(
    sql,
    Object.values(offices).map((one) => ({ ...one, organization: one.id })),
  )
  await registerPractitioners(sql, allStaff.flatMap(toPractitioner))
  await assignGps(
    sql,
    nation.citizens.map(({ citizen, gp, office, onListSince }) => ({
      citizen,
      hpr: gp.hpr ?? '',
      office: office.id,
      since: onListSince,
    })),
  )
}

function toPractitioner({ hpr, category, id, organisation, ...one }: DemoStaff) {
  if (hpr === undefined || category === undefined) return []
  const { identityNumber, given, family } = one
  return [{ hpr, practitioner: id, identityNumber, given, family, category, active: true, worksAt: [organisation.id] }]
}

function toOfficeWorker({ id, identityNumber, given, family, organisation }: DemoStaff) {
  return { person: id, identityNumber, given, family, organization: organisation.id, role: 'secretary' as const }
}
