import {
  type AccessFacts,
  type AccessLog,
  type CitizenKey,
  type Context,
  decideRead,
  decideReadShared,
  type LogFact,
} from '../../access/index.ts'
import type { Clock } from '../../clock/index.ts'
import type { Sql } from '../../db/index.ts'
import { isNarrowed, permits } from '../permits.ts'
import { type Row, toStored } from '../rows.ts'
import { compartmentPaths } from '../search/index.ts'
import type { Stored } from '../types.ts'
import { tooCostly } from './costly.ts'
import type { Source } from './rows.ts'

export interface SeekParts {
  readonly sql: Sql
  readonly clock: Clock
  readonly facts: AccessFacts
  readonly log: AccessLog
  readonly context: Context
}

/** A resource this actor may see, and whose record it is in ('' = shared). */
export interface Seen {
  readonly citizen: CitizenKey | ''
  readonly version: number
  readonly resource: Stored
}

/** How far a search looks, and what of it the actor may see. */
export interface Reach {
  readonly sql: Sql
  /** The one record that is looked at; undefined = all of them, or none for people. */
  readonly citizen: CitizenKey | undefined
  /** May read across records: a machine, or the portal itself. */
  readonly mayCross: boolean
  /** Tables that hold a type, in the order they are searched. */
  sources(type: string | undefined): readonly Source[]
  /** Rows the actor may read: what is followed, counted or included is asked about just as what is shown. */
  seen(rows: readonly Row[], as: 'found' | 'linked'): Promise<Seen[]>
  /** Counts rows looked at on the way from one resource to others; throws when it is more than one request may. */
  spend(rows: number): void
  /** Could the actor see any resource of the type? */
  mayEver(type: string): boolean
  /** Are all rows of the type within reach for this actor to see, so that the database may count them? */
  seesAll(type: string): boolean
}

const mostOnTheWay = 50_000

/** Types in no patient's compartment are never stored under a citizen. */
const isCitizens = (type: string): boolean => type === 'Patient' || compartmentPaths(type).length > 0

/** @param citizen whose record alone is looked at, beside what is shared */
export function reachOf(parts: SeekParts, citizen: CitizenKey | undefined): Reach {
  const { context, facts, sql } = parts
  const { kind } = context.actor
  const mayCross = kind === 'system' || kind === 'service'
  let spent = 0
  const decided = new Map<string, Promise<boolean> | boolean>()
  const decide = async (owner: string, type: string): Promise<boolean> => {
    for (const search of [false, true]) {
      const refusal =
        owner === '' ? decideReadShared(context, type, search) : await decideRead(context, owner, type, facts, search)
      if (!refusal) return true
    }
    return false
  }
  /** What has been decided is said at once: a search asks for each row. */
  const mayRead = (owner: string, type: string): Promise<boolean> | boolean => {
    const key = `${owner} ${type}`
    const known = decided.get(key)
    if (known !== undefined) return known
    const asked = decide(owner, type)
    decided.set(key, asked)
    return asked.then((may) => {
      decided.set(key, may)
      return may
    })
  }
  return {
    sql,
    citizen,
    mayCross,
    sources: (type) => sourcesOf(type, citizen, citizen === undefined && mayCross),
    async seen(rows, as) {
      const found: Seen[] = []
      for (const row of rows) {
        const may = mayRead(row.citizen, row.type)
        if (!(typeof may === 'boolean' ? may : await may)) continue
        const resource = toStored(row)
        if (!permits(context, resource, 's') && (as === 'found' || !permits(context, resource, 'r'))) continue
        found.push({ citizen: row.citizen, version: row.version, resource })
      }
      return found
    },
    spend(rows) {
      spent += rows
      if (spent > mostOnTheWay) throw tooCostly('The search follows too many references: narrow it down.')
    },
    mayEver: (type) => kind !== 'system' || !decideReadShared(context, type) || !decideReadShared(context, type, true),
    seesAll: (type) => mayCross && !isNarrowed(context, type, 's'),
  }
}

function sourcesOf(type: string | undefined, citizen: CitizenKey | undefined, everywhere: boolean): readonly Source[] {
  const shared: readonly Source[] = type === 'Patient' ? [] : [{ kind: 'shared' }]
  if (type !== undefined && !isCitizens(type)) return shared
  if (citizen !== undefined) return [...shared, { kind: 'record', citizen }]
  return everywhere ? [...shared, { kind: 'all' }] : shared
}

/** One line of the log for each citizen of whom something was shown. */
export function factsOf(shown: readonly Seen[], citizen: CitizenKey | undefined, type: string): LogFact[] {
  const types = new Map<CitizenKey, Set<string>>()
  if (citizen !== undefined) types.set(citizen, new Set([type]))
  for (const one of shown)
    if (one.citizen !== '')
      types.set(one.citizen, (types.get(one.citizen) ?? new Set<string>()).add(one.resource.resourceType))
  return [...types].map(([owner, all]) => ({ citizen: owner, action: 'search', types: [...all] }))
}
