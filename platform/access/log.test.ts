import { describe, expect, test } from 'vitest'
import { type AccessLog, asOneLook, type Context, createAccessLog, type LogFact } from './index.ts'

const context: Context = {
  actor: { kind: 'citizen', citizen: 'kari', name: 'Kari' },
  purpose: { code: 'SELF' },
  requestId: 'r',
  door: 'portal',
}
const look = (type: string): LogFact => ({ citizen: 'kari', action: 'search', types: [type] })
const now = () => new Date('2026-04-13T08:00:00Z')

/** A log whose lines land in a list; the database behind it is a statement that takes them. */
function keeping(fail = false): { log: AccessLog; lines: { types: string[] }[] } {
  const lines: { types: string[] }[] = []
  const db = {
    unsafe: async (_text: string, [json = '']: readonly string[]) => {
      if (fail) throw new Error('the disk is full')
      lines.push(...JSON.parse(json))
    },
  }
  return { log: createAccessLog(db as never), lines }
}

describe('the looks of one request', () => {
  test('are one line, written when it is through and before its answer is handed over', async () => {
    const { log, lines } = keeping()
    const answer = await asOneLook(log, context, now, async () => {
      await log.append(context, now(), [look('Task')])
      await log.append(context, now(), [look('Patient')])
      expect(lines).toEqual([])
      return 'answer'
    })
    expect(answer).toBe('answer')
    expect(lines.map(({ types }) => types)).toEqual([['Task', 'Patient']])
  })

  test('are written also when it fails', async () => {
    const { log, lines } = keeping()
    const failing = asOneLook(log, context, now, async () => {
      await log.append(context, now(), [look('Task')])
      throw new Error('later')
    })
    await expect(failing).rejects.toThrow('later')
    expect(lines).toHaveLength(1)
  })

  test('that cannot be written keep the answer back', async () => {
    const { log } = keeping(true)
    const answer = asOneLook(log, context, now, async () => {
      await log.append(context, now(), [look('Task')])
      return 'answer'
    })
    await expect(answer).rejects.toThrow('the disk is full')
  })

  test('that come after it, by a part nobody waited for, are written at once', async () => {
    const { log, lines } = keeping()
    await asOneLook(log, context, now, async () => 'answer')
    await log.append(context, now(), [look('Task')])
    expect(lines).toHaveLength(1)
  })

  test('of another request are not held back by it', async () => {
    const { log, lines } = keeping()
    await asOneLook(log, context, now, async () => {
      await log.append({ ...context, requestId: 'other' }, now(), [look('Task')])
      expect(lines).toHaveLength(1)
    })
  })
})
