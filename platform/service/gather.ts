/** A service that has not answered by then costs its lines; the page does not wait for it. */
export const patience = 2_500

/** Lines of all services, and the ids of those that failed or were too slow (rule 2 of docs/ARCHITECTURE.md). */
export interface Gathered<T> {
  readonly items: T[]
  readonly missing: string[]
}

export type Ask<C> = (contribution: C) => Promise<unknown> | undefined

/**
 * Asks every service at once, each in its own try and time.
 * @param parse the allow-list of what a service may hand over: it throws at a malformed answer, which costs that service's lines
 */
export async function gather<C extends { readonly service: string }, T>(
  contributions: readonly C[],
  ask: Ask<C>,
  parse: (answer: unknown) => T[],
  within = patience,
): Promise<Gathered<T>> {
  const answers = await Promise.all(
    contributions.map(async (contribution): Promise<Gathered<T>> => {
      try {
        const answer = ask(contribution)
        return { items: answer ? parse(await inTime(answer, within)) : [], missing: [] }
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
