import { describe, expect, it } from 'vitest'
import { compileTexts } from '../../platform/i18n/build/index.ts'
import { parse } from '../architecture/source.ts'
import { lix, plain } from './lix.ts'
import { readability, textsOn } from './readability.ts'
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

describe('the texts of a screen', () => {
  const texts = {
    'tea.easy': 'Du kan be om ny te her. Vi sier fra når den er klar.',
    'tea.hard':
      'Teforespørselen videresendes automatisk til behandlende tekjøkken forutsatt gjeldende samtykkeerklæring.',
    'tea.other.cup': 'En kopp',
  }
  const keys = (code: string) =>
    Object.keys(
      textsOn(usedKeys(parse('services/tea/citizen/Tea.page.tsx', code), ['tea']), 'services/tea/citizen/', texts),
    )

  it('are those it asks for, whole and with gaps, and not those of other folders', () => {
    expect(keys(`t('tea.easy'); t(\`tea.other.\${kind}\`)`)).toEqual(['tea.easy', 'tea.other.cup'])
    const elsewhere = usedKeys(parse('services/tea/clinician/X.tsx', "t('tea.easy')"), ['tea'])
    expect(textsOn(elsewhere, 'services/tea/citizen/', texts)).toEqual({})
  })
  it('are measured, with the hardest named', () => {
    const found = readability(texts, (text) => text)
    expect(found?.worst.map(({ key }) => key)).toEqual(['tea.hard'])
    expect(found?.words).toBeLessThan(10)
    expect(readability({ 'tea.other.cup': 'En kopp' }, (text) => text)).toBeUndefined()
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
