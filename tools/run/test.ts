import { existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { startPostgres } from '../postgres/index.ts'
import { ensureChromium } from './chromium.ts'
import { bin, runNode } from './processes.ts'
import { inData, messageOf, root, seconds } from './progress.ts'
import { failedOne, passedOne, playwrightResult, type Result, sumLine, vitestResult } from './results.ts'
import { buildWeb } from './web.ts'

/** `npm test`: everything that must hold. `npm test -- <word>`: only the tests whose path has the word in it. */

interface Step {
  readonly name: string
  readonly run: () => Promise<Result>
}

/** A program that says yes or no counts as one test. */
function check(name: string, args: readonly string[]): Step {
  return {
    name,
    run: async () => {
      const { code, output } = await runNode(args)
      return code === 0 ? passedOne : failedOne(output.trim())
    },
  }
}

function action(name: string, work: () => unknown): Step {
  return {
    name,
    run: async () => {
      await work()
      return passedOne
    },
  }
}

function vitest(name: string, args: readonly string[]): Step {
  return {
    name,
    run: async () => {
      const report = inData(`vitest-${name.replaceAll(' ', '-').toLowerCase()}.json`)
      rmSync(report, { force: true })
      const flags = ['run', '--passWithNoTests', '--reporter=json', `--outputFile=${report}`]
      const { code, output } = await runNode([bin('vitest', 'vitest.mjs'), ...flags, ...args])
      return vitestResult(report, code, output)
    },
  }
}

/** @param workers tests at a time, each with a server of its own */
function browser(filter: readonly string[], workers: number): Step {
  return {
    name: 'Browser tests',
    run: async () => {
      const report = inData('playwright.json')
      rmSync(report, { force: true })
      const args = [bin('@playwright/test', 'cli.js'), 'test', '--pass-with-no-tests', ...filter]
      const { code, output } = await runNode(args, {
        env: { LOMMA_E2E_REPORT: report, LOMMA_E2E_WORKERS: String(workers) },
      })
      return playwrightResult(report, code, output)
    },
  }
}

const tsc = bin('typescript', 'bin/tsc')
const shownApart = ['tools/architecture.test.ts', 'tools/architecture/**', 'tools/texts.test.ts', 'tools/texts/**']

/** Found or installed once; every step after it is told where. */
function nameChromium(): void {
  process.env.CHROME_PATH = ensureChromium()
}

/** One stage after the other; what stands in the same stage is done two at a time, or one where it takes the whole machine. */
function everything(): Step[][] {
  const quick = [
    action('Chromium', nameChromium),
    ...['pure', 'server', 'web', 'e2e'].map((part) => check(`Types (${part})`, [tsc, '-p', `tsconfig.${part}.json`])),
    check('Lint and format', [bin('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings', '.']),
    check('Unused code', [bin('knip', 'bin/knip.js')]),
    check('Licences', ['tools/licences.ts']),
    vitest('Architecture', ['tools/architecture']),
    vitest('Texts', ['tools/texts']),
    action('Web', buildWeb),
  ]
  const units = vitest(
    'Unit and use-case tests',
    shownApart.map((files) => `--exclude=${files}`),
  )
  return [quick, [check('Byte budget', ['tools/budget.ts'])], [units], [browser([], 3)]]
}

function some(words: readonly string[]): Step[][] {
  const tests = [vitest('Unit and use-case tests', words)]
  return hasBrowserTests(words) ? [tests, [action('Web', buildWeb)], [browser(words, 1)]] : [tests]
}

/** Two at a time; told as each ends. */
async function runStage(steps: readonly Step[]): Promise<Result[]> {
  const waiting = [...steps]
  const done: Result[] = []
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) done.push(await runStep(step))
  }
  await Promise.all([lane(), lane()])
  return done
}

function hasBrowserTests(words: readonly string[]): boolean {
  return ['services', 'journeys', 'apps']
    .filter((folder) => existsSync(`${root}/${folder}`))
    .flatMap((folder) =>
      readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    )
    .some((file) => file.endsWith('.e2e.ts') && words.some((word) => file.includes(word)))
}

async function runStep({ name, run }: Step): Promise<Result> {
  const begun = performance.now()
  const result = await run().catch((error: unknown) => failedOne(messageOf(error)))
  const count =
    result.passed + result.failed > 1 ? `${result.passed} passed${result.failed ? `, ${result.failed} not` : ''}, ` : ''
  console.log(`${result.failed ? '✗' : '✓'} ${name} (${count}${seconds(begun)})`)
  if (result.failed) console.log(`${result.details.replace(/^/gm, '    ')}\n`)
  return result
}

/** One test database server for all steps; the address is handed on in the environment. */
async function withDatabase(work: () => Promise<Result[]>): Promise<Result[]> {
  if (process.env.LOMMA_TEST_DATABASE_URL) return work()
  const server = await startPostgres({ dataDir: inData('test-postgres'), database: 'postgres', fast: true })
  try {
    process.env.LOMMA_TEST_DATABASE_URL = server.url
    return await work()
  } finally {
    await server.stop()
  }
}

async function main(): Promise<void> {
  const words = process.argv.slice(2)
  const begun = performance.now()
  await mkdir(inData(), { recursive: true })
  process.env.NODE_COMPILE_CACHE ??= inData('compile-cache')
  const stages = words.length > 0 ? some(words) : everything()
  const results = await withDatabase(async () => {
    const done: Result[] = []
    for (const stage of stages) done.push(...(await runStage(stage)))
    return done
  }).catch((error: unknown) => {
    console.log(messageOf(error))
    return [failedOne(messageOf(error))]
  })
  if (results.every(({ passed, failed }) => passed + failed === 0))
    results.push(failedOne(`No test has ${words.join(' or ')} in its path.`))
  const broken = results.some((result) => result.failed > 0)
  const last = results.at(-1)
  if (last?.failed && results.length > stages.flat().length) console.log(last.details)
  console.log(`\nTook ${seconds(begun)}`)
  console.log(sumLine(results))
  process.exitCode = broken ? 1 : 0
}

await main()
