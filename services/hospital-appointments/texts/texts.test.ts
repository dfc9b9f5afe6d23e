import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator, languages } from '@lomma/platform/i18n'
import { compileTexts, flatten } from '@lomma/platform/i18n/build'
import { describe, expect, it } from 'vitest'
import { actSchema, hospitalStatusSchema, meetingTypes, refusalCodes, whyNotSchema } from '../contract/index.ts'

const params = {
  ...{ at: '2026-05-01T08:00:00Z', until: '2026-05-01T08:00:00Z', date: '2026-05-01', count: 2, phone: '00 40 01 00' },
  ...{ clinic: 'Poliklinikken', title: 'Kontroll', patient: 'Kari', what: 'tider' },
}
const acts = actSchema.options
const outcomes = ['done', 'none', 'asking'] as const
const needed = [
  ...refusalCodes.map((code) => `refusal.${code}`),
  ...whyNotSchema.options.map((why) => `why.${why}`),
  ...acts.flatMap((act) => [`cannot.${act}`, ...outcomes.map((outcome) => `attempt.${outcome}-${act}`)]),
  ...outcomes.map((outcome) => `attempt.${outcome}-text`),
  ...hospitalStatusSchema.options.flatMap((status) => [`status.${status}`, `office.status.${status}`]),
  ...meetingTypes.map((type) => `type.${type}`),
  ...['choose', 'earlier', 'ended-choose', 'ended-move', 'ended-cancel', 'ended-none'].map((key) => `home.${key}`),
]

describe.each(languages)('texts in %s', (language) => {
  const tree: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, `${language}.json`), 'utf8'))
  const messages = compileTexts(flatten('hospital-appointments', tree))
  const { t } = createTranslator({ language, messages, strict: true })

  it('say every state, reason, outcome and refusal, with all facts filled in', () => {
    for (const key of needed) {
      const said = t(`hospital-appointments.${key}`, params)
      expect(said.length, key).toBeGreaterThan(1)
      expect(said, key).not.toMatch(/[{}]/)
    }
  })
})
