import type { CitizenActor, Context } from '../access/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { ThreadKind } from '../dialogue/kind.ts'
import type { Operation } from '../fhir/operations/operation.ts'
import type { DomainEvent, Guard, Projection, ResourceType, Store, StoreTransaction } from '../fhir/types.ts'
import type { OpenDocument, Route } from '../http/index.ts'
import type { CardIssuer } from '../identity/card-issuer.ts'
import type { Registers } from '../registers/index.ts'
import type { SourceContribution, Sources } from '../sources/index.ts'
import type { PatientContribution, WorklistContribution } from './worklist.ts'

/** What the platform gives a use-case. A use-case names what it needs of it: `Pick<Deps, 'store' | 'clock'>`. */
export interface Deps {
  readonly store: Store
  readonly registers: Registers
  readonly clock: Clock
  /** For reading a service's own tables outside a command. Health data goes through `store`. */
  readonly db: Db
  /** Systems outside, copies of what they know, and where they stand. */
  readonly sources: Sources
  /** Signs what citizens show to others. */
  readonly issuer: CardIssuer
  /** Contributions of all services to the front page. */
  readonly home: readonly HomeContribution[]
  /** Contributions of all services to the offices' work queue. */
  readonly worklists: readonly WorklistContribution[]
  /** What services tell of a patient beside a case of the queue. */
  readonly patients: readonly PatientContribution[]
  /** Contributions of all services to the citizen's inbox. */
  readonly inbox: readonly InboxContribution[]
  /** Services beside the GP's that own appointments. */
  readonly appointmentOwners: readonly AppointmentOwner[]
  /** Kinds of conversation of all services. */
  readonly threads: readonly ThreadKind[]
}

/** A text of a service: `prescriptions.home.renew`, with facts to fill in. Dates travel as ISO strings. */
export interface TextRef {
  readonly key: string
  readonly params?: Readonly<Record<string, string | number>>
}

export interface HomeItem {
  /** Stable: `prescriptions.renew.<id>`. */
  readonly id: string
  readonly title: TextRef
  readonly detail?: TextRef
  /** ISO date or instant: deadline of a task, time of what is coming, when something new happened. */
  readonly at?: string
  readonly href: string
  /** Label of the button for a task; the whole row is the link otherwise. */
  readonly action?: TextRef
}

/** A source that did not answer: costs its line, never the page (rule 2). */
export interface DeadSource {
  readonly name: string
  readonly since: string
  readonly phone?: string
}

/** What one service puts on the citizen's front page. */
export interface HomeContribution {
  readonly service: string
  /**
   * Types of the citizen's own record that the lists are made from. What all services name is read in one statement before they are
   * asked; their reads (`readCitizen`, `searchCitizen`) are answered from it. What is not named is read when it is asked for.
   */
  readonly reads?: readonly ResourceType[]
  todo?(context: Context & { actor: CitizenActor }, deps: Deps): Promise<HomeItem[]>
  comingUp?(context: Context & { actor: CitizenActor }, deps: Deps): Promise<HomeItem[]>
  news?(context: Context & { actor: CitizenActor }, since: Date, deps: Deps): Promise<HomeItem[]>
}

/** One line of the citizen's inbox. */
export interface InboxItem {
  /** Stable, and the same as on the front page: `prescriptions.answered.<id>`. */
  readonly id: string
  /** `thread`: two-way; `letter`: one-way to the citizen; `receipt`: what the citizen sent; `event`: what became of it. */
  readonly kind: 'thread' | 'letter' | 'receipt' | 'event'
  readonly title: TextRef
  readonly detail?: TextRef
  /** Who it is from, or was sent to: the name of an office, a hospital, a register. Empty when it is not known. */
  readonly from: string
  /** ISO date or instant of the latest in it. */
  readonly at: string
  /** As far as the service knows. The inbox itself remembers which events and letters have been opened. */
  readonly unread: boolean
  /** Where it is read; opening this address marks an event as read. */
  readonly href: string
  readonly whoseTurn?: 'you' | 'them' | null
  readonly state?: TextRef
  /** Words to search in beside title, detail and sender: the texts of the messages. Stays in the citizen's own browser. */
  readonly searchText?: string
}

/** What one service puts into the citizen's inbox. */
export interface InboxContribution {
  readonly service: string
  /** As `HomeContribution.reads`. */
  readonly reads?: readonly ResourceType[]
  /** What has happened since then, in no promised order. */
  list(context: Context & { actor: CitizenActor }, since: Date, deps: Deps): Promise<InboxItem[]>
}

/**
 * A service that owns appointments of its own (hospitals, therapists). They stand in the citizen's record as Appointments with
 * the extension `appointment-owner` (platform/slots), so that the one list shows them; this is what the list asks beyond that.
 */
export interface AppointmentOwner {
  readonly service: string
  /** Address of its own screen for one appointment: answer, change, cancel. The list links there. */
  href(appointment: string): string
  /** Sources that may hold more of this citizen's appointments and do not answer now. */
  missing?(context: Context & { actor: CitizenActor }, deps: Deps): Promise<DeadSource[]>
}

/** Runs once for each event; its effects and the mark "handled" are one transaction. */
export interface Listener {
  readonly event: string
  /** Unique name: `prescriptions.deliver-to-office`. */
  readonly name: string
  handle(event: DomainEvent, tx: StoreTransaction, deps: Deps): Promise<void>
}

/** `services/<id>/server/index.ts` exports `plugin` of this type; the server finds it by folder. */
export interface ServerPlugin {
  readonly service: string
  readonly routes?: readonly Route[]
  readonly guards?: readonly Guard[]
  readonly projections?: readonly Projection[]
  readonly listeners?: readonly Listener[]
  readonly home?: HomeContribution
  /** Kinds of conversation it owns; `threadParts` of platform/dialogue gives what belongs to them. */
  readonly threads?: readonly ThreadKind[]
  readonly worklist?: WorklistContribution
  readonly patient?: PatientContribution
  readonly inbox?: InboxContribution
  readonly appointments?: AppointmentOwner
  /** Systems outside that this service takes copies from. */
  readonly sources?: readonly SourceContribution[]
  /** Operations that the service adds to the FHIR door. */
  operations?(deps: Deps): readonly Operation[]
  /** What anybody may read without signing in; never anything about a person. */
  readonly openDocuments?: readonly OpenDocument[]
  /** Paths of screens that may ask for the device's camera; no other page can. */
  readonly cameraScreens?: readonly string[]
}

/** What the services put on pages that belong to no one of them. */
export function contributionsOf(
  plugins: readonly ServerPlugin[],
): Pick<Deps, 'home' | 'inbox' | 'worklists' | 'patients' | 'appointmentOwners' | 'threads'> {
  return {
    threads: plugins.flatMap(({ threads }) => threads ?? []),
    home: plugins.flatMap(({ home }) => (home ? [home] : [])),
    inbox: plugins.flatMap(({ inbox }) => (inbox ? [inbox] : [])),
    appointmentOwners: plugins.flatMap(({ appointments }) => (appointments ? [appointments] : [])),
    worklists: plugins.flatMap(({ worklist }) => (worklist ? [worklist] : [])),
    patients: plugins.flatMap(({ patient }) => (patient ? [patient] : [])),
  }
}
