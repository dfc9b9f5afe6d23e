import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Chromium without the windows around the page: the same engine for about half the work. */
const shell = 'chromium-headless-shell'

/** The whole browser, from the usual places or the PATH. */
function findChromium(): string | undefined {
  return [...usualPlaces, ...onPath(names)].find((file) => existsSync(file))
}

function findShell(): string | undefined {
  return onPath([shell]).find((file) => existsSync(file))
}

function onPath(wanted: readonly string[]): string[] {
  return (process.env.PATH ?? '').split(delimiter).flatMap((folder) => wanted.map((name) => join(folder, name)))
}

/**
 * The browser of the tests: `CHROME_PATH`, else Chromium's headless shell, else the whole browser. On Debian as root the
 * shell is installed where it is missing. @throws Error that says what to do where there is none.
 */
export function ensureChromium(): string {
  return named() ?? findShell() ?? (install(shell) ? findShell() : undefined) ?? ensureWholeChromium()
}

/** The browser people have, for what is measured. @throws as {@link ensureChromium} */
export function ensureWholeChromium(): string {
  const found = named() ?? findChromium() ?? (install('chromium') ? findChromium() : undefined)
  if (found) return found
  throw new Error('No Chromium found. Install Chromium or Chrome, or set CHROME_PATH to one.')
}

function named(): string | undefined {
  const path = process.env.CHROME_PATH
  if (path && !existsSync(path)) throw new Error(`CHROME_PATH names no file: ${path}`)
  return path || undefined
}

/** With the machine's package manager. @returns whether it went well. */
function install(debianPackage: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    execFileSync('apt-get', ['update'], { env, stdio: 'pipe' })
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', debianPackage], { env, stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

/** Works as root and in containers, and never calls home. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
]
