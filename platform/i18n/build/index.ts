export { compileTexts, flatten } from './compile.ts'
export { loadTexts, readTexts, textFolders } from './load.ts'
export { textsPlugin } from './vite.ts'
