import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const template = path.join(import.meta.dirname, 'template')

/**
 * Writes a small service that works at once: a screen, a route, a read of the own record, texts in four languages, a unit test
 * and a browser test. @returns the files written. @throws Error when the id will not do.
 */
export function makeService(services: string, id: string, capability: string): string[] {
  if (!/^[a-z]+(-[a-z]+)*$/.test(id)) throw new Error(`"${id}" is no id: small letters, words joined by hyphens`)
  const folder = path.join(services, id)
  if (existsSync(folder)) throw new Error(`services/${id} is there already`)
  const name = id.replace(/(^|-)([a-z])/g, (_all, _hyphen, letter: string) => letter.toUpperCase())
  return globSync('**/*.txt', { cwd: template })
    .sort()
    .map((file) => {
      const target = file
        .replace(/\.txt$/, '')
        .replace('Name.page', `${name}.page`)
        .replace('service.e2e', `${id}.e2e`)
      const text = readFileSync(path.join(template, file), 'utf8')
      const filled = text.replaceAll('{{id}}', id).replaceAll('{{Name}}', name).replaceAll('{{capability}}', capability)
      mkdirSync(path.dirname(path.join(folder, target)), { recursive: true })
      writeFileSync(path.join(folder, target), filled)
      return target.replaceAll('\\', '/')
    })
}
