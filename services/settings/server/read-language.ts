import { initialLanguage } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import type { Language, LanguageChoice } from '../contract/index.ts'
import { type PersonContext, personKey } from './person.ts'
import { keepInitialLanguage, languageOf } from './queries.ts'

/** The person's language. At the first sign-in a citizen's is asked of the contact register and kept (G5). */
export async function readLanguage(
  context: PersonContext,
  deps: Pick<Deps, 'db' | 'registers' | 'clock'>,
): Promise<LanguageChoice> {
  const person = personKey(context)
  const known = await languageOf(deps.db, person)
  if (known) return { language: known }
  const initial = await askRegister(context, deps)
  if (!initial) return { language: 'nb' }
  await keepInitialLanguage(deps.db, person, initial, deps.clock.now())
  return { language: initial }
}

/** Undefined when the register does not know or does not answer: then nothing is kept, and it is asked again. */
async function askRegister(
  { actor }: PersonContext,
  { registers }: Pick<Deps, 'registers'>,
): Promise<Language | undefined> {
  if (actor.kind !== 'citizen') return undefined
  try {
    const person = await registers.population.byCitizen(actor.citizen)
    return person && (await initialLanguage(registers, person.identityNumber))
  } catch {
    return undefined
  }
}
