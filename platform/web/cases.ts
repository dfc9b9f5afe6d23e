import type { CaseScreen, ClinicianPlugin } from './plugin.ts'
import { createStore, useStore } from './store.ts'

/** A case, and the service it belongs to. */
export interface Case extends CaseScreen {
  readonly service: string
}

const cases = createStore<readonly Case[]>([])

/** Told once by the clinician app. */
export function listCases(plugins: readonly ClinicianPlugin[]): void {
  cases.set(plugins.flatMap(({ service, cases: own = [] }) => own.map((one) => ({ service, ...one }))))
}

/** The cases of all kinds. */
export function useCases(): readonly Case[] {
  return useStore(cases)
}

/** Where an item of the work queue is read and answered. */
export function caseHref(kind: string, id: string): string {
  return `/kontor/sak/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`
}
