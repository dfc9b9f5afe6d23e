import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages } from '../index.ts'
import { loadTexts, readTexts } from './index.ts'

const base = path.join(import.meta.dirname, '../../..')
const texts = await readTexts(base)

/** Names of the facts that a text wants filled in. */
const facts = (text: string | undefined) => [...new Set((text ?? '').match(/(?<=\{)\s*\w+(?=\s*[,}])/g))].sort()

describe.each(['ui', 'home', 'settings'])('the texts of %s', (namespace) => {
  const keys = Object.keys(texts.nb).filter((key) => key.startsWith(`${namespace}.`))

  it('exist in four languages with the same keys', () => {
    expect(keys.length).toBeGreaterThan(0)
    for (const language of languages)
      expect(
        Object.keys(texts[language])
          .filter((key) => key.startsWith(`${namespace}.`))
          .sort(),
      ).toEqual(keys.toSorted())
  })

  it('ask for the same facts in every language', () => {
    for (const key of keys)
      for (const language of languages) expect([key, facts(texts[language][key])]).toEqual([key, facts(texts.nb[key])])
  })

  it('never shout', () => {
    for (const key of keys) for (const language of languages) expect(texts[language][key]).not.toContain('!')
  })
})

it('every text of the code base compiles', async () => {
  const compiled = await loadTexts(base)
  expect(Object.keys(compiled.nb).length).toBe(Object.keys(texts.nb).length)
})
