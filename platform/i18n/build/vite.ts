import type { Plugin } from 'vite'
import { isLanguage } from '../language.ts'
import { isOfFirstView } from './first-view.ts'
import { loadTexts, textFolders } from './load.ts'

const prefix = 'virtual:texts/'
const rest = '-rest'

/**
 * `import('virtual:texts/nb')` gives the texts of the first view in one language, compiled, as one lazily loaded chunk, and
 * `import('virtual:texts/nb-rest')` all others. What a language lacks is filled from bokmål, so that no screen needs two languages.
 */
export function textsPlugin(base: string): Plugin {
  return {
    name: 'lomma-texts',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined
      const name = id.slice(prefix.length + 1)
      const isRest = name.endsWith(rest)
      const language = isRest ? name.slice(0, -rest.length) : name
      if (!isLanguage(language)) return undefined
      for (const { folder } of await textFolders(base)) this.addWatchFile(folder)
      const texts = await loadTexts(base)
      const all = Object.entries({ ...texts.nb, ...texts[language] })
      const wanted = Object.fromEntries(all.filter(([key]) => isOfFirstView(key) !== isRest))
      // JSON in a string is parsed faster than an object literal, and survives the minifier untouched.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(wanted))})`
    },
  }
}
