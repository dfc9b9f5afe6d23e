import path from 'node:path'
import { readTextSets } from './texts/read.ts'
import { pairs } from './texts/rules.ts'

/**
 * `npm run -s same-texts <namespace> > services/<id>/texts/same.json`: the texts that are equal in two languages now. Read the
 * list before it is kept: a text that was forgotten is in it too.
 */
const wanted = process.argv[2]
const set = (await readTextSets(path.join(import.meta.dirname, '..'))).find(({ namespace }) => namespace === wanted)
if (set) console.log(JSON.stringify([...new Set(pairs(set).map(({ text }) => text))].sort(), null, 2))
else {
  console.error('Name a namespace: ui, or the id of a service.')
  process.exitCode = 1
}
