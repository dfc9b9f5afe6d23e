import { describe, expect, it } from 'vitest'
import { compileTexts, flatten } from './build/index.ts'
import { createTranslator, type Language } from './index.ts'

const now = () => new Date('2026-04-13T08:00:00Z')

function translator(texts: Record<string, string>, language: Language = 'nb', strict = true) {
  return createTranslator({ language, messages: compileTexts(texts), strict, now })
}

describe('texts with facts', () => {
  it('fills names, and leaves plain texts as they are', () => {
    const { t } = translator({ hello: 'Hei, {name}', plain: 'Avbryt', quote: "l''or '{x}'" })
    expect(t('hello', { name: 'Torunn' })).toBe('Hei, Torunn')
    expect(t('plain')).toBe('Avbryt')
    expect(t('quote')).toBe("l'or {x}")
  })

  it('chooses by number, with exact numbers first and # as the number', () => {
    const { t } = translator({ left: '{count, plural, =0 {Ingen uttak} one {# uttak} other {# uttak av {of}}} igjen' })
    expect(t('left', { count: 0, of: 4 })).toBe('Ingen uttak igjen')
    expect(t('left', { count: 1, of: 4 })).toBe('1 uttak igjen')
    expect(t('left', { count: 3, of: 4 })).toBe('3 uttak av 4 igjen')
  })

  it('knows the dual of Northern Sami', () => {
    const { t } = translator({ x: '{n, plural, one {okta} two {guokte} other {#}}' }, 'se')
    expect([1, 2, 3].map((n) => t('x', { n }))).toEqual(['okta', 'guokte', '3'])
  })

  it('chooses by word, with # of an outer number inside', () => {
    const { t } = translator({ x: '{n, plural, other {{who, select, me {mine #} other {#}}}}' })
    expect(t('x', { n: 2, who: 'me' })).toBe('mine 2')
    expect(t('x', { n: 2, who: 'you' })).toBe('2')
  })

  it('writes dates and amounts', () => {
    const { t } = translator({ x: '{at, date, relative} · {at, date} · {at, date, time} · {fee, number, kr}' })
    expect(t('x', { at: '2026-04-14T08:30:00Z', fee: 97.5 })).toBe(
      'i morgen kl. 10.30 · 14. april 2026 · 14. april 2026 kl. 10.30 · 97,50\u00a0kr',
    )
  })
})

describe('what is missing', () => {
  it('throws on a missing key or value in tests', () => {
    const { t } = translator({ hello: 'Hei, {name}' })
    expect(() => t('nothing')).toThrow('No text for nothing in nb')
    expect(() => t('hello')).toThrow('{name}')
  })

  it('shows bokmål elsewhere', () => {
    const { t } = createTranslator({ language: 'se', messages: {}, fallback: compileTexts({ a: 'Avbryt' }) })
    expect(t('a')).toBe('Avbryt')
  })

  it('names the key of a text that is not ICU MessageFormat', () => {
    expect(() => compileTexts({ 'home.bad': '{count, plural, one {x}' })).toThrow('home.bad')
    expect(() => compileTexts({ 'home.odd': '{n, ordinal}' })).toThrow('home.odd')
  })
})

it('makes flat keys of nested ones and leaves notes out', () => {
  expect(flatten('home', { _review: 'not-checked-by-a-speaker', todo: { title: 'A' } })).toEqual({
    'home.todo.title': 'A',
  })
})
