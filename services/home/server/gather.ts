import type { CitizenActor, Context } from '@lomma/platform/access'
import { type Gathered, gather, type HomeContribution, type HomeItem, patience } from '@lomma/platform/service'
import { homeItemSchema, type Item } from '../contract/index.ts'

export type CitizenContext = Context & { actor: CitizenActor }

/** Lines of all services for one list of the front page. */
export function gatherLines(
  { home }: { readonly home: readonly HomeContribution[] },
  ask: (contribution: HomeContribution) => Promise<HomeItem[]> | undefined,
  within = patience,
): Promise<Gathered<Item>> {
  return gather(home, ask, parseLines, within)
}

const linesSchema = homeItemSchema.array()

/** Most services have nothing to say most of the time. */
const parseLines = (answer: unknown): Item[] =>
  Array.isArray(answer) && answer.length === 0 ? [] : linesSchema.parse(answer)
