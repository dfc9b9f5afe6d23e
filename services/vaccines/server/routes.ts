import { type Route, route } from '@lomma/platform/http'
import { vaccineListSchema } from '../contract/index.ts'
import { listVaccines } from './list.ts'

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/vaccines/list',
    summary: 'My vaccines: the programme by rule, and every vaccine given',
    actors: ['citizen'],
    response: vaccineListSchema,
    handler: (_input, context, deps) => listVaccines(context, deps),
  }),
]
