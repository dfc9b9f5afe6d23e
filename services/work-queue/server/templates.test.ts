import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { templateListSchema, type WriteTemplate } from '../contract/index.ts'
import { granted, openScene, type Scene } from './scene.fixture.ts'
import { listTemplates, removeTemplate, writeTemplate } from './templates.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const words: WriteTemplate = {
  name: 'Åpningstider',
  kinds: [],
  uses: ['reply'],
  texts: { nb: 'Hei {fornavn}. Vi har åpent til 15.', nn: '', se: '', en: '' },
  version: 0,
}

describe('the office’s templates', () => {
  it('begin with ready-made words at every office of the demo world', async () => {
    const list = await listTemplates(scene.secretary('secretary-nordlys'), scene.deps())
    expect(templateListSchema.parse(list)).toEqual(list)
    expect(list.templates.length).toBeGreaterThan(10)
  })

  it('are written, changed and taken away by anybody at the office, and seen by nobody else', async () => {
    const deps = scene.deps()
    const find = async (who: Parameters<typeof listTemplates>[0]) =>
      (await listTemplates(who, deps)).templates.find(({ name }) => name.startsWith('Åpningstider'))
    granted(await writeTemplate(scene.secretary('secretary-nordlys'), undefined, words, deps))
    const made = await find(scene.doctor('gp-nordlys'))
    if (!made) throw new Error('nothing written')
    expect(made).toMatchObject({ version: 1, changedBy: 'Tone Furulidal', uses: ['reply'] })
    expect(await find(scene.doctor('gp-lynghei'))).toBeUndefined()

    const changed = { ...words, name: 'Åpningstider i jula', version: 1 }
    granted(await writeTemplate(scene.doctor('gp-nordlys'), made.id, changed, deps))
    expect(await find(scene.doctor('gp-nordlys'))).toMatchObject({ version: 2, changedBy: 'Ingvild Steinbruhei' })
    expect(await writeTemplate(scene.doctor('gp-nordlys'), made.id, changed, deps)).toMatchObject({
      refused: 'changed-meanwhile',
      status: 409,
    })
    const stranger = scene.doctor('gp-lynghei')
    expect(await writeTemplate(stranger, made.id, { ...changed, version: 2 }, deps)).toMatchObject({ status: 404 })
    expect(await removeTemplate(stranger, made.id, deps)).toMatchObject({ refused: 'not-found' })
    granted(await removeTemplate(scene.doctor('gp-nordlys'), made.id, deps))
    expect(await find(scene.doctor('gp-nordlys'))).toBeUndefined()
    expect(await removeTemplate(scene.doctor('gp-nordlys'), made.id, deps)).toMatchObject({ refused: 'not-found' })
  })

  it('are written once, however often the same command is sent', async () => {
    const deps = scene.deps()
    const key = randomUUID()
    const count = async () => (await listTemplates(scene.doctor('gp-lynghei'), deps)).templates.length
    const before = await count()
    for (const _ of [1, 2]) granted(await writeTemplate(scene.doctor('gp-lynghei', key), undefined, words, deps))
    expect(await count()).toBe(before + 1)
  })

  it.each([
    ['without a name', { ...words, name: '' }, 'template-empty'],
    ['without words in bokmål', { ...words, texts: { ...words.texts, nb: '' } }, 'template-empty'],
    ['with a fact that no patient has', { ...words, texts: { ...words.texts, en: '{fnr}' } }, 'unknown-fact'],
  ] as const)('are refused %s', async (_what, template, refused) => {
    const answer = await writeTemplate(scene.doctor('gp-nordlys'), undefined, template, scene.deps())
    expect(answer).toMatchObject({ refused, status: 422 })
  })

  it('are no more than a hundred', async () => {
    const deps = scene.deps()
    const doctor = () => scene.doctor('gp-fjordvik')
    const { templates } = await listTemplates(doctor(), deps)
    for (let n = templates.length; n < 100; n++) granted(await writeTemplate(doctor(), undefined, words, deps))
    expect(await writeTemplate(doctor(), undefined, words, deps)).toMatchObject({ refused: 'too-many', status: 409 })
  })
})
