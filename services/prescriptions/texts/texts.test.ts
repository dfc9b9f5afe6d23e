import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator, languages } from '@lomma/platform/i18n'
import { compileTexts, flatten } from '@lomma/platform/i18n/build'
import { describe, expect, it } from 'vitest'
import { refusalCodes, renewalReasons, renewalStates } from '../contract/index.ts'
import { interactionRules } from '../domain/interactions.ts'

const params = {
  ...{ from: '2026-05-01', receipt: 'R-7K3M-92', office: 'Legekontoret', by: 'unknown', state: 'approved', to: 'Lege' },
  ...{
    a: 'Ramipril',
    b: 'Ibuprofen',
    medicine: 'Losartan',
    days: 6,
    date: '2026-05-01',
    phone: '00 10 01 10',
    until: '2026-04-17',
    standIn: 'Priya Nandavar',
    left: 2,
  },
}

const needed = [
  ...refusalCodes.map((code) => `refusal.${code}`),
  ...renewalReasons.flatMap((reason) => [`rule.${reason}`, `instead.${reason}`]),
  ...renewalStates.map((state) => `state.${state}`),
  ...interactionRules.map((rule) => `interaction.${rule.key}`),
  ...['office', 'citizen', 'nobody'].map((turn) => `turn.${turn}`),
  ...['renew', 'late', 'late-detail', 'answer-by', 'runs-out', 'answer-approved'].map((key) => `home.${key}`),
]

describe.each(languages)('texts in %s', (language) => {
  const file = path.join(import.meta.dirname, `${language}.json`)
  const tree: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const messages = compileTexts(flatten('prescriptions', tree))
  const { t } = createTranslator({ language, messages, strict: true })

  it('say every state, reason, refusal and interaction, with all facts filled in', () => {
    for (const key of needed) {
      const said = t(`prescriptions.${key}`, params)
      expect(said.length, key).toBeGreaterThan(2)
      expect(said, key).not.toMatch(/[{}]|!/)
    }
  })

  it('name the doctor who was first, when that is known', () => {
    expect(t('prescriptions.refusal.already-answered', { ...params, by: 'Priya Nandavar' })).toContain('Priya Nandavar')
  })
})
