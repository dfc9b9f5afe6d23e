import { randomUUID } from 'node:crypto'
import { decideReadShared, type SystemActor } from '../../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { queryText } from '../door/address.ts'
import { type Answer, type Call, refused } from '../door/parts.ts'
import { allResourceTypes, toResourceType } from '../resource-type.ts'
import { compartmentPaths, dateRange } from '../search/index.ts'
import type { ResourceType } from '../types.ts'
import { insertJob, type NewJob, runningJobs } from './export-jobs.ts'
import { exportSlice } from './export-slice.ts'
import { type Asked, allOf, firstOf, type Operation } from './operation.ts'

/** Exports read much: one client gets so many at a time. */
const mostRunning = 2
const formats: readonly string[] = ['application/fhir+ndjson', 'application/ndjson', 'ndjson']
const understood: readonly string[] = ['_outputFormat', '_type', '_since', '_format', '_pretty']

/** $export of the whole server, or of all patients' records (http://hl7.org/fhir/uv/bulkdata/STU2). */
export const exportData: Operation = {
  name: 'export',
  definition: 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export',
  levels: ['system', 'type'],
  types: ['Patient'],
  methods: ['GET'],
  run: (call, asked) => start(call, asked),
}

async function start(call: Call, asked: Asked): Promise<Answer> {
  const { actor } = call.context
  if (actor.kind !== 'system') return refused(refuse('not-your-role', 403))
  if (!/\brespond-async\b/.test(asked.prefer ?? ''))
    return refused(refuse('invalid', 400, { diagnostics: 'An export is asked for with Prefer: respond-async.' }))
  const job = readJob(call, actor, asked)
  if (isRefusal(job)) return refused(job)
  const result = await call.parts.store.command(call.context, async (tx) => {
    await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`fhir.export ${actor.client}`}, 0))`
    if ((await runningJobs(tx.sql, actor.client)) >= mostRunning)
      return refuse('too-costly', 429, { diagnostics: `A client has ${mostRunning} exports at a time at most.` })
    await insertJob(tx.sql, { ...job, at: tx.now })
    await tx.emit({ type: exportSlice, citizen: '', data: { job: job.id } })
    return true
  })
  if (isRefusal(result)) return { ...refused(result), headers: { 'Retry-After': '60' } }
  return { status: 202, headers: { 'Content-Location': `${call.parts.base}/export-jobs/${job.id}` } }
}

function readJob(call: Call, actor: SystemActor, asked: Asked): NewJob | Refusal {
  const { params, type } = asked
  const strange = params.map(([name]) => name).filter((name) => !understood.includes(name))
  if (strange.length > 0 && !/handling=lenient/.test(asked.prefer ?? ''))
    return refuse('not-supported', 400, { diagnostics: `Exports take ${understood.slice(0, 3).join(', ')} only.` })
  const format = firstOf(params, '_outputFormat')?.replaceAll(' ', '+') ?? 'ndjson'
  if (!formats.includes(format)) return refuse('not-supported', 400, { diagnostics: 'Exports are NDJSON.' })
  const since = firstOf(params, '_since')
  const from = since === undefined ? undefined : dateRange(since)
  if (since !== undefined && !from) return refuse('invalid', 400, { diagnostics: '_since is an instant.' })
  const level = type === undefined ? 'system' : 'patient'
  const types = typesOf(call, allOf(params, '_type'), level)
  if (isRefusal(types)) return types
  const path = level === 'system' ? '$export' : 'Patient/$export'
  return {
    id: randomUUID(),
    client: actor.client,
    client_name: actor.name,
    scopes: [...actor.scopes],
    request: `${call.parts.base}/${path}${queryText(params)}`,
    level,
    types,
    since: from ? new Date(from.low) : null,
    at: call.parts.clock.now(),
  }
}

/** Types asked for must be within the scopes; when none are asked for, it is all that are. */
function typesOf(call: Call, asked: readonly string[], level: 'system' | 'patient'): ResourceType[] | Refusal {
  const ofRecords = (type: ResourceType) => type === 'Patient' || compartmentPaths(type).length > 0
  const served = allResourceTypes().filter((type) => level === 'system' || ofRecords(type))
  const may = (type: ResourceType) => decideReadShared(call.context, type, true)
  if (asked.length === 0) {
    const types = served.filter((type) => !may(type))
    return types.length > 0 ? types : refuse('scope-missing', 403)
  }
  const types: ResourceType[] = []
  for (const name of new Set(asked)) {
    const type = toResourceType(name)
    if (!type || !served.includes(type))
      return refuse('invalid', 400, { diagnostics: '_type holds a name that cannot be exported here.' })
    const no = may(type)
    if (no) return no
    types.push(type)
  }
  return types
}
