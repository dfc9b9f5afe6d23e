import { describe, expect, it } from 'vitest'
import { type HeldAnswer, HeldAnswers, holdMs } from './held.ts'

/** A desk with a clock that moves when told, and a door that opens or not. */
function desk(door: () => Promise<void> = () => Promise.resolve()) {
  let now = 0
  let keys = 0
  const waiting: { at: number; act: () => void }[] = []
  const sent: { id: string; key: string; closing: boolean }[] = []
  const done: string[] = []
  const held = new HeldAnswers<string, string>({
    send(answer: HeldAnswer<string, string>, closing: boolean) {
      sent.push({ id: answer.id, key: answer.key, closing })
      return door()
    },
    sent: ({ id }) => done.push(id),
    failureOf: (error) => (error instanceof Error ? error.message : 'unknown'),
    newKey: () => `key-${++keys}`,
    now: () => now,
    later(act, ms) {
      const entry = { at: now + ms, act }
      waiting.push(entry)
      return () => void waiting.splice(waiting.indexOf(entry), waiting.includes(entry) ? 1 : 0)
    },
  })
  const pass = async (ms: number) => {
    now += ms
    for (const entry of [...waiting].filter(({ at }) => at <= now)) {
      waiting.splice(waiting.indexOf(entry), 1)
      entry.act()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { held, sent, done, pass }
}

describe('an answer held for ten seconds', () => {
  it('is sent when the time is out, once, and leaves the list', async () => {
    const { held, sent, done, pass } = desk()
    held.hold('a', 'approve')
    await pass(holdMs - 1)
    expect(sent).toEqual([])
    await pass(1)
    expect(sent).toEqual([{ id: 'a', key: 'key-1', closing: false }])
    expect(done).toEqual(['a'])
    expect(held.list()).toEqual([])
  })

  it('is not sent when it is undone', async () => {
    const { held, sent, pass } = desk()
    held.hold('a', 'approve')
    held.undo('a')
    await pass(holdMs * 2)
    expect(sent).toEqual([])
  })

  it('undoes the newest first', () => {
    const { held } = desk()
    held.hold('a', 'approve')
    held.hold('b', 'approve')
    expect(held.newest()?.id).toBe('b')
    held.undo('b')
    expect(held.newest()?.id).toBe('a')
  })

  it('is sent at once, to outlive the page, when the page closes; the timer then repeats the same key', async () => {
    const { held, sent, pass } = desk()
    held.hold('a', 'approve')
    held.flush()
    expect(sent).toEqual([{ id: 'a', key: 'key-1', closing: true }])
    await pass(holdMs)
    expect(sent).toEqual([
      { id: 'a', key: 'key-1', closing: true },
      { id: 'a', key: 'key-1', closing: false },
    ])
  })

  it('stays on the list with its reason when it fails, and is tried again with the same key', async () => {
    let open = false
    const { held, sent, pass } = desk(() => (open ? Promise.resolve() : Promise.reject(new Error('away'))))
    held.hold('a', 'approve')
    await pass(holdMs)
    expect(held.list()).toMatchObject([{ id: 'a', state: 'failed', failure: 'away' }])
    open = true
    await held.sendNow('a')
    expect(held.list()).toEqual([])
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['key-1']))
  })

  it('is replaced by another answer to the same item: the last word counts', async () => {
    const { held, sent, pass } = desk()
    held.hold('a', 'approve')
    await pass(holdMs / 2)
    held.hold('a', 'decline')
    await pass(holdMs / 2)
    expect(sent).toEqual([])
    await pass(holdMs / 2)
    expect(sent).toEqual([{ id: 'a', key: 'key-2', closing: false }])
  })
})
