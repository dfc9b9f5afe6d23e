import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { textsPlugin } from './platform/i18n/build/index.ts'
import { earlyScreens } from './tools/screens/early.ts'

const base = import.meta.dirname
const output = path.join(base, 'dist/web')
const pages = { index: 'apps/citizen/index.html', kontor: 'apps/clinician/kontor.html' } as const

/**
 * What every page of both apps begins with, in two files: a phone asks for six at a time, each with a journey of its own. What only some
 * screens use stays with them.
 */
const firstView = [
  {
    name: 'react',
    test: /node_modules\/(react|react-dom|scheduler)\/|rolldown-runtime|designsystem-react\/.*\bIcons?\/Icon/,
    priority: 2,
  },
  { name: 'base', test: /\/platform\/(web|ui|i18n|calendar)\//, minShareCount: 2, priority: 1 },
]

export default defineConfig({
  root: base,
  publicDir: 'apps/citizen/public',
  plugins: [react(), textsPlugin(base), fewIcons(), earlyTexts(), earlyScreens(base), pagesAtTheTop()],
  // The workspaces are symbolic links; one module must not be seen under two names.
  resolve: { preserveSymlinks: false },
  build: {
    outDir: output,
    emptyOutDir: true,
    assetsInlineLimit: 0, // data: addresses are not in the content security policy
    target: 'es2023',
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: { codeSplitting: { groups: firstView } },
      input: Object.fromEntries(Object.entries(pages).map(([name, file]) => [name, path.join(base, file)])),
    },
  },
})

/**
 * The design system loads icons by name through a table of 340 lazy chunks. Our screens hand icons over as components;
 * the table would cost every visitor 12 kB. The few names its own components use are kept.
 */
function fewIcons(): Plugin {
  return {
    name: 'lomma-few-icons',
    enforce: 'pre',
    resolveId(id, importer) {
      const fromDesignSystem = importer?.includes('@helsenorge/designsystem-react/')
      return fromDesignSystem && /\/LazyIcon\.js$/.test(id) ? path.join(base, 'platform/ui/named-icons.tsx') : undefined
    },
  }
}

/** The browser fetches the texts of the most used language together with the code, not after it. */
function earlyTexts(): Plugin {
  return {
    name: 'lomma-early-texts',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.facadeModuleId === '\0virtual:texts/nb',
        )
        if (!chunk) return []
        return [
          {
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${chunk.fileName}` },
            injectTo: 'head',
          },
        ]
      },
    },
  }
}

/** Vite keeps the source folders of pages; the server looks for them at the top. */
function pagesAtTheTop(): Plugin {
  return {
    name: 'lomma-pages-at-the-top',
    apply: 'build',
    async writeBundle({ dir = output }) {
      for (const file of Object.values(pages)) await rename(path.join(dir, file), path.join(dir, path.basename(file)))
      await rm(path.join(dir, 'apps'), { recursive: true })
    },
  }
}
