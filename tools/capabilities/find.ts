import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readServices } from '../architecture/services.ts'

export interface Capability {
  readonly id: string
  readonly title: string
  /** Folders of the platform and apps that carry it; services say so themselves in service.ts. */
  readonly in?: readonly string[]
}

export interface Group {
  readonly group: string
  readonly title: string
  readonly capabilities: readonly Capability[]
}

export interface State extends Capability {
  readonly folders: readonly string[]
  /** Tests that name the id. */
  readonly tests: readonly string[]
}

export interface GroupState {
  readonly title: string
  readonly capabilities: readonly State[]
}

/** What the product is to do, and where it is done. */
export async function findCapabilities(root: string): Promise<GroupState[]> {
  const groups: Group[] = JSON.parse(readFileSync(path.join(root, 'tools/capabilities.json'), 'utf8'))
  const services = await readServices(root)
  const tests = globSync('{apps,services,platform,journeys}/**/*.{test,e2e}.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))
  return groups.map(({ title, capabilities }) => ({
    title,
    capabilities: capabilities.map((capability) => {
      const own = services.filter(({ manifest }) => manifest?.capabilities.includes(capability.id))
      const named = new RegExp(`\\b${capability.id}\\b`)
      return {
        ...capability,
        folders: [...own.map(({ id }) => `services/${id}`), ...(capability.in ?? [])],
        tests: tests.filter(({ text }) => named.test(text)).map(({ file }) => file),
      }
    }),
  }))
}

/** Ids that services name and nobody knows. */
export async function unknownCapabilities(root: string): Promise<string[]> {
  const known = (await findCapabilities(root)).flatMap(({ capabilities }) => capabilities.map(({ id }) => id))
  const named = (await readServices(root)).flatMap(({ manifest }) => manifest?.capabilities ?? [])
  return named.filter((id) => !known.includes(id))
}

/** docs/CAPABILITIES.md. */
export function capabilitiesDocument(groups: readonly GroupState[]): string {
  const link = (file: string) => `[${path.basename(file)}](../${file})`
  const row = ({ id, title, folders, tests }: State) =>
    folders.length === 0
      ? `| ${id} | ${title} | not yet | |`
      : `| ${id} | ${title} | ${folders.map((folder) => `[${folder}](../${folder})`).join(', ')} | ${tests.map(link).join(', ') || 'none names it yet'} |`
  return [
    '# Capabilities',
    '',
    "Made by `npm run capabilities` from `tools/capabilities.json`, the services' manifests and the tests that name an id.",
    ...groups.flatMap(({ title, capabilities }) => [
      '',
      `## ${title}`,
      '',
      '| id | capability | folder | tests |',
      '|---|---|---|---|',
      ...capabilities.map(row),
    ]),
    '',
  ].join('\n')
}
