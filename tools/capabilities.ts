import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { capabilitiesDocument, findCapabilities } from './capabilities/find.ts'

/** `npm run capabilities`: writes docs/CAPABILITIES.md. */
const root = path.join(import.meta.dirname, '..')
const groups = await findCapabilities(root)
writeFileSync(path.join(root, 'docs/CAPABILITIES.md'), capabilitiesDocument(groups))
const all = groups.flatMap(({ capabilities }) => capabilities)
console.log(`docs/CAPABILITIES.md: ${all.filter(({ folders }) => folders.length > 0).length} of ${all.length} begun`)
