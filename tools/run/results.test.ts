import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failedOne, passedOne, playwrightResult, sumLine, vitestResult } from './results.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lomma-results-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function report(content: object): Promise<string> {
  const file = path.join(folder, 'report.json')
  await writeFile(file, JSON.stringify(content))
  return file
}

const test = (status: string, statuses: readonly string[]) => ({
  name: 'a.test.ts',
  status,
  message: status === 'failed' ? 'no such module' : '',
  assertionResults: statuses.map((one) => ({ status: one, fullName: one, failureMessages: [`why ${one}`] })),
})

it('counts tests, and a file that does not load as one', async () => {
  const file = await report({
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [test('failed', ['passed', 'failed']), test('passed', ['passed']), test('failed', [])],
  })
  const result = await vitestResult(file, 1, '')
  expect(result).toMatchObject({ passed: 2, failed: 2 })
  expect(result.details).toContain('why failed')
  expect(result.details).toContain('no such module')
})

it('does not believe a run that fails with nothing failed, or leaves no report', async () => {
  const good = await report({ numPassedTests: 3, numFailedTests: 0, testResults: [] })
  expect(await vitestResult(good, 0, '')).toMatchObject({ passed: 3, failed: 0 })
  expect(await vitestResult(good, 1, 'Unhandled rejection')).toMatchObject({
    passed: 3,
    failed: 1,
    details: 'Unhandled rejection',
  })
  expect(await vitestResult(path.join(folder, 'none.json'), 1, 'Out of memory')).toMatchObject({
    failed: 1,
    details: 'Out of memory',
  })
})

it('counts browser tests, and one that needed a second try as failed', async () => {
  const spec = {
    title: 'renews',
    file: 'a.e2e.ts',
    ok: false,
    tests: [{ status: 'unexpected', results: [{ error: { message: 'no button' } }] }],
  }
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 }
  const result = await playwrightResult(await report({ stats, suites: [{ suites: [{ specs: [spec] }] }] }), 1, '')
  expect(result).toMatchObject({ passed: 4, failed: 2 })
  expect(result.details).toContain('no button')
  const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
  const silent = await playwrightResult(
    await report({ stats: none, errors: [{ message: 'The server did not start' }] }),
    1,
    '',
  )
  expect(silent).toEqual({ passed: 0, failed: 1, details: 'The server did not start' })
})

it('sums up in one line', () => {
  expect(sumLine([passedOne, { passed: 10, failed: 2, details: '' }, failedOne('x')])).toBe('11 passed, 3 failed')
})
