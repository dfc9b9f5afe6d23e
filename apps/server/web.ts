import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { permissions } from '@lomma/platform/http'
import { Hono } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

interface File {
  readonly body: Buffer
  readonly type: string
  readonly compressed: Map<'br' | 'gzip', Promise<Buffer>>
}

const brotli = promisify(brotliCompress)
const gz = promisify(gzip)

/**
 * The built web apps from memory, compressed once on first asking. Files with a hash in the name are kept for a year,
 * pages are asked for anew each time. Any other path is a screen: the app answers. The camera is for `cameraScreens` alone.
 */
export async function serveWeb(folder: string, cameraScreens: readonly string[] = []): Promise<Hono> {
  const files = await readAll(folder)
  const pages = pagesWithScreens(files, await readEarlyScreens(folder))
  const web = new Hono()
  web.get('*', async (c) => {
    const { pathname } = new URL(c.req.url)
    const direct = files.get(pathname)
    const office = pathname === '/kontor' || pathname.startsWith('/kontor/')
    const asksForFile = pathname.startsWith('/assets/') || /\.\w+$/.test(pathname)
    const file = direct ?? (asksForFile ? undefined : pages(office ? '/kontor.html' : '/index.html', pathname))
    if (!file) return c.text('Not found', 404)
    const headers: Record<string, string> = {
      'Content-Type': file.type,
      Vary: 'Accept-Encoding',
      'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(cameraScreens.includes(pathname) ? { 'Permissions-Policy': permissions('(self)') } : {}),
    }
    const encoding = chooseEncoding(c.req.header('Accept-Encoding') ?? '', file)
    if (!encoding) return c.body(new Uint8Array(file.body), 200, headers)
    return c.body(new Uint8Array(await compressed(file, encoding)), 200, { ...headers, 'Content-Encoding': encoding })
  })
  return web
}

async function readAll(folder: string): Promise<Map<string, File>> {
  const files = new Map<string, File>()
  // A server without the built web still has its doors; `npm start` builds before it starts.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (
      !entry.isFile() ||
      entry.name === 'manifest.json' ||
      entry.name === 'screens.json' ||
      entry.name.endsWith('.map')
    )
      continue
    const full = path.join(entry.parentPath, entry.name)
    const type = types[path.extname(entry.name)]
    if (!type) continue
    files.set(`/${path.relative(folder, full).replaceAll(path.sep, '/')}`, {
      body: await readFile(full),
      type,
      compressed: new Map(),
    })
  }
  return files
}

interface EarlyScreen {
  readonly path: string
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
}

/** Chunks of each screen, written by the build. */
async function readEarlyScreens(folder: string): Promise<EarlyScreen[]> {
  const text = await readFile(path.join(folder, 'screens.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text)
}

/** The page of an address, which also names the code of the screen it opens: fetched at once, not after the app's. */
function pagesWithScreens(files: ReadonlyMap<string, File>, screens: readonly EarlyScreen[]) {
  const patterns = screens
    .map((screen) => ({ screen, matches: new RegExp(`^${screen.path.replaceAll(/:[^/]+/g, '[^/]+')}$`) }))
    .sort((a, b) => a.screen.path.split(':').length - b.screen.path.split(':').length)
  const made = new Map<string, File>()
  return (page: string, pathname: string): File | undefined => {
    const plain = files.get(page)
    const screen = patterns.find(({ matches }) => matches.test(pathname))?.screen
    if (!plain || !screen) return plain
    const key = `${page} ${screen.path}`
    const file = made.get(key) ?? { ...plain, body: withLinks(plain.body, screen), compressed: new Map() }
    made.set(key, file)
    return file
  }
}

function withLinks(page: Buffer, { scripts, styles }: EarlyScreen): Buffer {
  const links = [
    ...scripts.map((href) => `<link rel="modulepreload" crossorigin href="${href}">`),
    ...styles.map((href) => `<link rel="preload" as="style" crossorigin href="${href}">`),
  ]
  return Buffer.from(page.toString('utf8').replace('</head>', `${links.join('')}</head>`))
}

function chooseEncoding(accepted: string, file: File): 'br' | 'gzip' | undefined {
  if (file.body.length < 1024 || /^(image\/png|font)/.test(file.type)) return undefined
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined
}

function compressed(file: File, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const there = file.compressed.get(encoding)
  if (there) return there
  const made =
    encoding === 'br'
      ? brotli(file.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
      : gz(file.body, { level: 9 })
  file.compressed.set(encoding, made)
  return made
}
