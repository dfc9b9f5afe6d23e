import { defineConfig } from '@playwright/test'
import { freePort } from './tools/postgres/index.ts'
import { chromiumFlags, ensureChromium } from './tools/run/chromium.ts'

// How many tests go at a time, each worker with a server and a world of its own. One, unless the whole suite runs.
const workers = Number(process.env.LOMMA_E2E_WORKERS ?? 1)
// Set once by the first process, inherited by its workers: the browser, and each one's own server.
process.env.CHROME_PATH ||= ensureChromium()
process.env.LOMMA_E2E_PORTS ??= (await Promise.all(Array.from({ length: workers }, () => freePort()))).join()
const ports = process.env.LOMMA_E2E_PORTS.split(',')
const originOf = (port: string | undefined) => `http://localhost:${port}`

const port = ports[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
process.env.LOMMA_E2E_PORT = port

/** Browser tests on the real server with a fresh database and the demo world. The tests of one worker share that world, one at a time. */
export default defineConfig({
  testDir: '.',
  testMatch: ['services/**/*.e2e.ts', 'journeys/**/*.e2e.ts', 'apps/**/*.e2e.ts'],
  outputDir: 'test-results',
  workers,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.LOMMA_E2E_REPORT ? [['json', { outputFile: process.env.LOMMA_E2E_REPORT }]] : 'list',
  use: {
    baseURL: originOf(port),
    browserName: 'chromium',
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 360, height: 740 },
    screenshot: 'only-on-failure',
    // Costs a fifth of the time: LOMMA_E2E_TRACE=1 when a failure is to be looked into.
    trace: process.env.LOMMA_E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: process.env.CHROME_PATH, args: [...chromiumFlags] },
  },
  webServer: ports.map((one) => ({
    command: `"${process.execPath}" tools/run/e2e-server.ts`,
    env: { LOMMA_E2E_PORT: one },
    url: `${originOf(one)}/health/ready`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
    reuseExistingServer: false,
    stdout: 'ignore' as const,
    stderr: 'pipe' as const,
  })),
})
