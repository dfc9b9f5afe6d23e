import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { providerRecords } from './provider-records.ts'

/** The library looks before it writes; between the two another node may have written. Then the database decides. */
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

const of = (model: string, realm = 'oauth') => providerRecords(database.db, realm)(model)
const outcomes = async (calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).map(({ status }) => status).sort()

test('the id of an assertion is written once', async () => {
  const record = { jti: 'once', kind: 'ReplayDetection' }
  const calls = [1, 2, 3].map(() => of('ReplayDetection').upsert('once', record, 60))
  expect(await outcomes(calls)).toEqual(['fulfilled', 'rejected', 'rejected'])
  await of('ReplayDetection').upsert('old', record, -1)
  await of('ReplayDetection').upsert('old', record, 60)
  expect(await of('ReplayDetection', 'citizen').find('old')).toBeUndefined()
})

test('a code is consumed once', async () => {
  await of('AuthorizationCode').upsert('code', { jti: 'code', grantId: 'grant' }, 60)
  expect(await of('AuthorizationCode').find('code')).not.toHaveProperty('consumed')
  const calls = [1, 2, 3].map(() => of('AuthorizationCode').consume('code'))
  expect(await outcomes(calls)).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(await of('AuthorizationCode').find('code')).toMatchObject({ consumed: expect.any(Number) })
})

test('what has expired is not found, and what is revoked is gone', async () => {
  await of('Session').upsert('late', { jti: 'late', uid: 'late-uid' }, -1)
  expect(await of('Session').find('late')).toBeUndefined()
  expect(await of('Session').findByUid('late-uid')).toBeUndefined()
  await of('Session').upsert('s', { jti: 's', uid: 'uid' }, 60)
  expect(await of('Session').findByUid('uid')).toMatchObject({ jti: 's' })
  await of('AccessToken').upsert('t', { jti: 't', grantId: 'g' }, 60)
  await of('AccessToken').revokeByGrantId('g')
  expect(await of('AccessToken').find('t')).toBeUndefined()
})
