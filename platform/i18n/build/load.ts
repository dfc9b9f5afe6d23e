import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Language, languages } from '../language.ts'
import type { Messages } from '../translate.ts'
import { compileTexts, flatten } from './compile.ts'

/** One `texts/` folder and the namespace of its keys. */
export interface TextFolder {
  readonly namespace: string
  readonly folder: string
}

/** Every `services/<id>/texts` (namespace = id), `platform/{ui,desk,dialogue}/texts` (namespace = module). */
export async function textFolders(base: string): Promise<TextFolder[]> {
  const services = await readdir(path.join(base, 'services'), { withFileTypes: true })
  const found = ['ui', 'desk', 'dialogue'].map((namespace) => ({
    namespace,
    folder: path.join(base, 'platform', namespace, 'texts'),
  }))
  for (const service of services.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const folder = path.join(base, 'services', service.name, 'texts')
    const names = service.isDirectory() ? await readdir(folder).catch(() => []) : []
    if (names.some((name) => name.endsWith('.json'))) found.push({ namespace: service.name, folder })
  }
  return found
}

/** All texts of the code base as written, flat: `texts.nb['prescriptions.title']`. A missing file is an empty one. */
export async function readTexts(base: string): Promise<Record<Language, Record<string, string>>> {
  const folders = await textFolders(base)
  const all: Record<Language, Record<string, string>> = { nb: {}, nn: {}, se: {}, en: {} }
  for (const { namespace, folder } of folders)
    for (const language of languages) {
      const file = path.join(folder, `${language}.json`)
      const content = await readFile(file, 'utf8').catch(() => '{}')
      Object.assign(all[language], flatten(namespace, parse(file, content)))
    }
  return all
}

/** All texts of the code base, compiled for `createTranslator`: for the server, tests and tools. */
export async function loadTexts(base: string): Promise<Record<Language, Messages>> {
  const texts = await readTexts(base)
  return {
    nb: compileTexts(texts.nb),
    nn: compileTexts(texts.nn),
    se: compileTexts(texts.se),
    en: compileTexts(texts.en),
  }
}

function parse(file: string, content: string): unknown {
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new Error(`${file} is not JSON`, { cause: error })
  }
}
