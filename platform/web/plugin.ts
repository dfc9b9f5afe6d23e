import type { ComponentType } from 'react'

/** One screen with a URL; the code of the screen is loaded when it is opened. */
export interface Screen {
  /** wouter pattern, Norwegian words: `/resepter/forny`. */
  readonly path: string
  /** Text key of the page title. Never holds names or health content. */
  readonly title: string
  readonly load: () => Promise<{ default: ComponentType }>
  /** Screens with the same word are one page that stays as it is while its address changes (a list and its detail). */
  readonly stays?: string
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
}

/** What a service puts into the clinician app: `services/<id>/clinician/index.ts` exports `plugin`. */
export interface ClinicianPlugin {
  readonly service: string
  readonly screens: readonly Screen[]
  readonly menu?: { readonly href: string; readonly title: string; readonly order: number }
}
