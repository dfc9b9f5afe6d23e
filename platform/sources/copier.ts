import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { Deps } from '../service/index.ts'
import { type Claimed, claimCopies, claimProbes, copyFailed, copyTaken, machineTime } from './copy-rows.ts'
import { SourceUnavailable } from './source-unavailable.ts'
import type { SourceContribution, Sources } from './types.ts'

export interface CopierParts {
  readonly db: Db
  readonly clock: Clock
  readonly sources: Sources
  readonly contributions: readonly SourceContribution[]
  readonly deps: Deps
  /** Told of a failure that is not the source's, with names only. */
  onFailure?(source: string, error: unknown): void
}

export interface Copier {
  /** Look now: something is wanted. */
  poke(): void
  /** Takes all that is due and returns when done. For tests. */
  drain(): Promise<void>
  stop(): Promise<void>
}

const atOnce = 4

/**
 * Takes the copies that are wanted, in the background, and looks in on sources that do not answer. Each source has its own worker, so
 * that a silent one keeps nobody waiting for the others. Several nodes may run it.
 */
export function startCopier(parts: CopierParts, everyMs = 1_000): Copier {
  const known = parts.contributions.flatMap(({ kind }) => parts.sources.all(kind).map(({ id }) => id))
  const fail = (error: unknown) => parts.onFailure?.('copier', error)
  const workers = [worker(() => probeDue(parts), fail), ...known.map((id) => worker(() => takeDue(parts, id), fail))]
  const poke = () => {
    for (const one of workers) one.poke()
  }
  const timer = setInterval(poke, everyMs)
  timer.unref()
  return {
    poke,
    async drain() {
      await Promise.all(workers.map((one) => one.drain()))
    },
    async stop() {
      clearInterval(timer)
      await Promise.all(workers.map((one) => one.stop()))
    },
  }
}

/** Does one thing over and over, never twice at a time; asked while at it, it does it once more. */
function worker(round: () => Promise<void>, onFailure: (error: unknown) => void): Copier {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  const rounds = async (): Promise<void> => {
    do {
      again = false
      await round()
    } while (again && !stopped)
  }
  return {
    poke() {
      if (stopped) return
      if (running) {
        again = true
        return
      }
      running = rounds()
        .catch(onFailure)
        .finally(() => {
          running = undefined
        })
    },
    async drain() {
      await running
      await rounds()
    },
    async stop() {
      stopped = true
      await running
    },
  }
}

async function takeDue(parts: CopierParts, source: string): Promise<void> {
  for (let rows = await claimCopies(parts.db, [source], atOnce); rows.length > 0; ) {
    await Promise.all(rows.map((row) => take(parts, row)))
    rows = await claimCopies(parts.db, [source], atOnce)
  }
}

async function take(parts: CopierParts, row: Claimed): Promise<void> {
  const { db, clock, deps } = parts
  const source = parts.sources.find(row.source)
  const contribution = parts.contributions.find(({ kind }) => kind === source?.kind)
  if (!source || !contribution) return
  const begun = await machineTime(db)
  try {
    await contribution.copy(source, row.citizen, deps)
    await copyTaken(db, row, clock.now(), begun)
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) parts.onFailure?.(source.id, error)
    await copyFailed(db, row)
  }
}

async function probeDue({ db, sources, contributions }: CopierParts): Promise<void> {
  const looked = contributions.flatMap(({ kind, probe }) => sources.all(kind).map((source) => ({ source, probe })))
  const due = await claimProbes(
    db,
    looked.map(({ source }) => source.id),
  )
  // A failure is noted by the source's breaker; there is nothing more to do about it here.
  await Promise.allSettled(
    looked.filter(({ source }) => due.includes(source.id)).map(({ source, probe }) => source.request(probe)),
  )
}
