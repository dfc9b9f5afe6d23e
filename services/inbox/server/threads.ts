import { lastAt, readThreads } from '@lomma/platform/dialogue'
import type { Deps, HomeItem, InboxItem } from '@lomma/platform/service'
import type { Thread, Turn } from '@lomma/platform/thread'
import type { CitizenContext } from './list.ts'

const whoseTurn: Readonly<Record<Turn, 'you' | 'them' | null>> = { citizen: 'you', office: 'them', nobody: null }

const hrefOf = ({ id }: Thread): string => `/innboks/${id}`

const reads = new WeakMap<CitizenContext, Promise<readonly Thread[]>>()

/** One context is one request: its lists come from one reading. */
function threadsOf(context: CitizenContext, deps: Deps): Promise<readonly Thread[]> {
  const reading = reads.get(context) ?? readThreads(context, deps)
  reads.set(context, reading)
  return reading
}

/** Conversations of every kind, each one line however long it is. */
export async function threadItems(context: CitizenContext, since: Date, deps: Deps): Promise<InboxItem[]> {
  const threads = await threadsOf(context, deps)
  return threads.filter((thread) => new Date(lastAt(thread)) > since).map(itemOf)
}

function itemOf(thread: Thread): InboxItem {
  const { id, kind, title, topic, office, withWhom, state, turn, unread, messages } = thread
  return {
    id: `inbox.thread.${id}`,
    kind: 'thread',
    title: { key: title },
    ...(topic ? { detail: { key: 'inbox.thread.topic', params: { topic } } } : {}),
    from: withWhom ?? office,
    at: lastAt(thread),
    unread: unread > 0,
    href: hrefOf(thread),
    whoseTurn: whoseTurn[turn],
    state: { key: `inbox.thread.state.${state}` },
    searchText: [kind, office, ...messages.map(({ text }) => text)].join(' '),
  }
}

/** What the citizen must do: answer what the office asked, or call when the office is late. */
export async function threadTodo(context: CitizenContext, deps: Deps): Promise<HomeItem[]> {
  const threads = await threadsOf(context, deps)
  return threads.flatMap((thread): HomeItem[] => {
    const { id, office, turn, late, answerBy } = thread
    if (turn === 'citizen')
      return [
        {
          id: `inbox.answer.${id}`,
          title: { key: 'inbox.home.answer', params: { office } },
          detail: { key: thread.title },
          href: hrefOf(thread),
          action: { key: 'inbox.home.answerAct' },
        },
      ]
    if (!late) return []
    return [
      {
        id: `inbox.late.${id}`,
        title: { key: 'inbox.home.late', params: { office } },
        detail: { key: thread.title },
        ...(answerBy ? { at: answerBy } : {}),
        href: hrefOf(thread),
        action: { key: 'inbox.home.lateAct' },
      },
    ]
  })
}

/** Answers that are on their way. */
export async function threadsComing(context: CitizenContext, deps: Deps): Promise<HomeItem[]> {
  const threads = await threadsOf(context, deps)
  return threads.flatMap((thread): HomeItem[] => {
    const { id, office, late, answerBy } = thread
    if (late || !answerBy) return []
    return [
      {
        id: `inbox.awaited.${id}`,
        title: { key: 'inbox.home.awaited', params: { office } },
        detail: { key: thread.title },
        at: answerBy,
        href: hrefOf(thread),
      },
    ]
  })
}

/** Messages that have come since last time and are not read. */
export async function threadNews(context: CitizenContext, since: Date, deps: Deps): Promise<HomeItem[]> {
  const threads = await threadsOf(context, deps)
  return threads.flatMap((thread): HomeItem[] => {
    const { id, office, withWhom, unread, messages } = thread
    const newest = messages.findLast(({ side, readAt }) => side === 'office' && readAt === null)
    if (unread === 0 || !newest || new Date(newest.sent) <= since) return []
    return [
      {
        id: `inbox.message.${id}`,
        title: { key: 'inbox.home.message', params: { from: newest.from || withWhom || office } },
        detail: { key: thread.title },
        at: newest.sent,
        href: hrefOf(thread),
      },
    ]
  })
}
