import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored } from '@lomma/platform/fhir'
import type { Deps, HomeItem, InboxItem } from '@lomma/platform/service'
import type { LetterView } from '../contract/index.ts'
import { isLetter, type Letter, type LetterResource, readLetter } from '../fhir/letter.ts'
import type { CitizenContext } from './list.ts'
import { addArrival, keepRead } from './queries.ts'

const lineOf = ({ id }: Letter): string => `inbox.letter.${id}`
const hrefOf = ({ id }: Letter): string => `/innboks/brev/${id}`

async function lettersOf(context: CitizenContext, { store }: Pick<Deps, 'store'>): Promise<Stored<LetterResource>[]> {
  const found = await store.as(context).readCitizen(context.actor.citizen, ['Communication', 'DocumentReference'])
  return found.filter(isLetter)
}

/** Letters that have come since then. */
export async function letterItems(context: CitizenContext, since: Date, deps: Deps): Promise<InboxItem[]> {
  const letters = (await lettersOf(context, deps)).map(readLetter)
  return letters
    .filter(({ at }) => new Date(at) > since)
    .map((letter) => ({
      id: lineOf(letter),
      kind: 'letter',
      title: { key: 'inbox.letter.line', params: { title: letter.title } },
      from: letter.from,
      at: letter.at,
      unread: letter.readAt === null,
      href: hrefOf(letter),
      searchText: letter.text,
    }))
}

/** Letters that have come since last time. */
export async function letterNews(context: CitizenContext, since: Date, deps: Deps): Promise<HomeItem[]> {
  const letters = (await lettersOf(context, deps)).map(readLetter)
  return letters
    .filter(({ at, readAt }) => readAt === null && new Date(at) > since)
    .map((letter) => ({
      id: lineOf(letter),
      title: { key: 'inbox.letter.line', params: { title: letter.title } },
      ...(letter.from ? { detail: { key: 'inbox.letter.from', params: { from: letter.from } } } : {}),
      at: letter.at,
      href: hrefOf(letter),
    }))
}

/** One letter of the citizen's own. */
export async function showLetter(context: CitizenContext, id: string, deps: Deps): Promise<LetterView | Refusal> {
  const letter = (await lettersOf(context, deps)).find((one) => one.id === id)
  if (!letter) return refuse('not-found', 404)
  const { files, ...rest } = readLetter(letter)
  return { ...rest, files: [...files] }
}

/** The citizen has opened it: the sender sees that in the letter itself, where its form can say so. */
export async function openLetter(context: CitizenContext, id: string, deps: Deps): Promise<LetterView | Refusal> {
  const { citizen } = context.actor
  const done = await deps.store.command(context, async (tx) => {
    const letters = await tx.readCitizen(citizen, ['Communication', 'DocumentReference'])
    const letter = letters.filter(isLetter).find((one) => one.id === id)
    if (!letter) return refuse('not-found', 404)
    if (letter.resourceType === 'Communication' && letter.received === undefined)
      await tx.update({ ...letter, received: tx.now.toISOString() })
    await keepRead(tx.sql, citizen, [lineOf(readLetter(letter))], tx.now)
    await addArrival(tx.sql, citizen, tx.now, 'inbox')
    return { id }
  })
  return isRefusal(done) ? done : showLetter(context, id, deps)
}
