import { z } from 'zod'
import type { SourceSettings } from '../sources/index.ts'

const schema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    kind: z.string().regex(/^[a-z0-9-]{1,40}$/),
    name: z.string().min(1).max(100),
    phone: z.string().min(3).max(30).optional(),
    url: z.url({ protocol: /^https?$/ }),
    token: z
      .strictObject({
        url: z.url({ protocol: /^https?$/ }),
        clientId: z.string().min(1),
        privateJwk: z.string().min(2),
        scope: z.string().min(1),
      })
      .optional(),
    timeoutMs: z.number().int().min(100).max(30_000).optional(),
  }),
)

/** `LOMMA_SOURCES`: systems outside, as JSON. What is wrong is named by its place; values may be secrets and are not quoted. */
export function readSources(text: string | undefined, mode: string, problems: string[]): SourceSettings[] {
  if (!text) return []
  const found = schema.safeParse(parse(text))
  if (!found.success) {
    const places = found.error.issues.map((issue) => issue.path.join('.') || 'the text')
    problems.push(`LOMMA_SOURCES is not the JSON it should be: ${[...new Set(places)].join(', ')}`)
    return []
  }
  const ids = found.data.map(({ id }) => id)
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at)))
    problems.push(`LOMMA_SOURCES names ${id} twice`)
  if (mode === 'production')
    for (const { id, url, token } of found.data)
      if ([url, token?.url].some((address) => address?.startsWith('http:')))
        problems.push(`LOMMA_SOURCES: ${id} must be reached by https in production`)
  return found.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
