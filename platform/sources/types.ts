import type { CitizenKey } from '../access/index.ts'
import type { Deps } from '../service/index.ts'

/** How a source is reached; from configuration (`LOMMA_SOURCES`). */
export interface SourceSettings {
  /** Stable: what it has given is kept under this word. */
  readonly id: string
  /** Which service understands it: `regional-appointments`. */
  readonly kind: string
  /** Its proper name, the same in every language. */
  readonly name: string
  /** Where people ask when it does not answer. */
  readonly phone?: string | undefined
  /** Base address. */
  readonly url: string
  /** OAuth 2 client credentials with private_key_jwt (HelseID for machines). */
  readonly token?: TokenSettings | undefined
  readonly timeoutMs?: number | undefined
}

export interface TokenSettings {
  readonly url: string
  readonly clientId: string
  /** Private JWK as JSON. */
  readonly privateJwk: string
  readonly scope: string
}

export interface SourceRequest {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface SourceAnswer {
  readonly status: number
  readonly text: string
  header(name: string): string | null
}

/** A system outside that something is asked of. */
export interface Source extends Pick<SourceSettings, 'id' | 'kind' | 'name' | 'phone' | 'url'> {
  /**
   * Asks it. An answer below 500 is an answer, refusals too.
   * @throws SourceUnavailable on time-out, no connection, server error, an open breaker or a full bulkhead.
   */
  request(path: string, request?: SourceRequest): Promise<SourceAnswer>
}

/** Where a source stands, the same on every node. Instants are of the story clock. */
export interface SourceState {
  readonly reachedAt: string | null
  /** Set while it does not answer. */
  readonly failedSince: string | null
}

/** What we have of one citizen from one source. */
export interface SourceCopy extends SourceState {
  readonly source: string
  readonly name: string
  readonly phone: string | null
  /** When the last copy was taken; null before the first. */
  readonly takenAt: string | null
  /** A fresh copy is on its way. */
  readonly underway: boolean
}

export interface CopyWish {
  readonly citizen: CitizenKey
  readonly kind: string
  /** A copy younger than this is good enough. 0: whatever its age. */
  readonly maxAgeMinutes: number
  /** Only this source. */
  readonly source?: string
  /** Asked again until it succeeds, however long it takes: something hangs on the answer. */
  readonly must?: boolean
}

/** The systems outside. Nothing on a page waits for one: pages read copies in the store, taken in the background. */
export interface Sources {
  all(kind?: string): readonly Source[]
  find(id: string): Source | undefined
  state(id: string): Promise<SourceState>
  /** What we have of a citizen from each source of the kind, and – where it is older – asks for a fresh copy. Waits for no source. */
  copies(wish: CopyWish): Promise<SourceCopy[]>
  /** The same without asking for anything. */
  standing(citizen: CitizenKey, kind: string): Promise<SourceCopy[]>
}

/** What a service does with the sources of its kind. */
export interface SourceContribution {
  readonly kind: string
  /** Path that answers when the source lives, without health data. */
  readonly probe: string
  /** Takes a fresh copy of what the source has of one citizen. Runs in the background; throws SourceUnavailable. */
  copy(source: Source, citizen: CitizenKey, deps: Deps): Promise<void>
}
