import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { circles, type Uses, wrongArrows } from './architecture/arrows.ts'
import { expectNone } from './architecture/none.ts'
import { isTest } from './architecture/place.ts'
import { readServices, screensOf, wrongRooms, wrongScreens } from './architecture/services.ts'
import { emptyNames, impurities, shortcuts, tooLong } from './architecture/shape.ts'
import { readSources } from './architecture/source.ts'

/** docs/ARCHITECTURE.md, held against the code. No exemption list. The rules themselves are tested in tools/architecture/. */
const root = path.join(import.meta.dirname, '..')
const sources = readSources(root)
const services = await readServices(root)
const uses: Uses = Object.fromEntries(services.map(({ id, manifest }) => [id, manifest?.uses ?? []]))

describe('the code base', () => {
  it('is really read', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(100)
  })
  it('imports only along the arrows', () => expectNone(wrongArrows(sources, uses)))
  it('has no circle among services', () => expectNone(circles(uses)))
  it('names in `uses` only services that are there', () => {
    const ids = services.map(({ id }) => id)
    expectNone(
      Object.values(uses)
        .flat()
        .filter((id) => !ids.includes(id)),
    )
  })
  it('keeps files and functions short', () => expectNone(tooLong(sources)))
  it('takes no shortcut', () => {
    // The rules' own tests hold bad examples in strings; what is code there is checked like all else.
    expectNone(sources.flatMap(shortcuts))
  })
  it('has names that say something', () => {
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
    expectNone(emptyNames(files.split('\n').filter(Boolean)))
  })
  it('keeps domain, contract and mapping pure', () => {
    const pure = sources.filter(
      ({ path: file }) => /^services\/[^/]+\/(domain|contract|fhir)\//.test(file) && !isTest(file),
    )
    expectNone(pure.flatMap(impurities))
  })
})

describe('each service', () => {
  it('has the rooms it needs and no others', () => expectNone(wrongRooms(services)))
  it('shows the screens its manifest names', () => {
    const wrong = services.flatMap((service) =>
      (['citizen', 'clinician'] as const).flatMap((room) => {
        const index = sources.find((source) => source.path === `services/${service.id}/${room}/index.ts`)
        return wrongScreens(service, room, index ? screensOf(index) : [])
      }),
    )
    expectNone(wrong)
  })
})
