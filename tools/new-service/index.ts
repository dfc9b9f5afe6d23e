import path from 'node:path'
import { findCapabilities } from '../capabilities/find.ts'
import { makeService } from './make.ts'

/** `npm run new-service <id> [<capability>]`, for example `npm run new-service test-results D5`. */
const root = path.join(import.meta.dirname, '../..')
const [id = '', capability = 'D10'] = process.argv.slice(2)
try {
  const known = (await findCapabilities(root)).flatMap(({ capabilities }) => capabilities.map((one) => one.id))
  if (!id) throw new Error('npm run new-service <id> [<capability>]')
  if (!known.includes(capability)) throw new Error(`There is no capability ${capability}: see docs/CAPABILITIES.md`)
  for (const file of makeService(path.join(root, 'services'), id, capability)) console.log(`services/${id}/${file}`)
  console.log(`\nNext: npm run screens && npm run capabilities, npm test -- ${id}, and then make it your own.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
