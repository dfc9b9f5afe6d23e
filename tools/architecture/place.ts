import path from 'node:path'

export type Area = 'apps' | 'services' | 'platform' | 'journeys' | 'bench' | 'tools' | 'outside'

/** Where a file lives: `services/vaccines/server/list.ts` → services, vaccines, server. */
export interface Place {
  readonly area: Area
  /** App, service or module of the platform. */
  readonly unit: string
  /** Room of a service, or the file itself at its top: `service.ts`. */
  readonly room: string
}

const areas: readonly Area[] = ['apps', 'services', 'platform', 'journeys', 'bench', 'tools']

export function placeOf(file: string): Place {
  const [area, unit = '', room = ''] = file.split('/')
  return { area: areas.find((one) => one === area) ?? 'outside', unit, room }
}

export type Target =
  | { readonly kind: 'file'; readonly path: string; readonly relative: boolean }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'wrong'; readonly why: string }

/** What an import names: one of our files, a package, or a part of Node. */
export function resolve(from: string, target: string): Target {
  if (target.startsWith('.')) {
    const bare = target.replace(/\?.*$/, '')
    return { kind: 'file', path: path.posix.join(path.posix.dirname(from), bare), relative: true }
  }
  if (target.startsWith('node:')) return { kind: 'node', name: target }
  if (!target.startsWith('@lomma/')) return { kind: 'package', name: packageName(target) }
  // A module may have a second door, `build/`, for what runs when the product is built.
  const platform = /^@lomma\/platform\/(?<module>[a-z0-9-]+(\/build)?)$/.exec(target)?.groups?.module
  if (platform) return { kind: 'file', path: `platform/${platform}/index.ts`, relative: false }
  const service = /^@lomma\/services\/(?<id>[a-z0-9-]+)\/contract$/.exec(target)?.groups?.id
  if (service) return { kind: 'file', path: `services/${service}/contract/index.ts`, relative: false }
  return {
    kind: 'wrong',
    why: `${target} is not exported: @lomma/platform/<module> and @lomma/services/<id>/contract are`,
  }
}

function packageName(target: string): string {
  const [first = '', second = ''] = target.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** Tests, and what only tests are built from (`*.fixture.ts`). */
export function isTest(file: string): boolean {
  return /\.(test|e2e|fixture)\.tsx?$/.test(file) || file.startsWith('journeys/')
}

/** Code that runs in the browser. */
export function isWeb(file: string): boolean {
  if (file.startsWith('platform/i18n/build/')) return false
  return /^(platform\/(ui|desk|web|i18n)|apps\/(citizen|clinician|admin)|services\/[^/]+\/(citizen|clinician|admin))\//.test(
    file,
  )
}

/** Code that runs on Node only. Contract, domain and a few platform modules run in both. */
export function isServer(file: string): boolean {
  if (file.startsWith('platform/i18n/build/')) return true
  const module = /^platform\/([^/]+)\//.exec(file)?.[1]
  if (module)
    return !['ui', 'desk', 'web', 'i18n', 'errors', 'calendar', 'clock', 'manifest', 'thread'].includes(module)
  return /^(apps\/server|services\/[^/]+\/(server|fhir|demo))\//.test(file)
}
