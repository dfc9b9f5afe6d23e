import path from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { findScreens } from './find.ts'

/** What the server tells the browser to fetch at once for a screen, beside the app's own files. */
export interface EarlyScreen {
  readonly app: 'citizen' | 'clinician'
  /** `/resepter/:id` */
  readonly path: string
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
}

/**
 * Writes `screens.json` beside the pages: the chunks of each screen. Without it the browser learns of a screen's code only
 * when the app has started.
 */
export function earlyScreens(root: string): Plugin {
  return {
    name: 'lomma-early-screens',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
      const ofApps = new Set(chunks.filter((chunk) => chunk.isEntry).flatMap((entry) => withImports(entry, byName)))
      const screens: EarlyScreen[] = (await findScreens(root)).flatMap(({ app, path: pattern, file }) => {
        const own = chunks.find((chunk) => chunk.facadeModuleId === path.join(root, file))
        const needed = own ? withImports(own, byName).filter((chunk) => !ofApps.has(chunk)) : []
        const styles = new Set(needed.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))
        return needed.length > 0
          ? [{ app, path: pattern, scripts: needed.map(address), styles: [...styles].map(slash) }]
          : []
      })
      this.emitFile({ type: 'asset', fileName: 'screens.json', source: JSON.stringify(screens) })
    },
  }
}

function withImports(
  chunk: Rolldown.OutputChunk,
  byName: ReadonlyMap<string, Rolldown.OutputChunk>,
  seen = new Set<Rolldown.OutputChunk>(),
): Rolldown.OutputChunk[] {
  if (seen.has(chunk)) return []
  seen.add(chunk)
  const imported = chunk.imports.flatMap((name) => byName.get(name) ?? [])
  for (const one of imported) withImports(one, byName, seen)
  return [...seen]
}

const slash = (name: string): string => `/${name}`
const address = ({ fileName }: Rolldown.OutputChunk): string => slash(fileName)
