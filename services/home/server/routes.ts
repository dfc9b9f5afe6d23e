import { type Route, route } from '@lomma/platform/http'
import { frontSchema, municipalitySchema } from '../contract/index.ts'
import { readFront } from './front.ts'
import { readMunicipality } from './municipality.ts'

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/home/front',
    summary: 'The front page: what to do, what is coming, what is new',
    actors: ['citizen'],
    response: frontSchema,
    handler: (_input, context, deps) => readFront(context, deps),
  }),
  route({
    method: 'get',
    path: '/home/municipality',
    summary: 'The municipality where the citizen lives, and its phone',
    actors: ['citizen'],
    response: municipalitySchema,
    handler: (_input, context, deps) => readMunicipality(context, deps),
  }),
]
