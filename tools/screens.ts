import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { findScreens, screensDocument } from './screens/find.ts'

/** `npm run screens`: writes docs/SCREENS.md. */
const root = path.join(import.meta.dirname, '..')
const screens = await findScreens(root)
writeFileSync(path.join(root, 'docs/SCREENS.md'), screensDocument(screens))
console.log(`docs/SCREENS.md: ${screens.length} screens`)
