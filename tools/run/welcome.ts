import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

interface Persona {
  readonly key: string
  readonly name: string
  readonly story: string
}

/** What one can do now: addresses, and whom to sign in as. */
export async function welcome(origin: string, root: string): Promise<string> {
  const people = await personas(root)
  const width = Math.max(0, ...people.map(({ name }) => name.length))
  return [
    '',
    'Lomma is ready.',
    '',
    `  Citizen app   ${origin}/`,
    `  GP office     ${origin}/kontor`,
    `  FHIR R4       ${origin}/fhir/R4/metadata`,
    `  OpenAPI       ${origin}/api/openapi.json`,
    '',
    ...(people.length > 0
      ? ['Sign in as:', ...people.map(({ name, story }) => `  ${name.padEnd(width)}  ${story}`), '']
      : []),
    'Stop with Ctrl-C.',
    '',
  ].join('\n')
}

/** The demo world's own table, where it is there. */
async function personas(root: string): Promise<readonly Persona[]> {
  const file = path.join(root, 'platform/demo/personas.ts')
  if (!existsSync(file)) return []
  const module: { personas?: unknown } = await import(pathToFileURL(file).href)
  return Array.isArray(module.personas) ? module.personas.filter(isPersona) : []
}

function isPersona(value: unknown): value is Persona {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['key', 'name', 'story'].every((key) => typeof Reflect.get(value, key) === 'string')
  )
}
