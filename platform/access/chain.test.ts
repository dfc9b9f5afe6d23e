import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type Seal, sealLog, verifyLog } from './chain.ts'
import { logInTransaction } from './log.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
}, 120_000)
afterAll(() => database.drop())
beforeEach(() => database.owner`truncate access.log, access.seal`)

const at = new Date('2026-04-13T08:00:00.123Z')
async function look(citizen: string, sql = database.db): Promise<void> {
  const actor = { kind: 'citizen', citizen, name: 'Kåre "Ø" Ås' } as const
  const context = { actor, purpose: { code: 'SELF' }, requestId: 'r', door: 'portal' } as const
  await logInTransaction(sql, context, at, [{ citizen, action: 'read', types: ['Task', 'Patient'] }])
}
/** Seals all there is, when the transactions of the other tests' databases that began before have ended: they are waited for too. */
async function seal(): Promise<Seal | undefined> {
  for (;;) {
    const [now] = await database.db<{ calm: boolean }[]>`
      select coalesce(max(xact), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as calm from access.log`
    if (now?.calm) return sealLog(database.db)
    await pause(20)
  }
}
/** Three seals over five lines. */
async function sealed(): Promise<void> {
  for (const citizens of [['a', 'b'], ['c'], ['d', 'e']]) {
    for (const one of citizens) await look(one)
    await seal()
  }
}
const faults = async () => (await verifyLog(database.db)).faults

describe('the log of access is a chain (G8)', () => {
  it('of seals that follow on one another and hold; what is not sealed yet is counted', async () => {
    await sealed()
    await look('f')
    expect(await verifyLog(database.db)).toMatchObject({ seals: 3, lines: 5, unsealed: 1, faults: [], last: { nr: 3 } })
    expect(await seal()).toMatchObject({ nr: 4, lines: 1 })
    expect(await seal()).toBeUndefined()
  })

  it('is empty where nobody has looked', async () => {
    expect(await sealLog(database.db)).toBeUndefined()
    expect(await verifyLog(database.db)).toEqual({ seals: 0, lines: 0, unsealed: 0, last: undefined, faults: [] })
  })

  it.each([
    ['a name is changed', "update access.log set actor_name = 'En annen' where citizen = 'c'", 2, 'lines'],
    ['the time is changed', "update access.log set at = at + interval '1 microsecond' where citizen = 'c'", 2, 'lines'],
    ['what was seen is changed', "update access.log set types = '{Task}' where citizen = 'c'", 2, 'lines'],
    ['a line is taken out', "delete from access.log where citizen = 'a'", 1, 'lines'],
    ['all lines of a seal are taken out', "delete from access.log where citizen = 'c'", 2, 'lines'],
    [
      'a line is put in',
      `insert into access.log (citizen, at, request_id, actor_kind, actor_id, actor_name, action, types, purpose, door, xact)
       select 'x', at, request_id, actor_kind, actor_id, actor_name, action, types, purpose, door, xact
       from access.log where citizen = 'd'`,
      3,
      'lines',
    ],
    ['a seal is taken out', 'delete from access.seal where nr = 2', 3, 'order'],
    ['the first seal is taken out', 'delete from access.seal where nr = 1', 2, 'order'],
    ['a hash is changed', "update access.seal set hash = sha256('x') where nr = 2", 3, 'lines'],
  ])('when %s it is seen', async (_what, change, nr, what) => {
    await sealed()
    await database.owner.unsafe(change)
    expect(await faults()).toContainEqual({ nr, what })
  })

  it('made anew by the owner of the database it is not the one whose seal was kept elsewhere', async () => {
    await sealed()
    const { last } = await verifyLog(database.db)
    await database.owner.unsafe("truncate access.seal; delete from access.log where citizen = 'a'")
    await seal()
    expect(await faults()).toEqual([])
    const { faults: found } = await verifyLog(database.db, last)
    expect(found).toEqual([{ nr: 3, what: 'other' }])
  })

  it('takes no line after one whose transaction is still under way, and loses neither', async () => {
    await database.db.begin(async (slow) => {
      await look('slow', slow as never)
      await look('fast')
      expect(await sealLog(database.db)).toBeUndefined()
    })
    expect(await seal()).toMatchObject({ lines: 2 })
    expect(await faults()).toEqual([])
  })

  it('is one, however many nodes seal at once', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all([look('a'), look('b'), sealLog(database.db), sealLog(database.db), look('c')])
    }
    await seal()
    expect(await verifyLog(database.db)).toMatchObject({ lines: 15, unsealed: 0, faults: [] })
  })

  it('may be added to by the server, and never changed by it', async () => {
    await sealed()
    for (const act of ['update access.seal set lines = 0', 'delete from access.seal', 'truncate access.seal'])
      await expect(database.db.unsafe(act)).rejects.toThrow('permission denied')
  })
})
