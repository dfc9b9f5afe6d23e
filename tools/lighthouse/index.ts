import { mkdir, writeFile } from 'node:fs/promises'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { throttling } from 'lighthouse/core/config/constants.js'
import { freePort } from '../postgres/index.ts'
import { chromiumFlags, ensureWholeChromium } from '../run/chromium.ts'
import { inData, messageOf, step } from '../run/progress.ts'
import { sessionCookie } from '../run/sign-in.ts'
import { buildWeb } from '../run/web.ts'
import { startWorld } from '../run/world.ts'

/**
 * `npm run lighthouse`: a mid-tier phone on a slow network opens sign-in, the front page and the prescriptions of a fresh demo world.
 * Reports go to `.data/lighthouse/`. Fails when a score is under its bar. Measured on a quiet machine only.
 */
const bars = { performance: 95, accessibility: 100, 'best-practices': 95 } as const
type Category = keyof typeof bars

const pages = [
  { name: 'sign-in', path: '/logg-inn', signedIn: false },
  { name: 'front-page', path: '/', signedIn: true },
  { name: 'prescriptions', path: '/resepter', signedIn: true },
] as const

type Scores = Readonly<Record<Category, number>>

/**
 * Lighthouse's own slowdown of 4 makes a phone of a machine whose benchmark index is about 1750, the middle of its high-end desktops; on
 * another machine it is another phone. Its guide asks to calibrate (docs/throttling.md): the same phone is made of every machine.
 */
const mobile = throttling.mobileSlow4G
const usualIndex = 1750
const usualSlowdown = 4

interface Asked {
  readonly address: string
  readonly name: string
  readonly cookie: string | undefined
  /** How many times slower the phone is than this machine. */
  readonly slowdown: number
}

async function measure({ address, cookie, name, slowdown }: Asked): Promise<{ scores: Scores; index: number }> {
  const chrome = await launch({
    chromePath: ensureWholeChromium(),
    chromeFlags: ['--headless=new', '--lang=nb-NO', '--accept-lang=nb-NO', ...chromiumFlags],
  })
  try {
    const result = await lighthouse(address, {
      port: chrome.port,
      output: 'html',
      logLevel: 'silent',
      onlyCategories: Object.keys(bars),
      throttling: { ...mobile, cpuSlowdownMultiplier: slowdown },
      ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
    })
    if (!result) throw new Error(`Lighthouse gave no result for ${name}`)
    await writeFile(inData('lighthouse', `${name}.html`), [result.report].flat().join(''))
    const score = (category: Category) => Math.round((result.lhr.categories[category]?.score ?? 0) * 100)
    const scores = {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
    }
    return { scores, index: result.lhr.environment.benchmarkIndex }
  } finally {
    chrome.kill()
  }
}

/** A server in use has answered before: what these pages ask for, until it no longer gets faster by it. */
async function warmUp(origin: string, cookie: string): Promise<void> {
  for (let round = 0; round < 30; round++)
    for (const path of ['/', '/api/home/front', '/api/inbox/badge', '/api/gp/page', '/api/prescriptions/medicines'])
      await fetch(origin + path, { headers: { Cookie: cookie, 'X-Lomma': 'innbygger' } }).then((given) => given.text())
}

function line(name: string, scores: Scores): { text: string; low: boolean } {
  const parts = Object.entries(bars).map(([category, bar]) => {
    const value = Object.entries(scores).find(([key]) => key === category)?.[1] ?? 0
    return { text: `${category} ${value}${value < bar ? ` (under ${bar})` : ''}`, low: value < bar }
  })
  const low = parts.some((part) => part.low)
  return { text: `${low ? '✗' : '✓'} ${name.padEnd(14)} ${parts.map(({ text }) => text).join('  ')}`, low }
}

async function main(): Promise<void> {
  await mkdir(inData('lighthouse'), { recursive: true })
  await step('Web', buildWeb)
  const world = await step('Server', async () => startWorld({ port: await freePort() }))
  try {
    const cookie = await sessionCookie(world.origin, 'citizen', 'everyday')
    await step('Warm-up', () => warmUp(world.origin, cookie))
    const ask = (path: string, name: string, slowdown: number, signedIn: boolean) =>
      measure({ address: `${world.origin}${path}`, name, slowdown, cookie: signedIn ? cookie : undefined })
    const { index } = await step('This machine', () => ask('/logg-inn', 'machine', usualSlowdown, false))
    const slowdown = Math.max(1, Math.round((index / usualIndex) * usualSlowdown * 10) / 10)
    console.log(`  benchmark index ${Math.round(index)}: the phone is ${slowdown} times slower`)
    for (const { name, path, signedIn } of pages) {
      const { text, low } = line(name, (await ask(path, name, slowdown, signedIn)).scores)
      console.log(text)
      if (low) process.exitCode = 1
    }
    console.log(`Reports: ${inData('lighthouse')}`)
  } finally {
    await world.stop()
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error))
  process.exitCode = 1
})
