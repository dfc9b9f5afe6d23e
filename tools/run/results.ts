import { readFile } from 'node:fs/promises'

/** What one step of `npm test` came to. */
export interface Result {
  readonly passed: number
  readonly failed: number
  /** Shown when something failed. */
  readonly details: string
}

export const passedOne: Result = { passed: 1, failed: 0, details: '' }

export function failedOne(details: string): Result {
  return { passed: 0, failed: 1, details }
}

/** The last line of `npm test`. */
export function sumLine(results: readonly Result[]): string {
  const total = (pick: (result: Result) => number) => results.reduce((sum, result) => sum + pick(result), 0)
  return `${total((result) => result.passed)} passed, ${total((result) => result.failed)} failed`
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[] | null
    }[]
  }[]
}

/** Counts a vitest run from its JSON report. A file that does not load, and a run that fails without a report, count as failed. */
export async function vitestResult(file: string, code: number, output: string): Promise<Result> {
  const report = await readReport<VitestReport>(file)
  if (!report) return failedOne(tail(output))
  const broken = report.testResults.filter(
    (test) => test.status === 'failed' && test.assertionResults.every((one) => one.status !== 'failed'),
  )
  const details = [
    ...broken.map((test) => `${test.name}\n  ${test.message ?? 'did not load'}`),
    ...report.testResults.flatMap((test) =>
      test.assertionResults
        .filter((one) => one.status === 'failed')
        .map(
          (one) =>
            `${test.name}\n  ${one.fullName}\n${indent(withoutForeignFrames((one.failureMessages ?? []).join('\n')))}`,
        ),
    ),
  ]
  const failed = report.numFailedTests + broken.length
  if (code !== 0 && failed === 0) return { passed: report.numPassedTests, failed: 1, details: tail(output) }
  return { passed: report.numPassedTests, failed, details: details.join('\n\n') }
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly file: string
    readonly ok: boolean
    readonly tests: readonly {
      readonly status: string
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
    }[]
  }[]
}

interface PlaywrightReport extends PlaywrightSuite {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors?: readonly { readonly message?: string }[]
}

/** Counts a playwright run from its JSON report. A test that needed a second try counts as failed. */
export async function playwrightResult(file: string, code: number, output: string): Promise<Result> {
  const report = await readReport<PlaywrightReport>(file)
  if (!report) return failedOne(tail(output))
  const failed = report.stats.unexpected + report.stats.flaky
  const errors = (report.errors ?? []).map((error) => error.message ?? '')
  const details = [...errors, ...failures(report)].join('\n\n')
  if (code !== 0 && failed === 0) return { passed: report.stats.expected, failed: 1, details: details || tail(output) }
  return { passed: report.stats.expected, failed, details }
}

function failures(suite: PlaywrightSuite): string[] {
  const own = (suite.specs ?? [])
    .filter((spec) => !spec.ok)
    .map((spec) => {
      const messages = spec.tests.flatMap((test) => test.results.map((result) => result.error?.message ?? ''))
      return `${spec.file}\n  ${spec.title}\n${indent(messages.join('\n'))}`
    })
  return [...own, ...(suite.suites ?? []).flatMap(failures)]
}

async function readReport<T>(file: string): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text ? JSON.parse(text) : undefined
}

function withoutForeignFrames(message: string): string {
  return message.replace(/^\s+at .*(node_modules|node:internal|<anonymous>).*\n?/gm, '').trimEnd()
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ')
}

function tail(output: string): string {
  return output.split('\n').slice(-40).join('\n').trim() || 'It ended without a word.'
}
