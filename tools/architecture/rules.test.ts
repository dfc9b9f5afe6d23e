import { describe, expect, it } from 'vitest'
import { circles, type Uses, wrongArrows } from './arrows.ts'
import { type ServiceFolder, screensOf, wrongRooms, wrongScreens } from './services.ts'
import { emptyNames, impurities, shortcuts, tooLong } from './shape.ts'
import { parse } from './source.ts'

/** Each rule is shown something bad, and something good beside it: a rule that cannot refuse is none. */

const arrow = (from: string, code: string, uses: Uses = {}) => wrongArrows([parse(from, code)], uses)
const server = 'services/vaccines/server/list.ts'
const page = 'services/vaccines/citizen/Vaccines.page.tsx'

describe('arrows', () => {
  it.each([
    [
      'platform → service by path',
      'platform/http/api.ts',
      "import { x } from '../../services/vaccines/contract/index.ts'",
    ],
    [
      'platform → service by name',
      'platform/http/api.ts',
      "import type { x } from '@lomma/services/vaccines/contract'",
    ],
    ['platform → app', 'platform/http/api.ts', "export * from '../../apps/server/main.ts'"],
    ['service → platform by path', server, "import { x } from '../../../platform/db/index.ts'"],
    ['service → inside of a module', server, "import { x } from '@lomma/platform/db/client'"],
    ['service → inside of a service', server, "import { x } from '../../prescriptions/domain/supply.ts'"],
    ['service → undeclared contract', server, "import { x } from '@lomma/services/prescriptions/contract'"],
    ['service → deep by name', server, "import { x } from '@lomma/services/prescriptions/domain'"],
    ['service → app', server, "import { x } from '../../../apps/server/main.ts'"],
    ['service → tools', server, "import { x } from '../../../tools/postgres/index.ts'"],
    ['app → service by path', 'apps/server/main.ts', "import { x } from '../../services/vaccines/server/index.ts'"],
    ['app → app', 'apps/citizen/main.tsx', "import { x } from '../clinician/main.tsx'"],
    ['a lazy import', server, "const x = await import('../../prescriptions/server/index.ts')"],
    ['a type import in a type', server, "type X = import('../../prescriptions/server/index.ts').X"],
  ])('refuse %s', (_name, from, code) => expect(arrow(from, code)).toHaveLength(1))

  it.each([
    ['inside a service', server, "import { x } from '../domain/programme.ts'"],
    ['the platform by name', server, "import { x } from '@lomma/platform/db'"],
    ['inside the platform', 'platform/http/api.ts', "import { x } from '../errors/index.ts'"],
    ['an app of the platform', 'apps/server/main.ts', "import { x } from '@lomma/platform/config'"],
  ])('allow %s', (_name, from, code) => expect(arrow(from, code)).toEqual([]))

  it('allow a contract that is declared', () => {
    const code = "import type { Medicine } from '@lomma/services/prescriptions/contract'"
    expect(arrow(server, code, { vaccines: ['prescriptions'] })).toEqual([])
  })
})

describe('rooms', () => {
  it.each([
    ['screen → server', page, "import { x } from '../server/list.ts'"],
    ['screen → database', page, "import { x } from '@lomma/platform/db'"],
    ['screen → Node', page, "import { readFile } from 'node:fs/promises'"],
    ['screen → server package', page, "import postgres from 'postgres'"],
    ['citizen → clinician', page, "import { x } from '../clinician/Queue.tsx'"],
    ['server → screen', server, "import { x } from '../citizen/api.ts'"],
    ['server → React', server, "import { useState } from 'react'"],
    ['server → demo', server, "import { x } from '../demo/index.ts'"],
    ['domain → clock', 'services/vaccines/domain/rules.ts', "import { x } from '@lomma/platform/clock'"],
    ['domain → server', 'services/vaccines/domain/rules.ts', "import { x } from '../server/queries.ts'"],
    ['domain → package', 'services/vaccines/domain/rules.ts', "import { z } from 'zod'"],
    ['domain → Node', 'services/vaccines/domain/rules.ts', "import { randomUUID } from 'node:crypto'"],
    ['contract → domain', 'services/vaccines/contract/index.ts', "import { x } from '../domain/rules.ts'"],
    ['mapping → database', 'services/vaccines/fhir/dose.ts', "import { connect } from '@lomma/platform/db'"],
    ['manifest → platform server', 'services/vaccines/service.ts', "import { x } from '@lomma/platform/service'"],
    ['manifest → anything', 'services/vaccines/service.ts', "import { x } from './contract/index.ts'"],
    ['platform server → platform web', 'platform/http/api.ts', "import { x } from '../ui/Page.tsx'"],
    ['platform web → platform server', 'platform/web/session.ts', "import { x } from '../http/index.ts'"],
  ])('refuse %s', (_name, from, code) => expect(arrow(from, code)).toHaveLength(1))

  it.each([
    ['domain → calendar', 'services/vaccines/domain/rules.ts', "import { addDays } from '@lomma/platform/calendar'"],
    ['screen → rule', page, "import { x } from '../domain/programme.ts'"],
    [
      'mapping → FHIR types',
      'services/vaccines/fhir/dose.ts',
      "import type { ResourceOf } from '@lomma/platform/fhir'",
    ],
    ['the manifest', 'services/vaccines/service.ts', "import { defineService } from '@lomma/platform/manifest'"],
    ['contract → zod', 'services/vaccines/contract/index.ts', "import { z } from '@hono/zod-openapi'"],
    ['a test → Node', 'services/vaccines/domain/rules.test.ts', "import { readFile } from 'node:fs/promises'"],
  ])('allow %s', (_name, from, code) => expect(arrow(from, code)).toEqual([]))
})

it('circles are found and named once', () => {
  expect(circles({ a: ['b'], b: ['c'], c: ['a'], d: ['a'] })).toEqual(['a ⇄ b ⇄ c'])
  expect(circles({ a: ['b', 'c'], b: ['c'], c: [] })).toEqual([])
})

describe('shape', () => {
  it('refuses long files, and lets tests be longer', () => {
    const body = (count: number) => Array.from({ length: count }, (_, i) => `const y${i} = 1`).join('\n')
    expect(tooLong([parse('platform/db/a.ts', body(251))])).toHaveLength(1)
    expect(tooLong([parse('platform/db/a.ts', body(250))])).toEqual([])
    expect(tooLong([parse('platform/db/a.test.ts', body(400))])).toEqual([])
    expect(tooLong([parse('platform/db/a.test.ts', body(401))])).toHaveLength(1)
  })
  it.each(['function f() {', 'const f = () => {', 'const f = function () {'])('refuses a long %s', (head) => {
    const body = (count: number) => `${head}\n${'  g()\n'.repeat(count)}}`
    expect(tooLong([parse('platform/db/a.ts', body(49))])).toHaveLength(1)
    expect(tooLong([parse('platform/db/a.ts', body(48))])).toEqual([])
  })
  it('refuses names that say nothing', () => {
    const bad = [
      'platform/utils/x.ts',
      'services/a/server/helpers.ts',
      'platform/db/PoolManager.ts',
      'a/api-v2.ts',
      'common/b.ts',
    ]
    expect(emptyNames(bad)).toHaveLength(bad.length)
    expect(emptyNames(['platform/db/client.ts', 'services/a/server/commonwealth.ts'])).toEqual([])
  })
  it.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'process.env.TZ',
    "fetch('/x')",
    'setTimeout(f, 1)',
    'crypto.randomUUID()',
    'performance.now()',
  ])('calls %s impure', (code) =>
    expect(impurities(parse('services/a/domain/b.ts', `export const x = ${code}`))).toHaveLength(1),
  )
  it('lets rules count with dates they were given', () => {
    const code = 'export const f = (at: Date) => new Date(at.getTime() + Math.round(1.5))'
    expect(impurities(parse('services/a/domain/b.ts', code))).toEqual([])
  })
  it.each([
    'const x: any = 1',
    'const x = y as any',
    '// @ts-ignore\nf()',
    '// @ts-expect-error\nf()',
    '// TODO later\nf()',
    '/* FIXME */ f()',
    "it.only('a', f)",
    "test.skip('a', f)",
    "test.describe.only('a', f)",
    "describe.skip('a', f)",
  ])('refuses the shortcut %s', (code) => expect(shortcuts(parse('platform/a/b.ts', code))).toHaveLength(1))
  it('does not mistake words for shortcuts', () => {
    expect(shortcuts(parse('platform/a/b.ts', "const any = 'TODO'; list.skip(any); // any todo list"))).toEqual([])
  })
})

const files = [
  'service.ts',
  'contract/index.ts',
  'server/index.ts',
  ...['nb', 'nn', 'se', 'en'].map((l) => `texts/${l}.json`),
]
function folder(more: Partial<ServiceFolder> = {}, id = 'tea'): ServiceFolder {
  const manifest: ServiceFolder['manifest'] = {
    ...{ id, capabilities: ['D4'], paths: { citizen: ['/te'] }, owns: [], uses: [] },
    ...{ publishes: [], listens: [], actingFor: 'never', offline: false },
  }
  return { id: 'tea', manifest, files: [...files, 'citizen/index.ts', 'citizen/Tea.page.tsx'], ...more }
}

describe('services', () => {
  it('have their rooms', () => {
    expect(wrongRooms([folder()])).toEqual([])
    expect(wrongRooms([folder({ files: files.slice(1) })])).toEqual(['services/tea lacks service.ts'])
    expect(wrongRooms([folder({ files: [...files, 'lib/x.ts'] })])).toEqual(['services/tea/lib/x.ts is in no room'])
    expect(wrongRooms([folder({ files: [...files, 'citizen/Tea.page.tsx'] })])).toEqual([
      'services/tea/citizen lacks index.ts',
    ])
    expect(wrongRooms([folder({}, 'coffee')])).toEqual(['services/tea/service.ts says id coffee'])
  })

  const index = (path: string, file: string) =>
    parse(
      'services/tea/citizen/index.ts',
      `export const plugin = { screens: [{ path: '${path}', title: 'tea.title', load: () => import('./${file}') }] }`,
    )

  it('may give one screen two addresses', () => {
    const code = `const load = () => import('./Tea.page.tsx')
      export const plugin = { screens: [{ path: '/te', title: 'a', load }, { path: '/te/:id', title: 'b', load }] }`
    const shown = screensOf(parse('services/tea/citizen/index.ts', code))
    expect(shown.map(({ path, file }) => [path, file])).toEqual([
      ['/te', 'services/tea/citizen/Tea.page.tsx'],
      ['/te/:id', 'services/tea/citizen/Tea.page.tsx'],
    ])
  })

  it('show what they name, and name what they show', () => {
    const shown = screensOf(index('/te', 'Tea.page.tsx'))
    expect(shown).toEqual([{ path: '/te', title: 'tea.title', file: 'services/tea/citizen/Tea.page.tsx' }])
    expect(wrongScreens(folder(), 'citizen', shown)).toEqual([])
    expect(wrongScreens(folder(), 'citizen', screensOf(index('/kaffe', 'Tea.page.tsx')))).toHaveLength(2)
    expect(wrongScreens(folder(), 'citizen', screensOf(index('/te', 'Gone.page.tsx')))).toHaveLength(2)
    expect(wrongScreens(folder(), 'citizen', [])).toHaveLength(2)
  })
})
