import path from 'node:path'
import { createTranslator, languages } from '@lomma/platform/i18n'
import { describe, expect, it } from 'vitest'
import { loadTexts } from '../../../platform/i18n/build/index.ts'
import { contacts, diseases, notes, refusalCodes, ruleIds, statuses } from '../contract/index.ts'
import { rules } from '../domain/rules.ts'

const texts = await loadTexts(path.join(import.meta.dirname, '../../..'))

/** Rules that can become a task on the front page: all but the one decided by assessment. */
const tasks = rules.filter(({ kind }) => kind !== 'assessment').map(({ id }) => id)

const keys = [
  ...diseases.map((id) => `disease.${id}`),
  ...refusalCodes.map((code) => `refusal.${code}`),
  ...statuses.map((status) => `status.${status}`),
  ...notes.map((note) => `note.${note}`),
  ...contacts.flatMap((contact) => [
    `contact.${contact}`,
    `home.coming.${contact}`,
    `home.due.${contact}`,
    `home.overdue.${contact}`,
  ]),
  ...ruleIds.flatMap((rule) => [`rule.${rule}.name`, `rule.${rule}.when`]),
  ...tasks.map((rule) => `home.todo.${rule}`),
  ...rules.map(({ source }) => `source.${source.id}`),
  'home.due.gp-phone',
  'home.overdue.gp-phone',
]

describe.each(languages)('in %s', (language) => {
  const { has } = createTranslator({ language, messages: texts[language], strict: true })

  it('every code of the contract has a text', () => {
    expect(keys.filter((key) => !has(`vaccines.${key}`))).toEqual([])
  })
})
