import type { CitizenPlugin, ClinicianPlugin } from './plugin.ts'

/** The plugins that an eager `import.meta.glob` over `services/<id>/citizen/index.ts` found, in order of path. */
export function collectPlugins<P extends CitizenPlugin | ClinicianPlugin>(
  modules: Readonly<Record<string, { plugin: P }>>,
): P[] {
  return Object.keys(modules)
    .sort()
    .flatMap((path) => modules[path]?.plugin ?? [])
}
