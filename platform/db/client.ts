import type postgres from 'postgres'
import { driver } from './driver.ts'

/** A connection pool (postgres.js). Plain SQL with `sql\`…\``; values are always parameters. */
export type Db = postgres.Sql
/** What a query needs: the pool, or one transaction of it. */
export type Sql = postgres.ISql<Record<never, never>>

export interface ConnectOptions {
  readonly url: string
  readonly max?: number
  /** Database role to work as. The server works as `lomma_app`, which may add to the log of access but never change it. */
  readonly role?: string
  readonly application?: string
  /** The tables are spread over machines (docs/adr/0006): no statement may touch two that are spread by different keys. */
  readonly distributed?: boolean
  /** Told of every statement before it is sent. For tests that look at plans; it sees values. */
  readonly onStatement?: (text: string, parameters: readonly unknown[]) => void
}

/** For each pool, the one beside it whose statements are planned anew each time. */
const anew = new WeakMap<object, () => Db>()

const spreadPools = new WeakSet<object>()

/** Whether statements of this pool or transaction go to a database that is spread over machines. */
export const isSpread = (sql: Sql): boolean => spreadPools.has(sql)

/** Marks a pool, and the transactions it opens. */
function markSpread(db: Db): void {
  spreadPools.add(db)
  const begin = db.begin.bind(db)
  const marked = (...given: unknown[]): unknown => {
    const run = given.pop()
    const inside = (sql: Sql): unknown => {
      spreadPools.add(sql)
      return typeof run === 'function' ? run(sql) : undefined
    }
    return Reflect.apply(begin, db, [...given, inside])
  }
  db.begin = marked as Db['begin'] // the same calls, passed on
}

/**
 * Opens a pool. Timestamps come back as Date, jsonb as objects, `date` as `YYYY-MM-DD`.
 *
 * Statements are planned once and not again: nearly all name one citizen, whose partition is found when they run, and planning
 * such a statement costs five times as much as running it. What depends on how common a value is asks `plannedAnew`.
 */
export function connect(options: ConnectOptions): Db {
  const db = open(options, 'force_generic_plan')
  let beside: Db | undefined
  anew.set(db, () => {
    beside ??= open({ ...options, max: 4 }, 'auto')
    return beside
  })
  if (options.distributed) markSpread(db)
  const end = db.end
  db.end = async (how) => {
    await Promise.all([beside?.end(how), end(how)])
  }
  return db
}

/** The same database for a statement whose best plan depends on its values; inside a transaction, the transaction itself. */
export function plannedAnew(sql: Sql): Sql {
  return anew.get(sql)?.() ?? sql
}

function open(options: ConnectOptions, plans: 'auto' | 'force_generic_plan'): Db {
  const { onStatement } = options
  return driver(options.url, {
    max: options.max ?? 10,
    // A database that was away is found again within a second, and one that does not answer is given up soon: whoever waits
    // is told, and asks again.
    backoff: () => 0.3 + Math.random() * 0.4,
    connect_timeout: 5,
    ...(onStatement ? { debug: (_id: number, text: string, given: unknown[]) => onStatement(text, given) } : {}),
    onnotice: () => {},
    connection: {
      application_name: options.application ?? 'lomma',
      TimeZone: 'UTC',
      plan_cache_mode: plans,
      ...(options.role ? { role: options.role } : {}),
    },
    types: {
      // A calendar date is not an instant: keep it as text, or Oslo's 1 May becomes 30 April.
      date: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (value: string) => value },
    },
  })
}
