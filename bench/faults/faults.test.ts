import { expect, test } from 'vitest'
import { inData } from '../../tools/run/progress.ts'
import { fuzz } from './fuzz.ts'
import { Ground } from './ground.ts'
import { kills, restarts } from './misfortunes.ts'

/** The bench of misfortune in short; `npm run faults` is the whole, with the full disk. */
const intact = { lost: 0, doubled: 0, unlogged: 0, astray: 0 }

test('kill -9 of server and database, and a restart, under write load: nothing lost, nothing twice, all logged', async () => {
  const ground = await Ground.prepare(inData('faults-test-postgres'), 'faults')
  try {
    const killed = await kills(ground, 2)
    expect(killed.proof).toMatchObject(intact)
    expect(killed.unclean).toEqual([])
    const restarted = await restarts(ground, 1, 500)
    expect(restarted.proof).toMatchObject(intact)
    expect(restarted.unclean).toEqual([])
    expect(restarted.heard['503']).toBeGreaterThan(0)
    expect(restarted.longestMs).toBeLessThan(8000)
  } finally {
    await ground.close()
  }
}, 120_000)

test('three thousand hostile requests: never a 500, never a hang', async () => {
  const { faults, cases, heard } = await fuzz(3000, 7)
  expect(faults).toEqual([])
  expect(cases).toBe(3000)
  for (const status of ['200', '201', '400', '404', '422']) expect(heard[status], status).toBeGreaterThan(0)
}, 120_000)
