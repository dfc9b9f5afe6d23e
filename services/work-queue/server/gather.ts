import type { Deps, OfficeContext, WorkItem, WorklistContribution } from '@lomma/platform/service'

/** A service that has not answered by then costs its rows; the queue does not wait for it. */
const patience = 4_000

export interface Gathered {
  readonly items: readonly (WorkItem & { readonly service: string })[]
  /** Contributions that failed or were too slow (rule 2 of docs/ARCHITECTURE.md). */
  readonly missing: readonly WorklistContribution[]
}

/** Asks every service at once, each in its own try and time. */
export async function gather(context: OfficeContext, deps: Deps, within = patience): Promise<Gathered> {
  const answers = await Promise.all(
    deps.worklists.map(async (contribution) => {
      try {
        const items = await inTime(contribution.list(context, deps), within)
        return { items: items.map((item) => ({ ...item, service: contribution.service })), missing: [] }
      } catch {
        return { items: [], missing: [contribution] }
      }
    }),
  )
  return {
    items: answers.flatMap((answer) => answer.items),
    missing: answers.flatMap((answer) => answer.missing),
  }
}

/** One item that the person may see; undefined when it is not theirs to see, or not there. */
export async function findItem(
  context: OfficeContext,
  kind: string,
  id: string,
  deps: Deps,
): Promise<WorkItem | undefined> {
  const owner = deps.worklists.find(({ kinds }) => kinds.some((one) => one.kind === kind))
  if (!owner) return undefined
  if (owner.find) return owner.find(id, context, deps)
  return (await owner.list(context, deps)).find((item) => item.id === id)
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
