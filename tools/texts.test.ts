import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileTexts } from '../platform/i18n/build/index.ts'
import { expectNone } from './architecture/none.ts'
import { isTest } from './architecture/place.ts'
import { readSources } from './architecture/source.ts'
import { lix, plain } from './texts/lix.ts'
import { readTextSets, refusalCodes } from './texts/read.ts'
import { readability, textsOn } from './texts/readability.ts'
import { shouting, staleSame, unequalKeys, unequalPlaceholders, untranslated } from './texts/rules.ts'
import { missingTexts, unusedTexts, usedKeys } from './texts/used-keys.ts'

/** Every text of the product, in four languages of equal rank (G5). The rules themselves are tested in tools/texts/. */
const root = path.join(import.meta.dirname, '..')
const sets = await readTextSets(root)
const onScreens = sets.filter((set) => set.onScreens)
const keys = onScreens.flatMap((set) => Object.keys(set.nb))
const namespaces = onScreens.map((set) => set.namespace)
const used = readSources(root)
  .filter(({ path: file }) => !isTest(file) && !file.startsWith('tools/'))
  .flatMap((source) => usedKeys(source, namespaces))
const compile = (text: string) => compileTexts({ text }).text ?? ''

it('there are texts to check', () => expect(keys.length).toBeGreaterThan(20))

describe.each(sets.map((set) => [set.namespace, set] as const))('texts of %s', (namespace, set) => {
  it('have the same keys in all languages', () => expectNone(unequalKeys(set)))
  it('take the same facts in all languages', () => expectNone(unequalPlaceholders(set, compile)))
  it('are translated', () => expectNone(untranslated(set)))
  it('list as the same only what is the same', () => expectNone(staleSame(set)))
  it('do not shout', () => expectNone(shouting(set)))
  it('say whether a speaker has read the Northern Sami', () => {
    expect(set.review).toMatch(/^(not-checked-by-a-speaker|checked-by-a-speaker-\d{4}-\d{2}-\d{2})$/)
  })
  it('are easy to read: LIX of bokmål at most 30', () => {
    const value = lix(Object.values(set.nb).map((text) => plain(compile(text))))
    console.log(`LIX ${namespace}: ${value?.toFixed(1) ?? 'no sentences'}`)
    if (set.onScreens) expect(value ?? 0).toBeLessThanOrEqual(30)
  })
  it('are there for every refusal of the contract', async () => {
    const wanted = (await refusalCodes(root, namespace)).map((code) => `${namespace}.refusal.${code}`)
    expectNone(wanted.filter((key) => !(key in set.nb)))
  })
})

describe.each(namespaces)('what a citizen reads on the screens of %s', (namespace) => {
  const nb = Object.assign({}, ...onScreens.map((set) => set.nb))
  const folders = namespace === 'ui' ? ['apps/citizen/', 'platform/ui/'] : [`services/${namespace}/citizen/`]
  const texts = Object.assign({}, ...folders.map((folder) => textsOn(used, folder, nb)))
  const found = readability(texts, (text) => plain(compile(text)))
  const hardest = found?.worst.slice(0, 8).map(({ key, lix: value, text }) => `${value.toFixed(0)} ${key}: ${text}`)
  const said = `LIX ${found?.lix.toFixed(1)}, ${found?.words.toFixed(1)} words a sentence. Hardest:\n${hardest?.join('\n')}`

  it('is easy: LIX at most 30, 15 words a sentence', () => {
    if (!found) return
    console.log(`${namespace}: ${said}`)
    expect(found.lix, said).toBeLessThanOrEqual(30)
    expect(found.words, said).toBeLessThanOrEqual(15)
  })
})

it('every key in the code has a text', () => expectNone(missingTexts(used, keys)))

it('every text is used', async () => {
  const refusals = await Promise.all(
    namespaces.map(async (id) => (await refusalCodes(root, id)).map((code) => `${id}.refusal.${code}`)),
  )
  const known = new Set(refusals.flat())
  expectNone(unusedTexts(used, keys).filter((key) => !known.has(key)))
})
