import type { HomeContribution, InboxContribution } from '@lomma/platform/service'
import { letterItems, letterNews } from './letters.ts'
import { threadItems, threadNews, threadsComing, threadTodo } from './threads.ts'

const types = ['Task', 'Communication', 'DocumentReference'] as const

/** What belongs to no one service: conversations of every kind, and letters. */
export const ownLines: InboxContribution = {
  service: 'inbox',
  reads: types,
  async list(context, since, deps) {
    const [threads, letters] = await Promise.all([threadItems(context, since, deps), letterItems(context, since, deps)])
    return [...threads, ...letters]
  },
}

export const home: HomeContribution = {
  service: 'inbox',
  reads: types,
  todo: threadTodo,
  comingUp: threadsComing,
  async news(context, since, deps) {
    const [threads, letters] = await Promise.all([threadNews(context, since, deps), letterNews(context, since, deps)])
    return [...threads, ...letters]
  },
}
