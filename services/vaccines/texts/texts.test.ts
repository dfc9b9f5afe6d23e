import { readFileSync } from 'node:fs'
import path from 'node:path'
import { languages } from '@lomma/platform/i18n'
import { describe, expect, it } from 'vitest'
import { contacts, diseases, notes, refusalCodes, ruleIds, statuses } from '../contract/index.ts'
import { rules } from '../domain/rules.ts'

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
  const texts: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, `${language}.json`), 'utf8'))

  it('every code of the contract has a text', () => {
    expect(keys.filter((key) => typeof at(texts, key) !== 'string')).toEqual([])
  })
})

function at(texts: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (node, part) => (typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined),
      texts,
    )
}
