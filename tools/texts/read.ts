import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { flatten, textFolders } from '../../platform/i18n/build/index.ts'
import type { TextSet, Texts } from './rules.ts'

export interface TextFolderContent extends TextSet {
  /** What `se.json` says about who has read it. */
  readonly review: unknown
  /** Screens ask for these by `<namespace>.<key>`. Texts of pages the server makes are named otherwise. */
  readonly onScreens: boolean
}

/** All text folders of the code base. */
export async function readTextSets(root: string): Promise<TextFolderContent[]> {
  const screens = (await textFolders(root)).filter(({ folder }) => existsSync(folder))
  const pages = globSync('platform/*/texts', { cwd: root })
    .map((place) => ({ namespace: path.basename(path.dirname(place)), folder: path.join(root, place) }))
    .filter(({ folder }) => existsSync(path.join(folder, 'nb.json')) && screens.every((one) => one.folder !== folder))
  return [...screens, ...pages].map(({ namespace, folder }) => {
    const read = (name: string): unknown => {
      const file = path.join(folder, name)
      return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
    }
    const texts = (language: string): Texts => flatten(namespace, read(`${language}.json`))
    const [se, same] = [read('se.json'), read('same.json')]
    return {
      ...{ namespace, nb: texts('nb'), nn: texts('nn'), se: texts('se'), en: texts('en') },
      same: Array.isArray(same) ? same.map(String) : [],
      onScreens: screens.some((one) => one.folder === folder),
      review: typeof se === 'object' && se !== null && '_review' in se ? se._review : undefined,
    }
  })
}

/** Refusal codes a service's contract closes: `export const refusalCodes`; those of conversations are the platform's. */
export async function refusalCodes(root: string, service: string): Promise<readonly string[]> {
  const file =
    service === 'dialogue'
      ? path.join(root, 'platform/thread/index.ts')
      : path.join(root, 'services', service, 'contract', 'index.ts')
  if (!existsSync(file)) return []
  const module: { refusalCodes?: unknown; threadRefusalCodes?: unknown } = await import(pathToFileURL(file).href)
  const codes = service === 'dialogue' ? module.threadRefusalCodes : module.refusalCodes
  return Array.isArray(codes) ? codes.map(String) : []
}
