import type { Resource as R4Resource } from '@medplum/fhirtypes'
import type { CitizenKey, Context } from '../access/index.ts'
import type { Refusal } from '../errors/index.ts'
import type { Registers } from '../registers/types.ts'

export type Resource = R4Resource
export type ResourceType = Resource['resourceType']
export type ResourceOf<T extends ResourceType> = Extract<Resource, { resourceType: T }>

/** A resource as it stands in the store: always with id, version and time. */
export type Stored<R extends Resource = Resource> = R & {
  id: string
  meta: { versionId: string; lastUpdated: string }
}

/** What happens to one resource in one write; guards and projections see it whichever door it came through. */
export interface Change<R extends Resource = Resource> {
  readonly op: 'create' | 'update' | 'delete'
  readonly type: ResourceType
  readonly id: string
  /** Whose record it belongs to; undefined for shared resources (Organization, Practitioner …). */
  readonly citizen: CitizenKey | undefined
  readonly before?: Stored<R> | undefined
  readonly after?: R | undefined
}

/** Something that happened, told to other services. `type` starts with the service's id: `prescriptions.renewal-sent`. */
export interface DomainEvent {
  readonly type: string
  readonly citizen: CitizenKey
  /** References and codes only; never texts, names or identity numbers. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>
}

/** Criteria of a search inside the store: FHIR search parameters as name–value pairs, e.g. `[['status', 'active']]`. */
export type SearchParams = readonly (readonly [name: string, value: string])[]

/**
 * Reads. Each call is authorised against the context and written to the log of access before the answer leaves.
 * Throws `Refused` when the actor may not; "not yours" and "not there" look the same to a citizen.
 */
export interface StoreReader {
  read<T extends ResourceType>(type: T, id: string): Promise<Stored<ResourceOf<T>> | undefined>
  /** All matching resources of one type in one citizen's record, in no promised order unless `_sort` is given. */
  searchCitizen<T extends ResourceType>(
    citizen: CitizenKey,
    type: T,
    params?: SearchParams,
  ): Promise<Stored<ResourceOf<T>>[]>
  /**
   * Several types of one citizen that parts of this request are about to ask for, read now in one round trip: their reads, by readers of
   * the same context, are answered from it. Each is decided and logged when it is asked, as ever; nothing is handed over here.
   */
  ahead(citizen: CitizenKey, types: readonly ResourceType[]): void
  /** Several types of one citizen in one round trip. */
  readCitizen<T extends ResourceType>(citizen: CitizenKey, types: readonly T[]): Promise<Stored<ResourceOf<T>>[]>
  /** Shared resources (Organization, Practitioner, PractitionerRole, Location, Medication …). */
  searchShared<T extends ResourceType>(type: T, params?: SearchParams): Promise<Stored<ResourceOf<T>>[]>
}

/** One transaction: writes, projections, events and the log of access stand or fall together. */
export interface StoreTransaction extends StoreReader {
  readonly context: Context
  /** The instant of the transaction, from the clock. */
  readonly now: Date
  /** postgres.js bound to this transaction, for a service's own tables. */
  readonly sql: import('../db/index.ts').Sql
  /** For rules that ask a register, such as whether the GP office offers a service online. */
  readonly registers: Registers
  create<R extends Resource>(resource: R): Promise<Stored<R>>
  /** `ifMatch`: refuse with 412 unless this is the present version. An id that is not there is created. */
  update<R extends Resource & { id: string }>(resource: R, options?: { ifMatch?: string }): Promise<Stored<R>>
  /** `ifMatch`: refuse with 412 unless this is the present version. */
  delete(type: ResourceType, id: string, options?: { ifMatch?: string }): Promise<void>
  /**
   * The portal itself within this transaction, for what a rule brings about in shared resources that the person may not write
   * by hand: an appointment makes its slot busy. Never a way to a citizen's record.
   */
  asPortal(service: string): StoreTransaction
  /** Told to listeners after commit, at least once, each listener's effects exactly once. */
  emit(event: DomainEvent): Promise<void>
  /** The same, at a later instant (a deadline). */
  schedule(at: Date, event: DomainEvent): Promise<void>
}

export interface Store {
  /** A reader for one request's context. */
  as(context: Context): StoreReader
  /**
   * Runs a command in one transaction. A returned `Refusal` rolls everything back. With `context.idempotencyKey` a second
   * call with the same key by the same actor returns the first call's result and does nothing else.
   * `single`: it is likely to write one resource and nothing else, which is then one statement. A command that does more is
   * run again in a transaction, so nothing but the store may be changed by it.
   */
  command<T>(
    context: Context,
    run: (tx: StoreTransaction) => Promise<T | Refusal>,
    options?: { readonly single?: boolean },
  ): Promise<T | Refusal>
}

/**
 * Rule of the service that owns a resource type. Runs for every write of any door, inside the transaction.
 * Returns undefined to let it pass. For citizens, practitioners and office workers a write of a type that no guard
 * `allows` is refused.
 */
export interface Guard {
  readonly types: readonly ResourceType[]
  /** True when this guard is responsible for the change (e.g. Task with its own code). */
  concerns(change: Change): boolean
  check(change: Change, tx: StoreTransaction): Promise<Refusal | undefined>
}

/** Keeps a service's own tables in step, in the same transaction. */
export interface Projection {
  readonly types: readonly ResourceType[]
  onChanged(change: Change, tx: StoreTransaction): Promise<void>
}
