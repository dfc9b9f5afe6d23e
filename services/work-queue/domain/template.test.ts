import { describe, expect, it } from 'vitest'
import { demoTemplates } from '../demo/templates.ts'
import { fill, isFor, unknownFact } from './template.ts'

const texts = { nb: 'Hei {fornavn}. Ring {telefon}.', nn: '', se: 'Bures {fornavn}.', en: 'Hello {fornavn}.' }

describe('a template for one patient', () => {
  it.each([
    ['nb', 'Hei Torunn. Ring 00 10 01 10.'],
    ['nn', 'Hei Torunn. Ring 00 10 01 10.'],
    ['se', 'Bures Torunn.'],
    ['en', 'Hello Torunn.'],
  ] as const)('is in %s, or in bokmål where that is not written', (language, words) => {
    expect(fill(texts, language, { fornavn: 'Torunn', telefon: '00 10 01 10' })).toBe(words)
  })

  it('shows a gap for what is not known', () => {
    expect(fill(texts, 'nb', { fornavn: 'Torunn' })).toBe('Hei Torunn. Ring ….')
  })

  it('takes a fact as it is, also one that looks like a pattern', () => {
    expect(fill(texts, 'en', { fornavn: '{telefon} $& $1' })).toBe('Hello {telefon} $& $1.')
  })

  it('names a fact that no patient has', () => {
    expect(unknownFact(texts)).toBeUndefined()
    expect(unknownFact({ ...texts, en: 'Your number is {fnr}.' })).toBe('fnr')
    expect(unknownFact({ ...texts, nn: 'Hei {}.' })).toBe('')
  })

  it('is for all kinds unless it names some', () => {
    expect(isFor({ kinds: [] }, 'melding')).toBe(true)
    expect(isFor({ kinds: ['fornyelse'] }, 'melding')).toBe(false)
    expect(isFor({ kinds: ['fornyelse'] }, 'fornyelse')).toBe(true)
  })
})

it('the words offices begin with can be filled in, in four languages', () => {
  for (const template of demoTemplates) {
    expect(unknownFact(template.texts), template.key).toBeUndefined()
    expect(Object.values(template.texts).every((text) => text.length > 10)).toBe(true)
  }
})
