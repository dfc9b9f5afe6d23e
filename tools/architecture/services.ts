import { existsSync, globSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServiceManifest } from '../../platform/manifest/index.ts'
import { isNode, literal, type Node, nameOf, type Source } from './source.ts'

/** One service folder: its manifest and the names of its files. */
export interface ServiceFolder {
  readonly id: string
  readonly manifest: ServiceManifest | undefined
  /** From the service's folder. */
  readonly files: readonly string[]
}

/** Finds services by folder, as server and apps do. */
export async function readServices(root: string): Promise<ServiceFolder[]> {
  const entries = readdirSync(path.join(root, 'services'), { withFileTypes: true })
  const ids = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map((entry) => entry.name)
  return Promise.all(
    ids.sort().map(async (id) => {
      const folder = path.join(root, 'services', id)
      const files = globSync('**/*', { cwd: folder }).map((file) => file.replaceAll('\\', '/'))
      return { id, manifest: await readManifest(path.join(folder, 'service.ts')), files: files.sort() }
    }),
  )
}

async function readManifest(file: string): Promise<ServiceManifest | undefined> {
  if (!existsSync(file)) return undefined
  const module: { default?: ServiceManifest } = await import(pathToFileURL(file).href)
  return module.default
}

const required = [
  'service.ts',
  'contract/index.ts',
  'server/index.ts',
  'texts/nb.json',
  'texts/nn.json',
  'texts/se.json',
  'texts/en.json',
]
const known = ['contract', 'domain', 'fhir', 'server', 'citizen', 'clinician', 'admin', 'texts', 'demo']

/** Rooms that are missing or unknown, and manifests that do not fit their folder. */
export function wrongRooms(services: readonly ServiceFolder[]): string[] {
  return services.flatMap(({ id, manifest, files }) => [
    ...required.filter((file) => !files.includes(file)).map((file) => `services/${id} lacks ${file}`),
    ...files.filter((file) => isUnknown(file)).map((file) => `services/${id}/${file} is in no room`),
    ...['citizen', 'clinician', 'admin', 'demo']
      .filter((room) => files.some((file) => file.startsWith(`${room}/`)))
      .filter((room) => !files.includes(`${room}/index.ts`))
      .map((room) => `services/${id}/${room} lacks index.ts`),
    ...(manifest && manifest.id !== id ? [`services/${id}/service.ts says id ${manifest.id}`] : []),
    ...(manifest && manifest.capabilities.length === 0 ? [`services/${id}/service.ts names no capability`] : []),
  ])
}

function isUnknown(file: string): boolean {
  const [room = '', rest] = file.split('/')
  if (rest !== undefined) return !known.includes(room)
  return !known.includes(room) && !/^(service\.ts|README\.md|.*\.(test|e2e)\.tsx?)$/.test(file)
}

export interface Screen {
  readonly path: string
  /** Text key of the title. */
  readonly title: string
  /** From the root. */
  readonly file: string
}

/** The screens an `index.ts` of a browser room declares: `{ path, title, load: () => import('./X.page.tsx') }`. */
export function screensOf(source: Source): Screen[] {
  return source.nodes.flatMap((node) => {
    if (node.type !== 'ObjectExpression') return []
    const where = literal(property(node, 'path'))
    const load = whole(source, property(node, 'load'))
    const page =
      load && source.imports.find((one) => one.target.endsWith('.page.tsx') && within(source, load, one.target))
    if (where === undefined || !page) return []
    const file = path.posix.join(path.posix.dirname(source.path), page.target)
    return [{ path: where, title: literal(property(node, 'title')) ?? '', file }]
  })
}

/** A `load` that two screens share is a constant beside them. */
function whole(source: Source, value: Node | undefined): Node | undefined {
  const name = nameOf(value)
  if (name === undefined) return value
  const declared = source.nodes.find((node) => node.type === 'VariableDeclarator' && nameOf(node.id) === name)
  return isNode(declared?.init) ? declared.init : undefined
}

function within(source: Source, node: Node, target: string): boolean {
  const code = source.text.slice(node.start, node.end)
  return code.includes(`'${target}'`) || code.includes(`"${target}"`)
}

function property(object: Node, name: string): Node | undefined {
  const properties = Array.isArray(object.properties) ? object.properties : []
  for (const one of properties) if (isNode(one) && nameOf(one.key) === name && isNode(one.value)) return one.value
  return undefined
}

/** Paths of the manifest without a screen, screens without a path in it, and pages that no screen opens. */
export function wrongScreens(
  service: ServiceFolder,
  room: 'citizen' | 'clinician',
  screens: readonly Screen[],
): string[] {
  const declared = service.manifest?.paths[room] ?? []
  const shown = screens.map((screen) => screen.path)
  const opened = screens.map((screen) => screen.file)
  const at = `services/${service.id}/${room}`
  return [
    ...declared
      .filter((one) => !shown.includes(one))
      .map((one) => `${at} has no screen for ${one}, named in service.ts`),
    ...shown.filter((one) => !declared.includes(one)).map((one) => `${at} shows ${one}, not named in service.ts`),
    ...shown.filter((one, index) => shown.indexOf(one) !== index).map((one) => `${at} shows ${one} twice`),
    ...service.files
      .filter((file) => file.startsWith(`${room}/`) && file.endsWith('.page.tsx'))
      .filter((file) => !opened.includes(`services/${service.id}/${file}`))
      .map((file) => `services/${service.id}/${file} is opened by no screen`),
    ...opened
      .filter((file) => !service.files.includes(file.replace(`services/${service.id}/`, '')))
      .map((file) => `${at} opens ${file}, which is not there`),
  ]
}
