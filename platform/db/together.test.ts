import { describe, expect, test } from 'vitest'
import { together } from './together.ts'

const turn = () => new Promise<void>((over) => setImmediate(over))

describe('look-ups that are made together', () => {
  test('of one turn are one statement, each key once', async () => {
    const asked: string[][] = []
    const find = together(async (keys) => {
      asked.push([...keys])
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]))
    })
    expect(await Promise.all([find('a'), find('b'), find('a'), find('none')])).toEqual(['A', 'B', 'A', undefined])
    expect(asked).toEqual([['a', 'b', 'none']])
  })

  test('that come while one is under way are asked afterwards: no answer is older than its question', async () => {
    let value = 1
    let release = () => {}
    const find = together(async (keys) => {
      const read = value
      await new Promise<void>((go) => {
        release = go
      })
      return new Map(keys.map((key) => [key, read]))
    })
    const first = find('a')
    await turn()
    await turn()
    value = 2
    const second = find('a')
    release()
    expect(await first).toBe(1)
    await turn()
    release()
    expect(await second).toBe(2)
  })

  test('fail together, and the next goes on', async () => {
    let down = true
    const find = together(async (keys) => {
      if (down) throw new Error('down')
      return new Map(keys.map((key) => [key, 1]))
    })
    const failed = await Promise.allSettled([find('a'), find('b')])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    down = false
    expect(await find('a')).toBe(1)
  })
})
