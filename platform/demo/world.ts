import type { Context, LogFact } from '../access/index.ts'
import { osloDateOf } from '../calendar/index.ts'
import type { Sql } from '../db/index.ts'
import type { Resource } from '../fhir/types.ts'
import { buildNation, type DemoCitizen, type Nation } from './nation.ts'
import { type DemoOffice, type OfficeKey, offices } from './organisations.ts'
import { type PersonaKey, personaKeys } from './personas.ts'
import { createRandom } from './random.ts'
import type { RegionEntry } from './regions/rows.ts'
import { allStaff, type DemoStaff } from './staff.ts'

/** What a service's demo data is built on. */
export interface DemoWorld {
  /** The story clock when the service's data is made. */
  readonly now: Date
  /** The Oslo date of `now`. */
  readonly today: string
  /** The twelve, with birth date, identity number, GP and contact entry. */
  readonly personas: Readonly<Record<PersonaKey, DemoCitizen>>
  /** All citizens, the twelve first. */
  readonly citizens: readonly DemoCitizen[]
  readonly staff: readonly DemoStaff[]
  readonly offices: Readonly<Record<OfficeKey, DemoOffice>>
  /** A stream of numbers in [0, 1), always the same for the same text: `world.random('prescriptions/' + citizen.key)`. */
  random(seedText: string): () => number
}

/** `services/<id>/demo/index.ts` exports `demo` of this type; the seed finds it by folder. */
export interface DemoPlugin {
  readonly service: string
  /** Written with update-or-create in this order: give every resource a stable id (`demoId`). */
  resources(world: DemoWorld): Resource[]
  /** What the regions' hospital systems keep, apart from the portal's own record. */
  regions?(world: DemoWorld): RegionEntry[]
  /** What others have looked at before the story begins: lines of the log of access, as the store would have written them. */
  lookUps?(world: DemoWorld): DemoLookUp[]
  /** What the service keeps in tables of its own and no resource tells: settings, never health data. */
  tables?(sql: Sql, world: DemoWorld): Promise<void>
}

/** One act of somebody in one citizen's record. */
export interface DemoLookUp {
  readonly at: Date
  readonly by: Context['actor']
  readonly purpose: Context['purpose']
  readonly door: Context['door']
  readonly fact: LogFact
}

/**
 * The demo world at an instant: pure, so tests build it as they need it. `made` is the day the nation was made, which
 * fixes birth dates; the same as `now` unless the world has grown older.
 */
export function demoWorld(now: Date, made: Date = now, nation: Nation = buildNation(osloDateOf(made))): DemoWorld {
  return {
    now,
    today: osloDateOf(now),
    personas: personasOf(nation),
    citizens: nation.citizens,
    staff: allStaff,
    offices,
    random: createRandom,
  }
}

function personasOf(nation: Nation): DemoWorld['personas'] {
  const entries: Partial<Record<PersonaKey, DemoCitizen>> = {}
  for (const citizen of nation.citizens) if (citizen.persona) entries[citizen.persona] = citizen
  if (!isComplete(entries)) throw new Error('the demo nation lacks a persona')
  return entries
}

function isComplete(entries: Partial<Record<PersonaKey, DemoCitizen>>): entries is Record<PersonaKey, DemoCitizen> {
  return personaKeys.every((key) => key in entries)
}
