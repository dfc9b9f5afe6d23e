import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { personas } from '../../platform/demo/index.ts'
import { flatten } from '../../platform/i18n/build/index.ts'

/** What one can do now: addresses, and whom to sign in as. */
export function welcome(origin: string, root: string): string {
  const stories = readStories(root)
  const width = Math.max(0, ...personas.map(({ name }) => name.length))
  return [
    '',
    'Lomma is ready.',
    '',
    `  Citizen app   ${origin}/`,
    `  GP office     ${origin}/kontor`,
    `  FHIR R4       ${origin}/fhir/R4/metadata`,
    `  OpenAPI       ${origin}/api/openapi.json`,
    '',
    'Sign in as one of these (the office has its own list on its sign-in page):',
    ...personas.map(({ key, name }) => `  ${name.padEnd(width)}  ${stories(key)}`.trimEnd()),
    '',
    'Stop with Ctrl-C.',
    '',
  ].join('\n')
}

/** The one-line stories of the sign-in page, in English like the rest of this. */
function readStories(root: string): (key: string) => string {
  const file = path.join(root, 'platform/demo/texts/en.json')
  const texts = existsSync(file) ? flatten('demo', JSON.parse(readFileSync(file, 'utf8'))) : {}
  return (key) =>
    Object.entries(texts).find(([name]) => name.endsWith(`.${key}`) || name.endsWith(`.${key}.story`))?.[1] ?? key
}
