import path from 'node:path'
import { findScreens, screenAt } from './screens/find.ts'

/** `npm run where <url>`: prints the file of the screen at an address. */
const address = process.argv[2]
const screen = address ? screenAt(address, await findScreens(path.join(import.meta.dirname, '..'))) : undefined
if (screen) console.log(screen.file)
else {
  console.error(
    address ? `No screen has the address ${address}. They are listed in docs/SCREENS.md.` : 'npm run where <url>',
  )
  process.exitCode = 1
}
