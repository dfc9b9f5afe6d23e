import type { CitizenReply, Thread } from '@lomma/platform/thread'
import { api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { ArchiveCommand, Arrival, Badge, Done, Inbox, LetterView, ReadCommand } from '../contract/index.ts'
import { tellOtherTabs } from './tabs.ts'

export const useInbox = (years: number): Query<Inbox> =>
  useQuery(`inbox.entries.${years}`, () => api.get<Inbox>(`/inbox/entries?years=${years}`))

/** The key is shared with the front page, so that both show the same. */
export const useBadge = (): Query<Badge> => useQuery('inbox.badge', () => api.get<Badge>('/inbox/badge'))

/** Asked by the page itself, often: does not keep the session alive. */
export const fetchArrival = (): Promise<Arrival> => api.get<Arrival>('/inbox/arrival', { background: true })

export const useOpened = (): Command<ReadCommand, Done> =>
  useCommand((input, idempotencyKey) => api.post<Done>('/inbox/opened', input, { idempotencyKey, keepalive: true }), {
    invalidates: ['inbox'],
    onDone: tellOtherTabs,
  })

export const useArchive = (): Command<ArchiveCommand, Done> =>
  useCommand((input, idempotencyKey) => api.post<Done>('/inbox/archive', input, { idempotencyKey }), {
    invalidates: ['inbox'],
    onDone: tellOtherTabs,
  })

const path = (thread: string) => `/inbox/threads/${encodeURIComponent(thread)}`

export const useThread = (thread: string): Query<Thread> =>
  useQuery(`inbox.thread.${thread}`, () => api.get<Thread>(path(thread)))

/** What a conversation changes: itself, the list, the badge, the front page. */
const changed = { invalidates: ['inbox', 'home'], onDone: tellOtherTabs } as const

export const useMarkRead = (thread: string): Command<Record<string, never>, Thread> =>
  useCommand((input, idempotencyKey) => api.post<Thread>(`${path(thread)}/read`, input, { idempotencyKey }), changed)

export const useReply = (thread: string): Command<CitizenReply, Thread> =>
  useCommand((input, idempotencyKey) => api.post<Thread>(`${path(thread)}/reply`, input, { idempotencyKey }), changed)

export const useWithdraw = (thread: string): Command<Record<string, never>, Thread> =>
  useCommand(
    (input, idempotencyKey) => api.post<Thread>(`${path(thread)}/withdraw`, input, { idempotencyKey }),
    changed,
  )

const letterPath = (letter: string) => `/inbox/letters/${encodeURIComponent(letter)}`

export const useLetter = (letter: string): Query<LetterView> =>
  useQuery(`inbox.letter.${letter}`, () => api.get<LetterView>(letterPath(letter)))

export const useLetterRead = (letter: string): Command<Record<string, never>, LetterView> =>
  useCommand(
    (input, idempotencyKey) => api.post<LetterView>(`${letterPath(letter)}/read`, input, { idempotencyKey }),
    changed,
  )
