import type { Plugin } from 'vite'
import { isLanguage } from '../language.ts'
import { loadTexts, textFolders } from './load.ts'

const prefix = 'virtual:texts/'

/**
 * `import('virtual:texts/nb')` gives all texts of one language, compiled, as one lazily loaded chunk. What a language
 * lacks is filled from bokmål, so that no screen needs two languages.
 */
export function textsPlugin(base: string): Plugin {
  return {
    name: 'lomma-texts',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined
      const language = id.slice(prefix.length + 1)
      if (!isLanguage(language)) return undefined
      for (const { folder } of await textFolders(base)) this.addWatchFile(folder)
      const texts = await loadTexts(base)
      // JSON in a string is parsed faster than an object literal, and survives the minifier untouched.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify({ ...texts.nb, ...texts[language] }))})`
    },
  }
}
