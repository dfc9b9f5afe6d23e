import { messageOf, step } from './progress.ts'
import { buildWeb } from './web.ts'

/** `npm run build`: the browser's code into dist/web. */
try {
  await step('Web', buildWeb)
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}
