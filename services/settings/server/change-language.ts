import type { Refusal } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { LanguageChoice } from '../contract/index.ts'
import { type PersonContext, personKey } from './person.ts'
import { chooseLanguage } from './queries.ts'

/** Keeps the language the person chose. */
export function changeLanguage(
  { language }: LanguageChoice,
  context: PersonContext,
  { store }: Pick<Deps, 'store'>,
): Promise<LanguageChoice | Refusal> {
  return store.command<LanguageChoice>(context, async (tx) => {
    await chooseLanguage(tx.sql, personKey(context), language, tx.now)
    return { language }
  })
}
