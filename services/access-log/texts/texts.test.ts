import { readFileSync } from 'node:fs'
import path from 'node:path'
import { languages } from '@lomma/platform/i18n'
import { describe, expect, it } from 'vitest'
import { acts, purposes, roles, topics, whoSchema } from '../contract/index.ts'

const keys = [
  ...topics.map((topic) => `topic.${topic}`),
  ...roles.map((role) => `role.${role}`),
  ...acts.map((act) => `act.${act}`),
  ...purposes.map((purpose) => `purpose.${purpose}`),
  ...whoSchema.options.map((who) => `filter.${who}`),
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
