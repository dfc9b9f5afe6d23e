import { randomUUID } from 'node:crypto'
import { type CitizenKey, decideScope, decideWrite, type LogFact, type ScopeLetter } from '../access/index.ts'
import { isRefusal, Refused, refuse } from '../errors/index.ts'
import { citizenOf, type ResolveIdentity } from './citizen-key.ts'
import type { KnownPatients } from './known-patients.ts'
import { keepMentions, mentionsChanged } from './mentioned.ts'
import { demandAboutOwn, ownRecord } from './own-record.ts'
import { permits } from './permits.ts'
import type { ReaderParts } from './reader.ts'
import {
  claim,
  findRow,
  insertFresh,
  insertRow,
  lastVersion,
  locate,
  lockRow,
  type NewRow,
  type Row,
  readRow,
  removeRow,
  replaceRow,
  toStored,
} from './rows.ts'
import { indexEntries } from './search/index.ts'
import { toStoredText, withMeta } from './text.ts'
import type { Change, Guard, Projection, Resource, ResourceType, Stored, StoreTransaction } from './types.ts'
import { validateResource } from './validation/index.ts'
import type { SingleLane } from './write-at-once.ts'

export interface WriterParts extends ReaderParts {
  readonly guards: readonly Guard[]
  readonly projections: readonly Projection[]
  readonly resolve: ResolveIdentity
  readonly now: Date
  /** Citizens this transaction has found already. */
  readonly known: Set<CitizenKey>
  /** Citizens that earlier transactions found: a Patient's id is given once and stays (fhir.locator). */
  readonly patients: KnownPatients
  /** Set where the write may turn out to be the only one, and is then one statement. */
  readonly lane?: SingleLane
}

const letters: Record<Change['op'], ScopeLetter> = { create: 'c', update: 'u', delete: 'd' }

/** Writes a new resource. An id is made unless the resource has one (update-as-create, demo world). */
export async function create<R extends Resource>(
  parts: WriterParts,
  tx: StoreTransaction,
  given: R,
): Promise<Stored<R>> {
  const resource = { ...given, id: given.id ?? randomUUID() }
  demandValid(resource)
  const citizen = await citizenFor(parts, resource)
  const change: Change<R> = { op: 'create', type: resource.resourceType, id: resource.id, citizen, after: resource }
  await demandAllowed(parts, tx, change)
  const first = newRow(parts, citizen, resource, 1)
  if (parts.lane) parts.lane.write({ row: first, replaces: undefined })
  const version = parts.lane || (await insertFresh(parts.sql, first)) ? 1 : await insertAgain(parts, first)
  return finish(parts, tx, change, resource, version)
}

/** A deleted id may be used again in the same record: its versions go on where they stopped. */
async function insertAgain(parts: WriterParts, row: NewRow): Promise<number> {
  const { citizen, type, id } = row
  const claimed = await claim(parts.sql, type, id, citizen)
  const there = claimed === 'ours' && (await readRow(parts.sql, citizen, type, id)) !== undefined
  if (claimed === 'taken' || there) throw new Refused(refuse('id-taken', 409))
  const version = claimed === 'fresh' ? 1 : (await lastVersion(parts.sql, citizen, type, id)) + 1
  await insertRow(parts.sql, { ...row, version })
  return version
}

/** Replaces a resource, or creates it under the id it names. */
export async function update<R extends Resource & { id: string }>(
  parts: WriterParts,
  tx: StoreTransaction,
  resource: R,
  ifMatch: string | undefined,
): Promise<Stored<R>> {
  const type = resource.resourceType
  const { place, before } = await find(parts, type, resource.id, 'u')
  if (!before) {
    if (ifMatch !== undefined) throw new Refused(refuse('version-conflict', 412))
    return create(parts, tx, resource)
  }
  demandValid(resource)
  // Whose record it is in is known, so that its patient need not be looked for.
  if (place?.citizen !== undefined) parts.known.add(place.citizen)
  const citizen = await citizenFor(parts, resource)
  const change: Change<R> = {
    op: 'update',
    type,
    id: resource.id,
    citizen: place?.citizen,
    before: toStored(before) as Stored<R>, // the same type and id
    after: resource,
  }
  await demandAllowed(parts, tx, change)
  if (citizen !== place?.citizen) throw new Refused(refuse('citizen-change', 422, { expression: [type] }))
  if (ifMatch !== undefined && ifMatch !== String(before.version)) throw new Refused(refuse('version-conflict', 412))
  const version = before.version + 1
  const row = newRow(parts, citizen, resource, version)
  if (parts.lane) parts.lane.write({ row, replaces: before.version })
  else await replaceRow(parts.sql, row)
  return finish(parts, tx, change, resource, version)
}

/** Takes a resource away; its history stays. What is not there is no error (FHIR: delete is idempotent). */
export async function remove(
  parts: WriterParts,
  tx: StoreTransaction,
  type: ResourceType,
  id: string,
  ifMatch?: string,
): Promise<void> {
  const { place, before } = await find(parts, type, id, 'd')
  if (!place || !before) return
  const change: Change = { op: 'delete', type, id, citizen: place.citizen, before: toStored(before) }
  await demandAllowed(parts, tx, change)
  if (ifMatch !== undefined && ifMatch !== String(before.version)) throw new Refused(refuse('version-conflict', 412))
  await removeRow(parts.sql, place.citizen, type, id, before.version + 1, parts.now)
  await project(parts, tx, change)
}

/**
 * What is there, locked. A citizen's app chooses no ids: one of another record, one that was deleted, one that its scopes
 * leave out and one that nobody has are the same to it, in words and in work done.
 */
async function find(
  parts: WriterParts,
  type: ResourceType,
  id: string,
  letter: ScopeLetter,
): Promise<{ place: { citizen: CitizenKey | undefined } | null; before: Row | undefined }> {
  const own = ownRecord(parts.context)
  const narrowed = own === undefined ? undefined : decideScope(parts.context.actor, type, letter)
  if (narrowed) throw new Refused(narrowed)
  // Without a transaction nothing can be held: the write itself then asks whether this is still the present version.
  const held = parts.lane === undefined
  parts.lane?.demandUnwritten()
  if (own === undefined) return held ? lockRow(parts.sql, type, id) : lookUp(parts, type, id)
  const place = await locate(parts.sql, type, id)
  const reachable = place?.citizen === own
  const before = place && reachable ? await readRow(parts.sql, place.citizen, type, id, held) : undefined
  if (!(before && permits(parts.context, toStored(before), letter))) throw new Refused(refuse('not-found', 404))
  return { place, before }
}

async function lookUp(parts: WriterParts, type: ResourceType, id: string): ReturnType<typeof find> {
  const found = await findRow(parts.sql, type, id)
  return { place: found && { citizen: found.citizen }, before: found?.row }
}

function newRow(
  parts: WriterParts,
  citizen: CitizenKey | undefined,
  resource: Resource & { id: string },
  version: number,
): NewRow {
  const { resourceType: type, id } = resource
  return {
    citizen,
    type,
    id,
    version,
    updated: parts.now,
    text: toStoredText(resource),
    idx: indexEntries(resource, { citizen }),
  }
}

function demandValid(resource: Resource): void {
  const errors = validateResource(resource).filter((issue) => issue.severity === 'error')
  const [first] = errors
  if (first)
    throw new Refused(
      refuse('invalid', 422, {
        diagnostics: errors
          .slice(0, 10)
          .map((issue) => issue.diagnostics)
          .join(' · '),
        expression: errors.slice(0, 10).flatMap((issue) => issue.expression),
      }),
    )
}

async function citizenFor(parts: WriterParts, resource: Resource): Promise<CitizenKey | undefined> {
  const own = ownRecord(parts.context)
  if (own !== undefined) {
    const refusal = await demandAboutOwn(resource, own, parts.resolve)
    if (refusal) throw new Refused(refusal)
    return own
  }
  const exists = async (citizen: CitizenKey) => {
    if (parts.known.has(citizen) || parts.patients.has(citizen)) return true
    const there = (await locate(parts.sql, 'Patient', citizen)) !== null
    if (there) parts.known.add(citizen)
    return there
  }
  const found = await citizenOf(resource, exists, parts.resolve)
  if (isRefusal(found)) throw new Refused(found)
  return found.citizen
}

/** Access first, then the rule of the service that owns the type. For people, a write nobody's guard knows is refused. */
async function demandAllowed(parts: WriterParts, tx: StoreTransaction, change: Change): Promise<void> {
  const refusal = await decideWrite(parts.context, change.citizen, change.type, letters[change.op], parts.facts)
  if (refusal) throw new Refused(refusal)
  for (const resource of [change.before, change.after])
    if (resource && !permits(parts.context, resource, letters[change.op]))
      throw new Refused(
        parts.context.actor.kind === 'office'
          ? refuse('not-your-role', 403)
          : refuse('scope-missing', 403, { diagnostics: `No scope of the token covers this ${change.type}.` }),
      )
  const concerned = parts.guards.filter((guard) => guard.types.includes(change.type) && guard.concerns(change))
  const { kind } = parts.context.actor
  if (concerned.length === 0 && kind !== 'service' && kind !== 'system') throw new Refused(refuse('not-your-role', 403))
  for (const guard of concerned) {
    const no = await guard.check(change, tx)
    if (no) throw new Refused(no)
  }
}

async function finish<R extends Resource>(
  parts: WriterParts,
  tx: StoreTransaction,
  change: Change<R>,
  resource: R & { id: string },
  version: number,
): Promise<Stored<R>> {
  const stored = withMeta(resource, { id: resource.id, version, updated: parts.now })
  const done: Change<R> = { ...change, after: stored }
  await project(parts, tx, done)
  return stored
}

async function project(parts: WriterParts, tx: StoreTransaction, change: Change): Promise<void> {
  if (change.citizen !== undefined) {
    const fact: LogFact = { citizen: change.citizen, action: change.op, types: [change.type] }
    await parts.record([fact])
    if (!parts.lane) await keepMentions(parts.sql, change)
    else if (Object.values(mentionsChanged(change)).some((citizens) => citizens.length > 0)) parts.lane.need()
  }
  for (const projection of parts.projections)
    if (projection.types.includes(change.type)) await projection.onChanged(change, tx)
}
