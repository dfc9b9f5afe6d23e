import type { Attachment } from '../thread/index.ts'
import { ApiError, readProblem, uploadHeaders } from './api.ts'
import { whenOnline } from './online.ts'

const attempts = 4
const patience = 120_000

/**
 * Brings a file to the server, where it waits for its message. The same key on every attempt: a line that breaks halfway, or after
 * the file has come, does not make two of it. @throws ApiError
 */
export async function uploadFile(file: File, thread: string | undefined, idempotencyKey: string): Promise<Attachment> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(file, thread, idempotencyKey)
    } catch (error) {
      const lost = error instanceof ApiError && error.failure.kind === 'offline'
      if (!lost || attempt === attempts) throw error
      await whenOnline(attempt * 2000)
    }
  }
}

async function send(file: File, thread: string | undefined, idempotencyKey: string): Promise<Attachment> {
  const url = thread === undefined ? '/api/files' : `/api/files/office/${encodeURIComponent(thread)}`
  const headers = { ...uploadHeaders(idempotencyKey), 'Lomma-File-Name': encodeURIComponent(file.name) }
  let response: Response
  try {
    response = await fetch(url, { method: 'POST', headers, body: file, signal: AbortSignal.timeout(patience) })
  } catch {
    throw new ApiError({ kind: 'offline' })
  }
  if (!response.ok) throw new ApiError(await readProblem(response))
  return response.json()
}
