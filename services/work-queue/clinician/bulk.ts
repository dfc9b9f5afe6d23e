import { holdAnswer, useAnswered } from '@lomma/platform/desk'
import { ApiError, type BulkAnswer, type Case, useCases } from '@lomma/platform/web'
import { useState } from 'react'
import type { WorkItem, WorkList } from '../contract/index.ts'

/** One answer that several items may be given, whichever service it is. */
export interface BulkChoice {
  readonly service: string
  readonly kind: string
  readonly answer: BulkAnswer
}

/** Items marked for an answer together. */
export interface Bulk {
  readonly ticked: ReadonlySet<string>
  tick(id: string): void
  clear(): void
  /** Answers that marked items can be given, each with the items it is safe for. */
  readonly choices: readonly (BulkChoice & { readonly items: readonly WorkItem[] })[]
  /** Answers that several of the items shown can be given, with how many. */
  readonly safe: readonly (BulkChoice & { readonly items: readonly WorkItem[] })[]
  tickAll(items: readonly WorkItem[]): void
  /** The answer whose sheet is open. */
  readonly asking: BulkChoice | undefined
  ask(choice: BulkChoice | undefined): void
  /** The answer that one item is given by a key in the list, when that is safe. */
  quick(item: WorkItem, key: string): BulkChoice | undefined
}

export function useBulk(list: WorkList | undefined, shown: readonly WorkItem[]): Bulk {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [asking, ask] = useState<BulkChoice>()
  const answered = useAnswered()
  const choices = choicesOf(useCases())
  const fitting = (items: readonly WorkItem[]) =>
    choices.flatMap((choice) => {
      const safe = items.filter((item) => isSafe(item, choice) && !answered.has(item.id))
      return safe.length > 0 ? [{ ...choice, items: safe }] : []
    })
  return {
    ticked,
    tick: (id) => setTicked((now) => toggled(now, id)),
    clear: () => setTicked(new Set()),
    choices: fitting((list?.items ?? []).filter(({ id }) => ticked.has(id))),
    safe: fitting(shown).filter(({ items }) => items.length > 1),
    tickAll: (items) => setTicked(new Set(items.map(({ id }) => id))),
    asking,
    ask,
    quick: (item, key) => choices.find((choice) => choice.answer.key === key && isSafe(item, choice)),
  }
}

function choicesOf(cases: readonly Case[]): BulkChoice[] {
  return cases.flatMap(({ service, kind, bulk = [] }) => bulk.map((answer) => ({ service, kind, answer })))
}

function isSafe(item: WorkItem, { kind, answer }: BulkChoice): boolean {
  return item.kind === kind && item.bulk.includes(answer.name)
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id])
}

/** Gives one item its answer from the list, held for ten seconds like any other. */
export function holdQuick(item: WorkItem, { service, answer }: BulkChoice): void {
  holdAnswer({
    id: item.id,
    service,
    title: item.title,
    patient: item.patient.name,
    held: answer.texts.held,
    row: answer.texts.row,
    async send(options) {
      const [outcome] = await answer.run([{ id: item.id, version: item.version }], options)
      if (outcome?.done === false)
        throw new ApiError({ kind: 'refused', code: outcome.refused, params: outcome.params, status: 409 })
    },
  })
}
