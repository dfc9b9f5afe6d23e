import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DemoPlugin } from '@lomma/platform/demo'
import type { ServerPlugin } from '@lomma/platform/service'

const services = path.join(import.meta.dirname, '../../services')

/** The server parts of all services, found by folder: nobody lists them. */
export async function discoverPlugins(): Promise<ServerPlugin[]> {
  const modules = await load<{ plugin: ServerPlugin }>('server/index.ts')
  return modules.map(({ plugin }) => plugin)
}

/** What services put into the demo world. */
export async function discoverDemo(): Promise<DemoPlugin[]> {
  const modules = await load<{ demo: DemoPlugin }>('demo/index.ts')
  return modules.map(({ demo }) => demo)
}

async function load<T>(file: string): Promise<T[]> {
  const found: T[] = []
  for (const entry of (await readdir(services, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory()) continue
    const folder = path.join(services, entry.name, path.dirname(file))
    const names = await readdir(folder).catch((): string[] => [])
    if (!names.includes(path.basename(file))) continue
    const module: T = await import(pathToFileURL(path.join(services, entry.name, file)).href)
    found.push(module)
  }
  return found
}
