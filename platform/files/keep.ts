import { createHash, randomUUID } from 'node:crypto'
import { actorId, type Context } from '../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import type { Deps, Listener } from '../service/index.ts'
import { inspectFile, largestTogether } from './inspect.ts'
import { insertFile, removeOrphan, waitingBytes } from './queries.ts'
import type { Scanner } from './scanner.ts'

/** What the uploader gets: the message names the file by its id. */
export interface Uploaded {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly size: number
}

export interface Upload {
  /** Whose record it is for. */
  readonly citizen: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** A person may have this much waiting for messages not yet sent. */
const mostWaiting = 4 * largestTogether

/**
 * Takes a file in: looks at it, has it scanned, cleans it, keeps it for a day. With the context's idempotency key a second call
 * after a broken line gives the same file.
 */
export async function keepFile(
  context: Context,
  { citizen, name, bytes }: Upload,
  deps: Pick<Deps, 'store'> & { readonly scanner: Scanner },
): Promise<Uploaded | Refusal> {
  const clean = inspectFile(bytes, name)
  if (isRefusal(clean)) return clean
  // As it came: what is hidden in metadata must be found, too.
  const verdict = await deps.scanner.scan(bytes).catch(() => undefined)
  if (verdict === undefined) return refuse('scanner-silent', 503)
  if (!verdict.clean) return refuse('file-infected')
  return deps.store.command(context, async (tx) => {
    if ((await waitingBytes(tx.sql, citizen)) + clean.bytes.length > mostWaiting) return refuse('files-waiting', 429)
    const file = { id: randomUUID(), name: clean.name, contentType: clean.contentType, size: clean.bytes.length }
    const sha256 = createHash('sha256').update(clean.bytes).digest('base64')
    const own = { ...file, citizen, sha256, uploader: actorId(context.actor), uploaded: tx.now, attached: false }
    await insertFile(tx.sql, own, clean.bytes)
    await tx.schedule(new Date(tx.now.getTime() + orphanHours * 3_600_000), {
      type: 'files.uploaded',
      citizen,
      data: { file: file.id },
    })
    return file
  })
}

/** How long a file waits for its message. */
const orphanHours = 24

/** Takes away what no message came for. */
export const fileListeners: readonly Listener[] = [
  {
    event: 'files.uploaded',
    name: 'files.clear-orphans',
    handle: (event, tx) => removeOrphan(tx.sql, event.citizen, String(event.data.file)),
  },
]
