import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type CountedTask, countedFile, stepsDocument } from './steps/document.ts'

/** `npm run steps`: writes docs/STEPS.md from the last run of journeys/steps.e2e.ts. */
if (existsSync(countedFile)) {
  // Written by the test itself, next door.
  const tasks: CountedTask[] = JSON.parse(readFileSync(countedFile, 'utf8'))
  writeFileSync(path.join(import.meta.dirname, '../docs/STEPS.md'), stepsDocument(tasks))
  console.log(`docs/STEPS.md: ${tasks.length} tasks`)
} else {
  console.error('Nothing is counted yet: npm test -- steps')
  process.exitCode = 1
}
