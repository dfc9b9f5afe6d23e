import { demoId } from '@lomma/platform/demo'
import { beginThread, type ThreadKind, threadParts } from '@lomma/platform/dialogue'
import { isRefusal } from '@lomma/platform/errors'
import type { Deps, ServerPlugin } from '@lomma/platform/service'
import { contextOf } from '@lomma/platform/testing'

/** A kind of conversation of nobody's, so that the inbox has one to read, answer and take back. */
const kind: ThreadKind = {
  code: 'walk',
  service: 'walk',
  offer: 'contact',
  word: 'tur',
  title: 'inbox.thread.page',
  againHref: null,
  sensitivity: 'administrative',
  answerDays: 5,
  unreadDays: 3,
  attach: { citizen: true, office: true },
  begins: ['citizen'],
  to: 'gp-office',
}

export const walkPlugin: ServerPlugin = { service: 'walk', ...threadParts('walk', [kind]) }

type Call = (method: string, route: string, body?: unknown, filled?: string) => Promise<unknown>

/** A citizen reads a letter, answers in one conversation, takes another back, puts lines away. */
export async function walkInbox(call: Call, who: { citizen: string; name: string }, deps: Deps): Promise<void> {
  const letter = '/inbox/letters/{letter}'
  const id = demoId('letter', 'everyday/Takk for at du svarte')
  await call('GET', letter, undefined, letter.replace('{letter}', id))
  await call('POST', `${letter}/read`, {}, `${letter.replace('{letter}', id)}/read`)
  const route = '/inbox/threads/{thread}'
  for (const act of ['reply', 'withdraw']) {
    const context = contextOf({ kind: 'citizen', ...who } as const, { idempotencyKey: `walk-inbox-${act}` })
    const begun = await beginThread(context, kind, { topic: 'Tur', text: 'Hei.' }, deps)
    if (isRefusal(begun)) throw new Error(begun.refused)
    const at = route.replace('{thread}', begun.thread)
    await call('GET', route, undefined, at)
    await call('POST', `${route}/read`, {}, `${at}/read`)
    await call(
      'POST',
      `${route}/${act}`,
      act === 'reply' ? { text: 'Og en ting til.', attachments: [] } : {},
      `${at}/${act}`,
    )
  }
  await call('POST', '/inbox/opened', { ids: ['a-line', 'another'] })
  await call('POST', '/inbox/archive', { ids: ['a-line', 'another'], archived: true })
}
