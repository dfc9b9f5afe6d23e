import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileTexts } from '../../platform/i18n/build/index.ts'
import { wrongArrows } from '../architecture/arrows.ts'
import { readServices, screensOf, wrongRooms, wrongScreens } from '../architecture/services.ts'
import { impurities, shortcuts, tooLong } from '../architecture/shape.ts'
import { parse, type Source } from '../architecture/source.ts'
import { bin, runNode } from '../run/processes.ts'
import { readTextSets } from '../texts/read.ts'
import { shouting, unequalKeys, unequalPlaceholders, untranslated } from '../texts/rules.ts'
import { missingTexts, unusedTexts, usedKeys } from '../texts/used-keys.ts'
import { makeService } from './make.ts'

/** Inside the repository, so that @lomma/platform is found; outside what is checked and built. */
const root = path.join(import.meta.dirname, '../../.data/new-service-test')
const services = path.join(root, 'services')
let sources: Source[] = []

beforeAll(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(services, { recursive: true })
  const files = makeService(services, 'blood-tests', 'D5')
  sources = files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) =>
      parse(`services/blood-tests/${file}`, readFileSync(path.join(services, 'blood-tests', file), 'utf8')),
    )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a new service', () => {
  it('passes the architecture test', async () => {
    const found = await readServices(root)
    expect(found).toHaveLength(1)
    expect(wrongRooms(found)).toEqual([])
    expect(wrongArrows(sources, {})).toEqual([])
    expect([...tooLong(sources), ...sources.flatMap(shortcuts)]).toEqual([])
    expect(sources.filter(({ path: file }) => /(domain|contract)\/[a-z]+\.ts$/.test(file)).flatMap(impurities)).toEqual(
      [],
    )
    const index = sources.find(({ path: file }) => file.endsWith('citizen/index.ts'))
    expect(found.flatMap((one) => wrongScreens(one, 'citizen', index ? screensOf(index) : []))).toEqual([])
  })

  it('passes the text test', async () => {
    const set = (await readTextSets(root)).find(({ namespace }) => namespace === 'blood-tests')
    if (!set) throw new Error('no texts')
    const compile = (text: string) => compileTexts({ text }).text ?? ''
    expect([...unequalKeys(set), ...unequalPlaceholders(set, compile), ...untranslated(set), ...shouting(set)]).toEqual(
      [],
    )
    expect(set.review).toBe('not-checked-by-a-speaker')
    const used = sources.flatMap((source) => usedKeys(source, ['blood-tests']))
    expect([...missingTexts(used, Object.keys(set.nb)), ...unusedTexts(used, Object.keys(set.nb))]).toEqual([])
  })

  it.each(['pure', 'server', 'web', 'e2e'])('type checks (%s)', async (part) => {
    const base = JSON.parse(readFileSync(path.join(root, `../../tsconfig.${part}.json`), 'utf8'))
    const include = base.include.filter((pattern: string) => pattern.startsWith('services/'))
    // The service itself; what it imports of the platform is checked along with it, and has its own check.
    const config = {
      extends: `../../tsconfig.${part}.json`,
      include: [...include, '../../platform/web/*.d.ts'],
      exclude: base.exclude ?? [],
    }
    writeFileSync(path.join(root, `tsconfig.${part}.json`), JSON.stringify(config))
    const { output } = await runNode([bin('typescript', 'bin/tsc'), '-p', path.join(root, `tsconfig.${part}.json`)])
    expect(output.split('\n').filter((line) => line.includes('services/blood-tests'))).toEqual([])
  })

  it('is formatted', async () => {
    const biome = [bin('@biomejs/biome', 'bin/biome'), 'check', '--vcs-enabled=false', services]
    const { code, output } = await runNode(biome)
    expect(`${code} ${code === 0 ? '' : output}`).toBe('0 ')
  })

  it('is not made twice, nor with an id that will not do', () => {
    expect(() => makeService(services, 'blood-tests', 'D5')).toThrow('already')
    for (const id of ['Blood', 'blood_tests', '../x', '', 'x-'])
      expect(() => makeService(services, id, 'D5')).toThrow('no id')
  })
})
