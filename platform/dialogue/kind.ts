import type { CitizenKey } from '../access/index.ts'
import type { Refusal } from '../errors/index.ts'
import type { StoreTransaction } from '../fhir/types.ts'
import type { PortalService } from '../registers/types.ts'
import type { Deps } from '../service/index.ts'
import type { ThreadRefusal } from '../thread/index.ts'
import type { ThreadRow } from './queries.ts'
import type { ThreadDocument } from './task.ts'

/** A kind of conversation, as data of the service that owns it (`ServerPlugin.threads`). */
export interface ThreadKind {
  /** Code of the Task: `e-consultation`. */
  readonly code: string
  /** Id of the owning service: prefix of its events, first part of its routes. */
  readonly service: string
  /** Service the office must offer, and the doctor not be away from, for the citizen to begin. Null: no such promise (a hospital unit). */
  readonly offer: PortalService | null
  /** URL word of the case in the office: `e-konsultasjon`. */
  readonly word: string
  /** Text keys. */
  readonly title: string
  /** Where the citizen begins a new one about the same; gets `?om=<thread>`. */
  readonly againHref: string | null
  /** Clinical words are health data that secretaries neither read nor answer (helsepersonelloven § 25). */
  readonly sensitivity: Sensitivity
  /** Working days the office has to answer, unless it has promised otherwise. */
  readonly answerDays: number
  /** Working days that this office has promised, for kinds that go to a unit. Undefined: those of the kind. */
  promisedDays?(office: string, tx: Pick<StoreTransaction, 'registers'>): Promise<number | undefined>
  /** Days unread before both sides are reminded. */
  readonly unreadDays: number
  readonly attach: { readonly citizen: boolean; readonly office: boolean }
  /** Who may begin it. */
  readonly begins: readonly ('citizen' | 'office')[]
  /** To whom the citizen writes: the office of the GP, or one that the owner's `check` decides. */
  readonly to: 'gp-office' | 'unit'
  /** What more its owner asks of a new one, at either door. */
  check?(thread: ThreadDocument, citizen: string, tx: StoreTransaction): Promise<Refusal | undefined>
  /**
   * Whose record a file goes to that an office brings before its first message. Undefined: the id names nothing of this kind's.
   * @param focus id of what the conversation will belong to
   */
  recordOf?(focus: string, office: string, deps: Pick<Deps, 'db' | 'clock'>): Promise<CitizenKey | Refusal | undefined>
  /** Why nobody may write in an open one now, of either side and at either door; asked for each message. */
  silence?(thread: ThreadRow, tx: StoreTransaction): Promise<Refusal<ThreadRefusal> | undefined>
}

export type Sensitivity = 'clinical' | 'administrative'

/** Types of events, `<service>.thread-<what>`; `data` is `{ task, receipt, office, state, kind }`, codes and references only. */
export const threadEvents = [
  'sent',
  'received',
  'opened',
  'asked',
  'answered',
  'closed',
  'declined',
  'outside',
  'withdrawn',
  'handed-over',
  /** Scheduled for the deadline; told again as `late` when no answer has come. */
  'deadline',
  'late',
  /** Scheduled for each message; told again as `reminded` when the other side has not read it. */
  'unread',
  'reminded',
  /** Scheduled with each answer: closes when nobody has written on. */
  'idle',
] as const
export type ThreadEvent = (typeof threadEvents)[number]

/** `e-consultation.thread-sent`. */
export function eventType(kind: Pick<ThreadKind, 'service'>, what: ThreadEvent): string {
  return `${kind.service}.thread-${what}`
}

/** All events of a service's conversations, for `publishes` of its tests. */
export function eventTypes(service: string): string[] {
  return threadEvents.map((what) => eventType({ service }, what))
}
