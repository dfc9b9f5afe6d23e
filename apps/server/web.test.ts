import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveWeb } from './web.ts'

let folder: string
let web: Hono

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lomma-web-'))
  await mkdir(path.join(folder, 'assets'))
  const page = (app: string) => `<html><head><title>${app}</title></head><body></body></html>`
  await writeFile(path.join(folder, 'index.html'), page('innbygger'))
  await writeFile(path.join(folder, 'kontor.html'), page('kontor'))
  await writeFile(path.join(folder, 'assets/app-1a2b.js'), 'x'.repeat(5000))
  const screens = [
    { path: '/resepter/:id', scripts: ['/assets/Medicine.js'], styles: ['/assets/Medicine.css'] },
    { path: '/resepter/forny', scripts: ['/assets/Renew.js'], styles: [] },
  ]
  await writeFile(path.join(folder, 'screens.json'), JSON.stringify(screens))
  web = await serveWeb(folder)
})
afterAll(() => rm(folder, { recursive: true }))

test('a screen’s address answers with the app’s page and names the screen’s code', async () => {
  const page = await (await web.request('/resepter/123')).text()
  expect(page).toContain('<link rel="modulepreload" crossorigin href="/assets/Medicine.js">')
  expect(page).toContain('<link rel="preload" as="style" crossorigin href="/assets/Medicine.css">')
  expect(await (await web.request('/resepter/forny')).text()).toContain('Renew.js')
  expect(await (await web.request('/')).text()).not.toContain('modulepreload')
})

test('the office has its own page', async () => {
  expect(await (await web.request('/kontor/sak/fornyelse/1')).text()).toContain('<title>kontor</title>')
})

test('a file that is not there is not found, whatever its folder', async () => {
  for (const file of ['/assets/gone.js', '/robots.txt', '/screens.json', '/../package.json'])
    expect((await web.request(file)).status, file).toBe(404)
})

test('files with a hash are kept for a year, pages are asked for anew; both compressed as the browser can', async () => {
  const asset = await web.request('/assets/app-1a2b.js', { headers: { 'Accept-Encoding': 'gzip, br' } })
  expect(asset.headers.get('Cache-Control')).toContain('immutable')
  expect(asset.headers.get('Content-Encoding')).toBe('br')
  expect(brotliDecompressSync(Buffer.from(await asset.arrayBuffer())).length).toBe(5000)
  expect((await web.request('/')).headers.get('Cache-Control')).toBe('no-cache')
})
