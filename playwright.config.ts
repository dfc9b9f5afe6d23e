import { defineConfig } from '@playwright/test'
import { freePort } from './tools/postgres/index.ts'
import { chromiumFlags, ensureChromium } from './tools/run/chromium.ts'

// Set once by the first process, inherited by its workers: all of them speak to the same server.
process.env.LOMMA_E2E_PORT ??= String(await freePort())
const origin = `http://localhost:${process.env.LOMMA_E2E_PORT}`

/** Browser tests on the real server with a fresh database and the demo world. All tests share that world, so one at a time. */
export default defineConfig({
  testDir: '.',
  testMatch: ['services/**/*.e2e.ts', 'journeys/**/*.e2e.ts', 'apps/**/*.e2e.ts'],
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.LOMMA_E2E_REPORT ? [['json', { outputFile: process.env.LOMMA_E2E_REPORT }]] : 'list',
  use: {
    baseURL: origin,
    browserName: 'chromium',
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 360, height: 740 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: ensureChromium(), args: [...chromiumFlags] },
  },
  webServer: {
    command: `"${process.execPath}" tools/run/e2e-server.ts`,
    url: `${origin}/health/ready`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
