import type { CitizenKey, Context, OfficeActor, PractitionerActor } from '../access/index.ts'
import type { Deps, TextRef } from './plugin.ts'

/** Somebody who works at an office or a unit, in one request. */
export type OfficeContext = Context & { actor: PractitionerActor | OfficeActor }

/** One thing that waits for somebody at an office, whichever service it belongs to. */
export interface WorkItem {
  /** Id of the Task, Appointment or ServiceRequest. */
  readonly id: string
  /** Word of the URL `/kontor/sak/:kind/:id`, one of the contribution's kinds. */
  readonly kind: string
  /** Whose it is. Stays in the server: the list shows a person, never a key. */
  readonly citizen: CitizenKey
  readonly version: string
  /** What it is. Clinical facts only for those who may see them. */
  readonly title: TextRef
  readonly detail?: TextRef
  readonly patient: { readonly name: string; readonly age: number | null; readonly birthDate: string | null }
  /** Instant at which the citizen sent it, or it came into being. */
  readonly sent: string
  /** Last day for an answer, `YYYY-MM-DD` in Oslo. Null: no deadline runs. */
  readonly answerBy: string | null
  /** Whole days until then; negative when late. */
  readonly daysToDeadline: number | null
  readonly late: boolean
  readonly state: TextRef
  /** On my list (own, or as registered stand-in), or handed to me. */
  readonly mine: boolean
  /** The patient's own doctor. */
  readonly doctor: string | null
  readonly handedTo: { readonly practitioner: string; readonly name: string } | null
  readonly openedBy: string | null
  /** The office has answered, and the citizen has not read it. */
  readonly unreadByPatient?: boolean
  /** Names of bulk answers that are safe for this item, such as `approve`. */
  readonly bulk: readonly string[]
}

/** What one service puts in the offices' work queue. It decides what each role sees: no items for a role is a right answer. */
export interface WorklistContribution {
  readonly service: string
  /** The kinds of its items, each with a text key in the plural (`prescriptions.office.kind`: "Fornyelser"). */
  readonly kinds: readonly { readonly kind: string; readonly title: string }[]
  /** Everything that waits at the actor's organization and that the actor may see, in any order. */
  list(context: OfficeContext, deps: Deps): Promise<WorkItem[]>
  /** One item the actor may see, answered ones too. Left out, it is looked for in the list. */
  find?(id: string, context: OfficeContext, deps: Deps): Promise<WorkItem | undefined>
  /**
   * Changes when the list does, without reading anybody's record: asked every few seconds by open queues. From the service's
   * own table. Left out, the list is read anew every half minute.
   */
  stamp?(context: OfficeContext, deps: Deps): Promise<string>
}

/** Facts of one patient under a heading. */
export interface PatientFacts {
  /** Text key of the heading. */
  readonly title: string
  /** The latest or most pressing first. `at`: ISO date or instant. */
  readonly lines: readonly { readonly text: TextRef; readonly at?: string }[]
  /** Text key of what is said when there is no line. */
  readonly empty: string
}

/** What a service tells of a patient beside any case of the office. It decides what each role sees. */
export interface PatientContribution {
  readonly service: string
  /** `beside`: kind of the case it stands beside, which may show the same itself. */
  facts(context: OfficeContext, citizen: CitizenKey, beside: string, deps: Deps): Promise<PatientFacts[]>
}
