import { readFileSync } from 'node:fs'
import path from 'node:path'
import { languages } from '@lomma/platform/i18n'
import { flatten } from '@lomma/platform/i18n/build'
import { describe, expect, it } from 'vitest'
import { verdicts } from '../citizen/check/verify.ts'
import { refusalCodes, whyNots } from '../contract/index.ts'

const needed = [
  ...refusalCodes.map((code) => `refusal.${code}`),
  ...whyNots.map((why) => `why.${why}`),
  ...verdicts.flatMap((verdict) => [`check.verdict.${verdict}.title`, `check.verdict.${verdict}.body`]),
  ...['you', 'record'].map((by) => `state.withdrawn-${by}`),
]

describe.each(languages)('in %s', (language) => {
  const texts = flatten(
    'certificates',
    JSON.parse(readFileSync(path.join(import.meta.dirname, `${language}.json`), 'utf8')),
  )

  it('every code of the contract and every answer of the checker has a text', () => {
    expect(needed.filter((key) => !(`certificates.${key}` in texts))).toEqual([])
  })
})
