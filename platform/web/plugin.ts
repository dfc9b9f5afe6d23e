import type { ComponentType } from 'react'

/** One screen with a URL; the code of the screen is loaded when it is opened. */
export interface Screen {
  /** wouter pattern, Norwegian words: `/resepter/forny`. */
  readonly path: string
  /** Text key of the page title. Never holds names or health content. */
  readonly title: string
  readonly load: () => Promise<{ default: ComponentType }>
  /**
   * Keys of what it shows first, as its queries have them, and their paths below `/api`: fetched while session and code are on their
   * way, when the app is opened at its address.
   */
  readonly ahead?: Readonly<Record<string, string>>
  /** Screens with the same word are one page that stays as it is while its address changes (a list and its detail). */
  readonly stays?: string
  /** For everybody, signed in or not, in a frame of its own. It is always loaded anew, so that it may be what other pages may not. */
  readonly open?: boolean
  /** Drawn with the texts of the first view alone (platform/i18n/build/first-view.ts); others wait until all are there. */
  readonly atOnce?: boolean
}

/** What a service puts into the citizen app: `services/<id>/citizen/index.ts` exports `plugin`; found by folder. */
export interface CitizenPlugin {
  readonly service: string
  readonly screens: readonly Screen[]
  /** Tile on the Health page and shortcut on the front page. */
  readonly tile?: {
    readonly href: string
    readonly title: string
    readonly detail: string
    /** Orders the Health page: what most people come for first. */
    readonly order: number
    readonly place: 'health' | 'me'
  }
  /** Draws nothing: lives beside every screen while somebody is signed in, and tells counters (`showCounter`). */
  readonly watch?: () => Promise<{ default: ComponentType }>
}

/** What a service puts into the clinician app: `services/<id>/clinician/index.ts` exports `plugin`. */
export interface ClinicianPlugin {
  readonly service: string
  readonly screens: readonly Screen[]
  readonly menu?: {
    readonly href: string
    readonly title: string
    readonly order: number
    /** Only at places that offer citizens services of their own (GP offices, practices); hospital units do not. */
    readonly ifOffersServices?: true
    /** Asked once after sign-in: shown where the answer is yes, for what only some places have use for. */
    readonly onlyIf?: () => Promise<boolean>
  }
  /** How its items in the work queue are read and answered, beside the list. */
  readonly cases?: readonly CaseScreen[]
}

/** The case of one kind of item (`WorkItem.kind`), shown at `/kontor/sak/:kind/:id` beside the list. */
export interface CaseScreen {
  readonly kind: string
  readonly load: () => Promise<{ default: ComponentType<CaseProps> }>
  /** What its patient sees, drawn in the patient's language; one press away. */
  readonly preview?: {
    readonly load: () => Promise<{ default: ComponentType<PreviewProps> }>
    /** It shows health data: offered to health personnel only. */
    readonly health: boolean
  }
  /** Answers that may be given to several at once, or to one from the list, without opening them. */
  readonly bulk?: readonly BulkAnswer[]
}

/** What the queue gives a case. The case listens for its own keys (`useShortcuts`) and holds its answers (`holdAnswer`). */
export interface CaseProps {
  readonly id: string
  /** Key pressed in the list to begin with: `c` change, `d` decline, `h` hand over, `o` outside, `r` reply. */
  readonly begin?: string | undefined
  /** Ready-made words for this patient, in the patient's language, for `TemplatePicker`. */
  readonly templates: readonly FilledTemplate[]
  /** Answered or given away: the queue goes on to the next. */
  readonly onDone: () => void
}

export interface PreviewProps {
  readonly id: string
}

/** A text template with the patient's facts filled in. */
export interface FilledTemplate {
  readonly id: string
  readonly name: string
  /** What it is for: `decline`, `outside`, `reply` … Empty: anything. */
  readonly uses: readonly string[]
  readonly text: string
}

/** Stands in `WorkItem.bulk` by its name. */
export interface BulkAnswer {
  readonly name: string
  /** Gives it to the marked row, held for ten seconds: `a`. */
  readonly key: string
  /** Text keys. Those with `{count}`: the button and heading, what happens, the press, what was done. */
  readonly texts: {
    readonly button: string
    readonly lead: string
    readonly submit: string
    readonly done: string
    /** The line while it is held; takes `{title}` and `{patient}`. */
    readonly held: string
    /** In the row while it is held. */
    readonly row: string
  }
  /** Each item stands for itself: one that cannot does not stop the others. */
  run(
    items: readonly { readonly id: string; readonly version: string }[],
    options: { readonly idempotencyKey: string; readonly keepalive?: boolean },
  ): Promise<readonly BulkOutcome[]>
}

export type BulkOutcome =
  | { readonly id: string; readonly done: true }
  | {
      readonly id: string
      readonly done: false
      /** Refusal code of the service or the platform. */
      readonly refused: string
      readonly params: Readonly<Record<string, string | number>>
    }
