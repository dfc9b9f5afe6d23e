import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator, languages } from '@lomma/platform/i18n'
import { compileTexts, flatten } from '@lomma/platform/i18n/build'
import { describe, expect, it } from 'vitest'
import { referralStates, referralSteps, refusalCodes } from '../contract/index.ts'

const params = {
  ...{ at: '2026-05-01T08:00:00Z', date: '2026-05-01', weeks: 2, place: 'Poliklinikken', unit: 'Poliklinikken' },
  ...{ title: 'Kontroll', patient: 'Kari', hospital: 'Sykehuset', phone: '00 40 01 00', name: 'Kari', born: '1. mai' },
}
const told = ['sent', 'received', 'assessed', 'rejected', 'advised', 'forwarded', 'done']
const lates = ['assessment', 'care']
const answers = ['right', 'reject', 'forward', 'advise', 'finish']
const needed = [
  ...refusalCodes.map((code) => `refusal.${code}`),
  ...referralStates.flatMap((state) => [`state.${state}`, `office-state.${state}`]),
  ...referralSteps.flatMap((step) => [`step.${step}`, `case.step.${step}`]),
  ...told.map((step) => `home.news-${step}`),
  ...lates.flatMap((late) => [`late.title-${late}`, `late.call-unit-${late}`, `late.call-helfo-${late}`]),
  ...lates.flatMap((late) => [`turn.late-${late}`, `home.late-${late}`, `home.${late}-by`, `home.${late}-by-detail`]),
  ...answers.flatMap((answer) => [`do.${answer}`, `held.${answer}`, `held-row.${answer}`]),
]

describe.each(languages)('texts in %s', (language) => {
  const tree: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, `${language}.json`), 'utf8'))
  const messages = compileTexts(flatten('referrals', tree))
  const { t } = createTranslator({ language, messages, strict: true })

  it('say every state, step, answer and refusal, with all facts filled in', () => {
    for (const key of needed) {
      const said = t(`referrals.${key}`, params)
      expect(said.length, key).toBeGreaterThan(1)
      expect(said, key).not.toMatch(/[{}]/)
    }
  })
})
