import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from './api.ts'
import { createRunner } from './command.ts'

const offline = () => Promise.reject(new ApiError({ kind: 'offline' }))
const refused = () => Promise.reject(new ApiError({ kind: 'refused', code: 'too-early', status: 422, params: {} }))

function commandOf(send: (input: string, key: string) => Promise<string>) {
  const states: object[] = []
  const latest = { current: { send, options: {} } }
  return { ...createRunner<string, string>(latest, (state) => states.push(state)), states }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a command', () => {
  it('is sent once on a double click', async () => {
    const send = vi.fn(async () => 'done')
    const { run } = commandOf(send)
    const results = await Promise.all([run('a'), run('a')])
    expect(results).toEqual(['done', 'done'])
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('is sent again with the same key while the network is away, and says that it waits', async () => {
    const keys: string[] = []
    const { run, states } = commandOf((_input, key) => {
      keys.push(key)
      return keys.length < 3 ? offline() : Promise.resolve('done')
    })
    const result = run('a')
    await vi.runAllTimersAsync()
    expect(await result).toBe('done')
    expect(new Set(keys).size).toBe(1)
    expect(states).toContainEqual({ pending: true, waiting: true })
    expect(states.at(-1)).toEqual({ pending: false, waiting: false, result: 'done' })
  })

  it('gives up in the end, and "try again" is still the same intention', async () => {
    const keys: string[] = []
    const { run, states } = commandOf((_input, key) => {
      keys.push(key)
      return offline()
    })
    const first = run('a')
    await vi.runAllTimersAsync()
    expect(await first).toBeUndefined()
    expect(states.at(-1)).toMatchObject({ failure: { kind: 'offline' } })
    const second = run('a')
    await vi.runAllTimersAsync()
    await second
    expect(keys.length).toBe(8)
    expect(new Set(keys).size).toBe(1)
  })

  it('is not sent again when a rule says no', async () => {
    const send = vi.fn(refused)
    const { run, states } = commandOf(send)
    await run('a')
    expect(send).toHaveBeenCalledTimes(1)
    expect(states.at(-1)).toMatchObject({ failure: { kind: 'refused', code: 'too-early' } })
  })

  it('is a new intention after success, and when the input is another', async () => {
    const keys: string[] = []
    const { run } = commandOf(async (_input, key) => {
      keys.push(key)
      return 'done'
    })
    await run('a')
    await run('a')
    await run('b')
    expect(new Set(keys).size).toBe(3)
  })
})
