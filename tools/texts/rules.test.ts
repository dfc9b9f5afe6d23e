import { describe, expect, it } from 'vitest'
import { compileTexts } from '../../platform/i18n/build/index.ts'
import { parse } from '../architecture/source.ts'
import { lix, plain } from './lix.ts'
import { shouting, staleSame, type TextSet, unequalKeys, unequalPlaceholders, untranslated } from './rules.ts'
import { missingTexts, unusedTexts, usedKeys } from './used-keys.ts'

/** Each rule is shown bad texts, and good ones beside them. */

const good: TextSet = {
  namespace: 'tea',
  nb: {
    'tea.title': 'Te du kan få',
    'tea.left': '{count, plural, one {# kopp} other {# kopper}}',
    'tea.day': '{at, date}',
  },
  nn: {
    'tea.title': 'Te du kan få her',
    'tea.left': '{count, plural, one {# kopp} other {# koppar}}',
    'tea.day': '{at, date}',
  },
  se: {
    'tea.title': 'Deadja',
    'tea.left': '{count, plural, one {# gohppu} two {# gohpu} other {# gohpu}}',
    'tea.day': '{at, date}',
  },
  en: {
    'tea.title': 'Tea for you',
    'tea.left': '{count, plural, one {# cup} other {# cups}}',
    'tea.day': '{at, date}',
  },
  same: [],
}
const compile = (text: string) => compileTexts({ text }).text ?? ''

describe('texts', () => {
  it('that are right pass', () => {
    expect(unequalKeys(good)).toEqual([])
    expect(unequalPlaceholders(good, compile)).toEqual([])
    expect(untranslated(good)).toEqual([])
    expect(shouting(good)).toEqual([])
  })
  it('must have the same keys', () => {
    expect(unequalKeys({ ...good, en: {} })).toHaveLength(3)
    expect(unequalKeys({ ...good, se: { ...good.se, 'tea.more': 'Eanet' } })).toEqual([
      'nb lacks tea.more, which se has',
    ])
  })
  it('must take the same facts', () => {
    const nn = { ...good.nn, 'tea.left': '{number, plural, one {# kopp} other {# koppar}}' }
    expect(unequalPlaceholders({ ...good, nn }, compile)).toHaveLength(1)
    const en = { ...good.en, 'tea.day': '{at}' }
    expect(unequalPlaceholders({ ...good, en }, compile)).toHaveLength(1)
  })
  it('must be translated, unless they are really the same', () => {
    const set = { ...good, nn: { ...good.nn, 'tea.title': 'Te du kan få' } }
    expect(untranslated(set)).toHaveLength(1)
    expect(untranslated({ ...set, same: ['Te du kan få'] })).toEqual([])
    expect(staleSame({ ...set, same: ['Te du kan få'] })).toEqual([])
    expect(staleSame({ ...good, same: ['Te du kan få'] })).toHaveLength(1)
  })
  it('must not shout', () => expect(shouting({ ...good, en: { 'tea.title': 'Tea!' } })).toHaveLength(1))
})

describe('readability', () => {
  it('tells easy from hard', () => {
    const easy = lix(['Du kan be om ny resept her.', 'Vi sier fra når den er klar.'])
    const hard = lix([
      'Fornyelsesforespørselen videresendes automatisk til behandlende fastlegekontor forutsatt gjeldende samtykkeerklæring.',
    ])
    expect(easy).toBeLessThan(30)
    expect(hard).toBeGreaterThan(60)
    expect(lix(['Resepter', 'Send'])).toBeUndefined()
  })
  it('reads a message with choices as one sentence', () => {
    expect(plain(compile('{count, plural, one {# kopp} other {# kopper}} før {at, date}'))).toBe('3 kopper før 3. mai')
  })
})

describe('keys in the code', () => {
  const keys = ['tea.title', 'tea.state.hot', 'tea.state.cold', 'tea.left']
  const used = (code: string) => usedKeys(parse('services/tea/citizen/Tea.page.tsx', code), ['tea'])

  it('are found whole and with gaps', () => {
    const found = used(`t('tea.title'); t(\`tea.state.\${state}\`); const x = { key: 'tea.left' }`)
    expect(found.map(({ pattern }) => pattern)).toEqual(['tea.title', 'tea.state.*', 'tea.left'])
    expect(missingTexts(found, keys)).toEqual([])
    expect(unusedTexts(found, keys)).toEqual([])
  })
  it('must have a text', () => {
    expect(missingTexts(used("t('tea.titel')"), keys)).toHaveLength(1)
    expect(missingTexts(used("translator.t(warm ? 'tea.title' : 'tea.cool')"), keys)).toHaveLength(1)
    expect(missingTexts(used(`t(\`tea.status.\${state}\`)`), keys)).toHaveLength(1)
  })
  it('are not events, which look alike', () => {
    expect(missingTexts(used("publish({ type: 'tea.poured' })"), keys)).toEqual([])
  })
  it('leave no text unused, and a gap after the namespace uses nothing', () => {
    expect(unusedTexts(used("t('tea.title')"), keys)).toEqual(['tea.state.hot', 'tea.state.cold', 'tea.left'])
    expect(unusedTexts(used(`t(\`tea.\${anything}\`)`), keys)).toEqual(keys)
  })
})
