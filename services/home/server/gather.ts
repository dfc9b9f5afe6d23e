import type { CitizenActor, Context } from '@lomma/platform/access'
import type { Deps, HomeContribution, HomeItem } from '@lomma/platform/service'
import { homeItemSchema, type Item } from '../contract/index.ts'

/** A service that has not answered by then costs its lines; the page does not wait for it. */
export const patience = 2_500

export type CitizenContext = Context & { actor: CitizenActor }
export type Ask = (contribution: HomeContribution) => Promise<HomeItem[]> | undefined

/** Lines of all services, and the ids of those that failed or were too slow (rule 2 of docs/ARCHITECTURE.md). */
export interface Gathered {
  readonly items: Item[]
  readonly missing: string[]
}

/** Asks every service at once, each in its own try and time. */
export async function gather({ home }: Pick<Deps, 'home'>, ask: Ask, within = patience): Promise<Gathered> {
  const answers = await Promise.all(
    home.map(async (contribution) => {
      try {
        const answer = ask(contribution)
        return { items: homeItemSchema.array().parse(answer ? await inTime(answer, within) : []), missing: [] }
      } catch {
        return { items: [], missing: [contribution.service] }
      }
    }),
  )
  return {
    items: answers.flatMap((answer) => answer.items),
    missing: answers.flatMap((answer) => answer.missing),
  }
}

/** @throws Error when there is no answer in time. The late answer is let go. */
export async function inTime<T>(answer: Promise<T>, within = patience): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), within)
  })
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
