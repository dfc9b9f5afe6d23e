import { type Clock, systemClock } from '../clock/index.ts'
import { connect, type Db } from '../db/index.ts'
import { daysLater, resumeAt, tolerance } from './story-time.ts'

/**
 * The demo world's clock. It runs with real time while the server runs and stands still while it is off, so that nobody's
 * deadline passes over a weekend. It never goes backwards.
 */
export interface StoryClock extends Clock {
  /** Moves the story forward by whole days, for trying deadlines. @returns the new instant. */
  advance(days: number): Promise<Date>
  /** Keeps where the story is. Runs by itself every half minute; also takes up what another process has moved. */
  beat(): Promise<void>
  /** Keeps the last instant and lets go. */
  stop(): Promise<void>
}

const beatMs = 30_000

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
  await db`insert into demo.story_clock (seen_until) values (${real.now()}) on conflict do nothing`
  const [row] = await db<{ seen_until: Date }[]>`select seen_until from demo.story_clock`
  let latest = resumeAt(row?.seen_until ?? real.now(), real.now())
  let ahead = latest.getTime() - real.now().getTime()

  const now = (): Date => {
    const instant = new Date(real.now().getTime() + ahead)
    // The machine's own clock may be set back; the story's never goes backwards.
    if (instant > latest) latest = instant
    return new Date(latest)
  }
  const goOnFrom = (instant: Date): void => {
    latest = instant
    ahead = instant.getTime() - real.now().getTime()
  }
  const keep = async (until: Date): Promise<Date> => {
    const [kept] = await db<{ seen_until: Date }[]>`
      update demo.story_clock set seen_until = greatest(seen_until, ${until}) returning seen_until`
    return kept?.seen_until ?? until
  }
  // Kept ahead of time by one beat: whoever reads it after a crash cannot come before an instant that was shown.
  const beat = async (): Promise<void> => {
    const until = new Date(now().getTime() + beatMs)
    const kept = await keep(until)
    if (kept.getTime() - until.getTime() > tolerance) goOnFrom(resumeAt(kept, real.now()))
  }
  await beat()
  return {
    now,
    beat,
    async advance(days) {
      if (!Number.isInteger(days) || days < 1) throw new RangeError('The story clock moves forward by whole days')
      goOnFrom(daysLater(now(), days))
      await beat()
      return now()
    },
    async stop() {
      await db`update demo.story_clock set seen_until = ${now()} where seen_until <= ${new Date(now().getTime() + beatMs)}`
    },
  }
}
