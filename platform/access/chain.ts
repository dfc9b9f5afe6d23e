import type { Db, Sql } from '../db/index.ts'

/** A seal over a stretch of the log. Kept elsewhere (the server's own log has them), it proves that the chain is the same. */
export interface Seal {
  readonly nr: number
  readonly lines: number
  /** SHA-256, hex. */
  readonly hash: string
}

export interface ChainFault {
  readonly nr: number
  /**
   * `lines`: a line was changed, taken out or put in. `order`: a seal before it is missing, or they do not follow on one another.
   * `other`: it is not the seal that was kept.
   */
  readonly what: 'lines' | 'order' | 'other'
}

export interface Verdict {
  readonly seals: number
  readonly lines: number
  /** Lines that the next seal will take. */
  readonly unsealed: number
  readonly last: Seal | undefined
  readonly faults: readonly ChainFault[]
}

interface Row {
  nr: number
  after_xact: string
  until_xact: string
  lines: number
  hash: string
}

/** One sealer at a time, whatever the number of nodes. */
const sealing = 7063
/** As many lines as one seal takes, unless one transaction wrote more. */
const most = 50_000

/**
 * Seals the lines of all transactions that have ended. Those still under way hold back later ones, so that no line slips in behind.
 * @returns undefined when there was nothing to seal, or another node is at it
 */
export function sealLog(db: Db): Promise<Seal | undefined> {
  return db.begin(async (sql) => {
    const [turn] = await sql<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${sealing}) as mine`
    if (!turn?.mine) return undefined
    const [last] = await sql<Row[]>`${rows(sql)} order by nr desc limit 1`
    const after = last?.until_xact ?? '0'
    const [edge] = await sql<{ until: string | null }[]>`
      select max(xact) as until from (
        select xact from access.log
        where xact > ${after}::bigint and xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        order by xact limit ${most}) as next`
    if (!edge?.until) return undefined
    const { lines, hash } = await hashOf(sql, last?.hash ?? '', after, edge.until)
    const nr = Number(last?.nr ?? 0) + 1
    await sql`
      insert into access.seal (nr, after_xact, until_xact, lines, hash)
      values (${nr}, ${after}::bigint, ${edge.until}::bigint, ${lines}, decode(${hash}, 'hex'))`
    return { nr, lines, hash }
  })
}

/**
 * Reckons the whole chain anew.
 * @param kept a seal that was kept outside the database: without one, somebody who owns the database could make the chain anew
 */
export async function verifyLog(sql: Sql, kept?: Pick<Seal, 'nr' | 'hash'>): Promise<Verdict> {
  const faults: ChainFault[] = []
  const seals = await sql<Row[]>`${rows(sql)} order by nr`
  let before: Row | undefined
  for (const seal of seals) {
    const nr = Number(seal.nr)
    const follows = nr === Number(before?.nr ?? 0) + 1 && seal.after_xact === (before?.until_xact ?? '0')
    if (!follows) faults.push({ nr, what: 'order' })
    const found = await hashOf(sql, before?.hash ?? '', seal.after_xact, seal.until_xact)
    if (found.hash !== seal.hash || found.lines !== seal.lines) faults.push({ nr, what: 'lines' })
    before = seal
  }
  if (kept && seals.find(({ nr }) => Number(nr) === kept.nr)?.hash !== kept.hash)
    faults.push({ nr: kept.nr, what: 'other' })
  const [rest] = await sql<{ count: number }[]>`
    select count(*)::int as count from access.log where xact > ${before?.until_xact ?? '0'}::bigint`
  return {
    seals: seals.length,
    lines: seals.reduce((sum, { lines }) => sum + lines, 0),
    unsealed: rest?.count ?? 0,
    last: before && { nr: Number(before.nr), lines: before.lines, hash: before.hash },
    faults,
  }
}

const rows = (sql: Sql) =>
  sql`select nr, after_xact::text, until_xact::text, lines, encode(hash, 'hex') as hash from access.seal`

/** The hash of a stretch: of the hash before it, and every line of it whole, in an order that no setting of the database changes. */
async function hashOf(
  sql: Sql,
  previous: string,
  after: string,
  until: string,
): Promise<{ lines: number; hash: string }> {
  const [row] = await sql<{ lines: number; hash: string }[]>`
    select count(*)::int as lines,
      encode(sha256(decode(${previous}, 'hex') || convert_to(coalesce(string_agg(line, E'\n' order by xact, id), ''), 'UTF8')), 'hex')
        as hash
    from (
      select xact, id, json_build_array(xact, id, citizen, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        request_id, actor_kind, actor_id, actor_name, organization, organization_name, action, types, purpose, reason,
        door)::text as line
      from access.log where xact > ${after}::bigint and xact <= ${until}::bigint) as stretch`
  return row ?? { lines: 0, hash: '' }
}

/** Seals every so often. */
export function startSealing(
  db: Db,
  told: { sealed(seal: Seal): void; failed(error: unknown): void },
  everyMs = 30_000,
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const round = async () => {
    const seal = await sealLog(db)
    if (seal) told.sealed(seal)
  }
  const timer = setInterval(() => {
    running = running.then(() => round().catch(told.failed))
  }, everyMs).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
