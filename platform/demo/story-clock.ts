import { type Clock, systemClock } from '../clock/index.ts'
import { connect, type Db } from '../db/index.ts'
import { daysLater, resumeAt } from './story-time.ts'

/**
 * The demo world's clock. It runs with real time while the server runs and stands still while it is off, so that nobody's
 * deadline passes over a weekend. It never goes backwards.
 */
export interface StoryClock extends Clock {
  /** Moves the story forward by whole days, for trying deadlines. @returns the new instant. */
  advance(days: number): Promise<Date>
  /** Keeps where the story is. Runs by itself every few seconds; also takes up what another process has moved. */
  beat(): Promise<void>
  /** Keeps the last instant and lets go. */
  stop(): Promise<void>
}

/** So far ahead of time it is kept: whoever reads it after a crash cannot come before an instant that was shown. */
const keptAheadMs = 30_000
const beatMs = 5_000
/** A node that said so long ago that it runs still runs, and its time is the time. */
const aliveMs = 40_000

/** Opens the story clock on a database of its own connection: for the server. */
export async function startStoryClock(databaseUrl: string): Promise<StoryClock> {
  const db = connect({ url: databaseUrl, max: 1, role: 'lomma_app', application: 'lomma-story-clock' })
  const clock = await openStoryClock(db)
  // A beat that fails costs nothing: the next one keeps the same.
  const timer = setInterval(() => void clock.beat().catch(() => {}), beatMs)
  timer.unref()
  return {
    ...clock,
    stop: async () => {
      clearInterval(timer)
      await clock.stop()
      await db.end({ timeout: 5 })
    },
  }
}

/** The story clock without a heartbeat of its own. A new world begins at the real instant. */
export async function openStoryClock(db: Db, real: Clock = systemClock): Promise<StoryClock> {
  let ahead = await join(db, real.now())
  let latest = new Date(real.now().getTime() + ahead)

  const now = (): Date => {
    const instant = new Date(real.now().getTime() + ahead)
    // The machine's own clock may be set back; the story's never goes backwards.
    if (instant > latest) latest = instant
    return new Date(latest)
  }
  const beat = async (): Promise<void> => {
    const until = new Date(now().getTime() + keptAheadMs)
    const [kept] = await db<{ ahead: number }[]>`
      update demo.story_clock set seen_until = greatest(seen_until, ${until}), ahead_ms = greatest(ahead_ms, ${ahead}),
        beat_at = ${real.now()} returning ahead_ms::float8 as ahead`
    ahead = Math.max(ahead, kept?.ahead ?? ahead)
  }
  await beat()
  return {
    now,
    beat,
    async advance(days) {
      if (!Number.isInteger(days) || days < 1) throw new RangeError('The story clock moves forward by whole days')
      ahead = daysLater(now(), days).getTime() - real.now().getTime()
      await beat()
      return now()
    },
    async stop() {
      await db`
        update demo.story_clock set seen_until = ${now()} where seen_until <= ${new Date(now().getTime() + keptAheadMs)}`
    },
  }
}

/** How far the story is ahead of real time: as the node that runs has it, otherwise as it goes on after the pause. */
async function join(db: Db, real: Date): Promise<number> {
  await db`insert into demo.story_clock (seen_until) values (${real}) on conflict do nothing`
  return db.begin(async (sql) => {
    const [row] = await sql<{ seen: Date; ahead: number | null; beat: Date | null }[]>`
      select seen_until as seen, ahead_ms::float8 as ahead, beat_at as beat from demo.story_clock for update`
    if (row?.beat && row.ahead !== null && Math.abs(real.getTime() - row.beat.getTime()) <= aliveMs) return row.ahead
    const ahead = resumeAt(row?.seen ?? real, real).getTime() - real.getTime()
    await sql`update demo.story_clock set ahead_ms = ${ahead}, beat_at = ${real}`
    return ahead
  })
}
