import type { Clock } from '@lomma/platform/clock'
import type { Config } from '@lomma/platform/config'
import { connect } from '@lomma/platform/db'
import { type Regions, startRegions } from '@lomma/platform/demo'

/** The regions' hospital systems, played on this machine where the configuration says so. */
export async function playRegions({ databaseUrl, demoRegions }: Config, clock: Clock): Promise<Omit<Regions, 'cut'>> {
  if (!demoRegions) return { sources: [], close: async () => {} }
  const db = connect({ url: databaseUrl, max: 3, role: 'lomma_app', application: 'lomma-demo-regions' })
  const regions = await startRegions({
    db,
    clock,
    behaves: (region) => (demoRegions.silent.includes(region) ? 'silent' : 'answers'),
  })
  return {
    sources: regions.sources,
    close: async () => {
      await regions.close()
      await db.end({ timeout: 5 })
    },
  }
}
