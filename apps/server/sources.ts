import type { Clock } from '@lomma/platform/clock'
import type { Config } from '@lomma/platform/config'
import type { Db } from '@lomma/platform/db'
import type { Deps, ServerPlugin } from '@lomma/platform/service'
import { type Copier, createSources, type Sources, startCopier } from '@lomma/platform/sources'
import type { Logger } from 'pino'

/** The systems outside, and the copying of what they know, which begins when services have what they need. */
export function composeSources(
  config: Config,
  db: Db,
  clock: Clock,
  plugins: readonly ServerPlugin[],
  logger: Logger,
): { sources: Sources; startCopying(deps: Deps): Copier } {
  let copier: Copier | undefined
  const sources = createSources(db, clock, config.sources ?? [], () => copier?.poke())
  const contributions = plugins.flatMap((plugin) => plugin.sources ?? [])
  return {
    sources,
    startCopying(deps) {
      copier = startCopier({
        db,
        clock,
        sources,
        contributions,
        deps,
        onFailure: (source, error) =>
          logger.error({ source, error: error instanceof Error ? error.name : 'unknown' }, 'copying failed'),
      })
      return copier
    },
  }
}
