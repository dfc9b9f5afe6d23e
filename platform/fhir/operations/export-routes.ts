import type { Hono, Context as HonoContext } from 'hono'
import { refuse } from '../../errors/index.ts'
import { type Answer, type Call, refused } from '../door/parts.ts'
import { chunkOf, discardJob, type ExportJob, filesOf, findJob } from './export-jobs.ts'
import { keptHours } from './export-slice.ts'

type Run = (call: Call, c: HonoContext) => Promise<Answer>
type On = (run: Run) => (c: HonoContext) => Promise<Response>

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Status, files and cancelling of exports. A job is seen by the client that asked for it and by nobody else. */
export function exportRoutes(door: Hono, on: On): void {
  door.get(
    '/export-jobs/:job',
    on((call, c) => withJob(call, c, (job) => status(call, job))),
  )
  door.delete(
    '/export-jobs/:job',
    on((call, c) => withJob(call, c, (job) => cancel(call, job))),
  )
  door.get(
    '/export-jobs/:job/:file',
    on((call, c) => withJob(call, c, (job) => file(call, job, c.req.param('file') ?? ''))),
  )
}

async function withJob(call: Call, c: HonoContext, run: (job: ExportJob) => Promise<Answer>): Promise<Answer> {
  const id = c.req.param('job') ?? ''
  const { actor } = call.context
  const job = actor.kind === 'system' && uuid.test(id) ? await findJob(call.parts.db, id, actor.client) : undefined
  return job ? run(job) : refused(refuse('not-found', 404))
}

async function status(call: Call, job: ExportJob): Promise<Answer> {
  if (job.status === 'running')
    return {
      status: 202,
      headers: {
        'X-Progress': `${job.resources} resources, type ${Math.min(job.type_index + 1, job.types.length)} of ${job.types.length}`,
        'Retry-After': '2',
      },
    }
  const files = await filesOf(call.parts.db, job.id)
  const manifest = {
    transactionTime: job.at.toISOString(),
    request: job.request,
    requiresAccessToken: true,
    output: files.map(({ type, count }) => ({
      type,
      url: `${call.parts.base}/export-jobs/${job.id}/${type}.ndjson`,
      count,
    })),
    error: [],
  }
  const expires = new Date(job.at.getTime() + keptHours * 3_600_000).toUTCString()
  return {
    status: 200,
    headers: { Expires: expires },
    content: { type: 'application/json', body: JSON.stringify(manifest) },
  }
}

async function cancel(call: Call, job: ExportJob): Promise<Answer> {
  await call.parts.store.command(call.context, async (tx) => {
    await discardJob(tx.sql, job.id)
    return true
  })
  return { status: 202 }
}

async function file(call: Call, job: ExportJob, name: string): Promise<Answer> {
  const type = /^([A-Z][A-Za-z]+)\.ndjson$/.exec(name)?.[1]
  const first = type && job.status === 'complete' ? await chunkOf(call.parts.db, job.id, type, 0) : undefined
  if (type === undefined || first === undefined) return refused(refuse('not-found', 404))
  return {
    status: 200,
    content: { type: 'application/fhir+ndjson', body: streamOf(call, job.id, type, first) },
  }
}

/** Chunk after chunk, each read when the one before has been taken: a large file never stands in memory. */
function streamOf(call: Call, job: string, type: string, first: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let number = 0
  return new ReadableStream({
    async pull(controller) {
      const text = number === 0 ? first : await chunkOf(call.parts.db, job, type, number)
      number++
      if (text === undefined) controller.close()
      else controller.enqueue(encoder.encode(text))
    },
  })
}
