import { type Route, route } from '@lomma/platform/http'
import { languageChoiceSchema } from '../contract/index.ts'
import { changeLanguage } from './change-language.ts'
import { readLanguage } from './read-language.ts'

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/settings/language',
    summary: 'The language of the person who is signed in',
    actors: ['citizen', 'practitioner', 'office'],
    response: languageChoiceSchema,
    handler: (_input, context, deps) => readLanguage(context, deps),
  }),
  route({
    method: 'put',
    path: '/settings/language',
    summary: 'Choose a language, for all devices',
    actors: ['citizen', 'practitioner', 'office'],
    body: languageChoiceSchema,
    response: languageChoiceSchema,
    handler: ({ body }, context, deps) => changeLanguage(body, context, deps),
  }),
]
