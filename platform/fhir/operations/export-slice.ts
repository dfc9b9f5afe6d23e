import {
  type AccessFacts,
  type Context,
  decideRead,
  type LogFact,
  logInTransaction,
  type SystemActor,
} from '../../access/index.ts'
import { isRefusal } from '../../errors/index.ts'
import type { Listener } from '../../service/index.ts'
import { sliceAsOf } from '../history-rows.ts'
import { permits } from '../permits.ts'
import { type Row, toStored } from '../rows.ts'
import type { Stored, StoreTransaction } from '../types.ts'
import { addChunk, discardJob, type ExportJob, lockRunning, saveProgress } from './export-jobs.ts'

/** The next slice of an export is to be taken. */
export const exportSlice = 'fhir.export-slice'
/** The files of an export are old enough to go. */
export const exportExpired = 'fhir.export-expired'

/** How many resources one transaction of an export takes. */
const sliceSize = 500
export const keptHours = 24

/**
 * Listeners of the outbox that carry exports on. What was found, how far it came, the log and the order for the next slice
 * are one transaction: wherever a server dies, another goes on from there.
 */
export const exportListeners: readonly Listener[] = [
  {
    event: exportSlice,
    name: 'fhir.take-export-slice',
    handle: async ({ data }, tx, deps) => {
      const job = await lockRunning(tx.sql, String(data.job))
      if (!job) return
      const officeOf = async (citizen: string) => (await deps.registers.gp.assignment(citizen))?.office
      const isOnList = (hpr: string, citizen: string) => deps.registers.gp.isOnList(hpr, citizen)
      await takeSlice(tx, job, { isOnList, officeOf })
    },
  },
  {
    event: exportExpired,
    name: 'fhir.discard-export',
    handle: async ({ data }, tx) => discardJob(tx.sql, String(data.job)),
  },
]

async function takeSlice(tx: StoreTransaction, job: ExportJob, facts: AccessFacts): Promise<void> {
  const found = await nextSlice(tx, job)
  if (!found) return finish(tx, job)
  const { index, type, rows, complete } = found
  const context = contextOf(job)
  const shown = await readable(context, rows, facts)
  if (shown.length > 0) {
    const ndjson = shown.map(({ resource }) => `${JSON.stringify(resource)}\n`).join('')
    await addChunk(tx.sql, job.id, type, shown.length, ndjson)
  }
  const citizens = new Set(shown.map(({ citizen }) => citizen).filter(Boolean))
  const entries = [...citizens].map((citizen): LogFact => ({ citizen, action: 'search', types: [type] }))
  await logInTransaction(tx.sql, context, tx.now, entries)
  const last = complete ? undefined : rows.at(-1)
  await saveProgress(tx.sql, {
    ...job,
    type_index: complete ? index + 1 : index,
    position_at: last?.updated ?? null,
    position_id: last?.id ?? null,
    resources: job.resources + shown.length,
  })
  await tx.emit({ type: exportSlice, citizen: '', data: { job: job.id } })
}

/** The next resources there are, of whichever type; most types of R4 have none. */
async function nextSlice(tx: StoreTransaction, job: ExportJob) {
  let after = job.position_at && job.position_id ? { updated: job.position_at, id: job.position_id } : undefined
  for (let index = job.type_index; index < job.types.length; index++) {
    const type = job.types[index]
    if (type === undefined) return undefined
    const slice = await sliceAsOf(tx.sql, {
      type,
      after,
      at: job.at,
      since: job.since ?? undefined,
      limit: sliceSize,
      citizensOnly: job.level === 'patient',
    })
    if (slice.rows.length > 0) return { index, type, ...slice }
    after = undefined
  }
  return undefined
}

async function finish(tx: StoreTransaction, job: ExportJob): Promise<void> {
  await saveProgress(tx.sql, { ...job, status: 'complete' })
  const expires = new Date(tx.now.getTime() + keptHours * 3_600_000)
  await tx.schedule(expires, { type: exportExpired, citizen: '', data: { job: job.id } })
}

/** The client as it asked, with the scopes it had then: nothing is exported that it could not have read one by one. */
function contextOf(job: ExportJob): Context & { actor: SystemActor } {
  const actor: SystemActor = { kind: 'system', client: job.client, name: job.client_name, scopes: job.scopes }
  return { actor, purpose: { code: 'TREAT', reason: '$export' }, requestId: `export-${job.id}`, door: 'fhir' }
}

async function readable(
  context: Context,
  rows: readonly Row[],
  facts: AccessFacts,
): Promise<{ citizen: string; resource: Stored }[]> {
  const shown: { citizen: string; resource: Stored }[] = []
  for (const row of rows) {
    if (row.citizen !== '' && isRefusal(await decideRead(context, row.citizen, row.type, facts, true))) continue
    const resource = toStored(row)
    if (permits(context, resource, 's')) shown.push({ citizen: row.citizen, resource })
  }
  return shown
}
