import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { capabilitiesDocument, findCapabilities, unknownCapabilities } from './capabilities/find.ts'
import { type FoundScreen, findScreens, screenAt, screensDocument } from './screens/find.ts'

const root = path.join(import.meta.dirname, '..')
const document = (name: string) => readFileSync(path.join(root, 'docs', name), 'utf8')

describe('documents that are made', () => {
  it('SCREENS.md is up to date: npm run screens', async () => {
    expect(document('SCREENS.md')).toBe(screensDocument(await findScreens(root)))
  })
  it('CAPABILITIES.md is up to date: npm run capabilities', async () => {
    expect(document('CAPABILITIES.md')).toBe(capabilitiesDocument(await findCapabilities(root)))
  })
  it('services name capabilities that are known', async () => expect(await unknownCapabilities(root)).toEqual([]))
})

describe('where', () => {
  const screen = (where: string): FoundScreen => ({
    ...{ path: where, title: 'tea.title', name: 'Te', file: `${where}.page.tsx`, app: 'citizen', service: 'tea' },
  })
  const screens = ['/te', '/te/:id', '/te/ny', '/kontor'].map(screen)
  it.each([
    ['/te', '/te'],
    ['/te/', '/te'],
    ['http://localhost:8080/te/42?x=1#y', '/te/:id'],
    ['/te/ny', '/te/ny'],
  ])('%s is %s', (address, found) => expect(screenAt(address, screens)?.path).toBe(found))
  it.each(['/', '/te/1/2', '/tea'])('%s is none', (address) => expect(screenAt(address, screens)).toBeUndefined())
})

describe('CONFIGURATION.md', () => {
  it('names every environment variable the server reads', () => {
    const config = readFileSync(path.join(root, 'platform/config/index.ts'), 'utf8')
    const read = [...config.matchAll(/env\.([A-Z][A-Z_]+)/g)].map(([, name]) => name ?? '')
    const suffixes = [...config.matchAll(/\$\{prefix\}_([A-Z_]+)/g)].map(([, name]) => name ?? '')
    const logins = ['LOMMA_CITIZEN', 'LOMMA_PERSONNEL'].flatMap((prefix) =>
      suffixes.map((suffix) => `${prefix}_${suffix}`),
    )
    expect(read.length).toBeGreaterThan(5)
    expect(
      [...new Set([...read, ...logins])].filter((name) => !document('CONFIGURATION.md').includes(`\`${name}\``)),
    ).toEqual([])
  })
})
