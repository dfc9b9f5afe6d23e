import type { CitizenActor, Context } from '../access/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { DomainEvent, Guard, Projection, Store, StoreTransaction } from '../fhir/types.ts'
import type { Route } from '../http/index.ts'
import type { Registers } from '../registers/index.ts'

/** What the platform gives a use-case. A use-case names what it needs of it: `Pick<Deps, 'store' | 'clock'>`. */
export interface Deps {
  readonly store: Store
  readonly registers: Registers
  readonly clock: Clock
  /** For reading a service's own tables outside a command. Health data goes through `store`. */
  readonly db: Db
  /** Contributions of all services to the front page. */
  readonly home: readonly HomeContribution[]
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
  todo?(context: Context & { actor: CitizenActor }, deps: Deps): Promise<HomeItem[]>
  comingUp?(context: Context & { actor: CitizenActor }, deps: Deps): Promise<HomeItem[]>
  news?(context: Context & { actor: CitizenActor }, since: Date, deps: Deps): Promise<HomeItem[]>
  /** What the citizen has sent since then: stays in the inbox with its number (rule 1), not on the front page. */
  receipts?(context: Context & { actor: CitizenActor }, since: Date, deps: Deps): Promise<HomeItem[]>
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
}
