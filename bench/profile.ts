import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Shares } from './results.ts'

/** Where the server's CPU time goes, from V8's profile: time of each function itself, gathered by what it belongs to. */

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
})

type Node = z.infer<typeof profileSchema>['nodes'][number]

const idle: ReadonlySet<string> = new Set(['(idle)', '(program)', '(root)'])

const parts: readonly (readonly [RegExp, string])[] = [
  [/node_modules\/postgres\//, 'database driver'],
  [/node_modules\/(hono|@hono)\//, 'HTTP framework'],
  [/node_modules\/jose\//, 'access token'],
  [/node_modules\/zod\//, 'schemas'],
  [/platform\/fhir\/validation/, 'validation'],
  [/platform\/fhir\/search/, 'search'],
  [/platform\/fhir\/door/, 'FHIR door'],
  [/platform\/fhir\//, 'store'],
  [/platform\/access/, 'access and log'],
  [/platform\/identity/, 'access token'],
  [/services\//, 'services'],
  [/node:(_?http|internal\/http|net|internal\/stream|stream|_http)/, 'HTTP of Node'],
  [/node:/, 'rest of Node'],
]

function belongsTo({ functionName, url }: Node['callFrame']): string {
  if (functionName === '(garbage collector)') return 'garbage collection'
  const part = parts.find(([pattern]) => pattern.test(url))?.[1]
  return part ?? (url === '' ? 'V8 and system calls' : 'rest of the server')
}

/** Shares of the time the process was busy, largest first. */
export async function readShares(folder: string): Promise<Shares> {
  const file = (await readdir(folder)).find((name) => name.endsWith('.cpuprofile'))
  if (!file) throw new Error(`The server left no profile in ${folder}`)
  const { nodes, samples, timeDeltas } = profileSchema.parse(
    JSON.parse(await readFile(path.join(folder, file), 'utf8')),
  )
  const owner = owners(nodes)
  const times = new Map<string, number>()
  let busy = 0
  for (const [index, id] of samples.entries()) {
    const part = owner.get(id)
    if (part === undefined) continue
    const time = timeDeltas[index] ?? 0
    busy += time
    times.set(part, (times.get(part) ?? 0) + time)
  }
  const shares = [...times].map(([part, time]): [string, number] => [part, time / busy])
  return Object.fromEntries(shares.sort((a, b) => b[1] - a[1]))
}

/** Built-ins (JSON.parse, writev …) belong to the part that called them. */
function owners(nodes: readonly Node[]): Map<number, string | undefined> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const owner = new Map<number, string | undefined>()
  const visit = (node: Node, caller: string): void => {
    const { functionName, url } = node.callFrame
    const own = url === '' && functionName !== '(garbage collector)' ? caller : belongsTo(node.callFrame)
    owner.set(node.id, idle.has(functionName) ? undefined : own)
    for (const child of node.children ?? []) {
      const found = byId.get(child)
      if (found) visit(found, own)
    }
  }
  const [root] = nodes
  if (root) visit(root, 'V8 and system calls')
  return owner
}
