import { mkdir, writeFile } from 'node:fs/promises'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { freePort } from '../postgres/index.ts'
import { chromiumFlags, ensureWholeChromium } from '../run/chromium.ts'
import { inData, messageOf, step } from '../run/progress.ts'
import { sessionCookie } from '../run/sign-in.ts'
import { buildWeb } from '../run/web.ts'
import { startWorld } from '../run/world.ts'

/**
 * `npm run lighthouse`: a phone on a slow network opens sign-in, the front page and the prescriptions of a fresh demo world.
 * Reports go to `.data/lighthouse/`. Fails when a score is under its bar.
 */
const bars = { performance: 95, accessibility: 100, 'best-practices': 95 } as const
type Category = keyof typeof bars

const pages = [
  { name: 'sign-in', path: '/logg-inn', signedIn: false },
  { name: 'front-page', path: '/', signedIn: true },
  { name: 'prescriptions', path: '/resepter', signedIn: true },
] as const

type Scores = Readonly<Record<Category, number>>

async function measure(address: string, cookie: string | undefined, name: string): Promise<Scores> {
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
      ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
    })
    if (!result) throw new Error(`Lighthouse gave no result for ${name}`)
    await writeFile(inData('lighthouse', `${name}.html`), [result.report].flat().join(''))
    const score = (category: Category) => Math.round((result.lhr.categories[category]?.score ?? 0) * 100)
    return {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
    }
  } finally {
    chrome.kill()
  }
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
    for (const { name, path, signedIn } of pages) {
      const { text, low } = line(name, await measure(`${world.origin}${path}`, signedIn ? cookie : undefined, name))
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
