import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

export interface Asset {
  readonly type: string
  readonly body: Buffer
}

const fonts = '@fontsource-variable/source-sans-3/files/source-sans-3'
const require = createRequire(import.meta.url)

const own = (name: string): string => path.join(import.meta.dirname, 'assets', name)

const files: Readonly<Record<string, readonly [type: string, file: () => string]>> = {
  'identity.css': ['text/css; charset=utf-8', () => own('identity.css')],
  'submit.js': ['text/javascript; charset=utf-8', () => own('submit.js')],
  'signed-out.js': ['text/javascript; charset=utf-8', () => own('signed-out.js')],
  'source-sans-latin.woff2': ['font/woff2', () => require.resolve(`${fonts}-latin-wght-normal.woff2`)],
  'source-sans-latin-ext.woff2': ['font/woff2', () => require.resolve(`${fonts}-latin-ext-wght-normal.woff2`)],
}

/** Style, script and fonts of the pages that the server draws, read once. */
export async function readAssets(): Promise<ReadonlyMap<string, Asset>> {
  return new Map(
    await Promise.all(
      Object.entries(files).map(
        async ([name, [type, file]]) => [name, { type, body: await readFile(file()) }] as const,
      ),
    ),
  )
}
