import path from 'node:path'
import { createTranslator, languages } from '@lomma/platform/i18n'
import { describe, expect, it } from 'vitest'
import { loadTexts } from '../../../platform/i18n/build/index.ts'
import { acts, purposes, roles, topics, whoSchema } from '../contract/index.ts'

const texts = await loadTexts(path.join(import.meta.dirname, '../../..'))

const keys = [
  ...topics.map((topic) => `topic.${topic}`),
  ...roles.map((role) => `role.${role}`),
  ...acts.map((act) => `act.${act}`),
  ...purposes.map((purpose) => `purpose.${purpose}`),
  ...whoSchema.options.map((who) => `filter.${who}`),
]

describe.each(languages)('in %s', (language) => {
  const { has } = createTranslator({ language, messages: texts[language], strict: true })

  it('every code of the contract has a text', () => {
    expect(keys.filter((key) => !has(`access-log.${key}`))).toEqual([])
  })
})
