import { api, type Query, useQuery } from '@lomma/platform/web'
import type { Front, Inbox } from '../contract/index.ts'

export const useFront = (): Query<Front> => useQuery('home.front', () => api.get<Front>('/home/front'))
export const useInbox = (): Query<Inbox> => useQuery('home.inbox', () => api.get<Inbox>('/home/inbox'))
