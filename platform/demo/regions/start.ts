import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { exportJWK, generateKeyPair } from 'jose'
import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import type { SourceSettings } from '../../sources/index.ts'
import { organisation, type Region } from '../organisations.ts'
import { regionCounterpart } from './counterpart.ts'
import { tokenDesk } from './token.ts'

/** What a region's system does with a request: answers it, says nothing, or breaks off before or after it has done it. */
export type Behaviour = 'answers' | 'silent' | 'broken-before' | 'broken-after'

export interface RegionsOptions {
  readonly db: Db
  readonly clock: Clock
  /** Asked for each request. */
  behaves?(region: Region, method: string, path: string): Behaviour
  readonly timeoutMs?: number
}

export interface Regions {
  /** As `LOMMA_SOURCES` would name them. */
  readonly sources: readonly SourceSettings[]
  /** Breaks off every connection that is open now. */
  cut(): void
  close(): Promise<void>
}

const names: Readonly<Record<Region, string>> = {
  nord: 'Helseregion Nord',
  midt: 'Helseregion Midt',
  vest: 'Helseregion Vest',
  sorost: 'Helseregion Sørøst',
}
export const regionKeys: readonly Region[] = ['nord', 'midt', 'vest', 'sorost']
const clientId = 'lomma'

/** Starts the four regions' hospital systems on loopback ports of their own. */
export async function startRegions(options: RegionsOptions): Promise<Regions> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const publicJwk = { ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'regions' }
  const privateJwk = JSON.stringify({ ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'regions' })
  const started = await Promise.all(
    regionKeys.map(async (region) => {
      const at = { address: '' }
      const tokens = tokenDesk(clientId, publicJwk, () => `${at.address}/connect/token`)
      const { db, clock } = options
      const server = listen(region, regionCounterpart({ db, clock, region, tokens }), options)
      await once(server, 'listening')
      const address = server.address()
      at.address = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
      const token = { url: `${at.address}/connect/token`, clientId, privateJwk, scope: 'appointments' }
      return { server, source: settingsOf(region, at.address, token, options.timeoutMs) }
    }),
  )
  const cut = () => {
    for (const { server } of started) server.closeAllConnections()
  }
  return {
    sources: started.map(({ source }) => source),
    cut,
    close: async () => {
      cut()
      await Promise.all(started.map(({ server }) => new Promise((done) => server.close(done))))
    },
  }
}

function settingsOf(
  region: Region,
  address: string,
  token: NonNullable<SourceSettings['token']>,
  timeoutMs: number | undefined,
): SourceSettings {
  return {
    id: `region-${region}`,
    kind: 'regional-appointments',
    name: names[region],
    phone: organisation(`hospital-${region}`).phone,
    url: `${address}/fhir/`,
    token,
    ...(timeoutMs ? { timeoutMs } : {}),
  }
}

function listen(region: Region, app: ReturnType<typeof regionCounterpart>, { behaves }: RegionsOptions): Server {
  const server = createServer((req, res) => {
    const how = behaves?.(region, req.method ?? '', req.url ?? '') ?? 'answers'
    if (how === 'silent') return
    if (how === 'broken-before') {
      req.socket.destroy()
      return
    }
    void getRequestListener(async (request) => {
      const answer = await app.fetch(request)
      if (how === 'broken-after') req.socket.destroy()
      return answer
    })(req, res)
  })
  return server.listen(0, '127.0.0.1')
}
