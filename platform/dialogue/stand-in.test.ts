import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Registers } from '../registers/types.ts'
import { portal } from '../testing/index.ts'
import { beginThread, readCase } from './index.ts'
import { granted, openScene, type Scene, talk } from './scene.fixture.ts'
import { standInListeners } from './stand-in.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps

it('what came in before an absence goes to the stand-in, and back when it is over unless begun on', async () => {
  const begin = () => beginThread(scene.citizen('everyday'), talk, { text: 'Hei' }, deps())
  const [waiting, begun] = [granted(await begin()).thread, granted(await begin()).thread]
  await scene.world.dispatcher.drain()
  const absent = scene.doctor('gp-nordlys').actor
  const standIn = scene.doctor('gp-nordlys-substitute').actor
  const { id: office } = scene.person('everyday').office
  let away = true
  const closed: Registers['gp']['closed'] = async (practitioner) =>
    away && practitioner === absent.practitioner
      ? { until: '2026-04-20', standIn: { practitioner: standIn.practitioner, hpr: standIn.hpr, name: standIn.name } }
      : undefined
  const tell = (what: string) =>
    deps().store.command(portal, async (tx) => {
      const registers = { ...tx.registers, gp: { ...tx.registers.gp, closed } }
      const data = { practitioner: absent.practitioner, office, standIn: standIn.practitioner }
      for (const one of standInListeners('talk', [talk]))
        if (one.event === what) await one.handle({ type: what, citizen: '', data }, { ...tx, registers }, deps())
      return true
    })
  const handedTo = async (id: string) => granted(await readCase(scene.doctor('gp-nordlys'), id, deps())).handedTo?.name
  await tell('absence.began')
  expect([await handedTo(waiting), await handedTo(begun)]).toEqual([standIn.name, standIn.name])
  await tell('absence.began')
  const { openThread } = await import('./index.ts')
  granted(await openThread(scene.doctor('gp-nordlys-substitute'), begun, deps()))
  away = false
  await tell('absence.ended')
  expect([await handedTo(waiting), await handedTo(begun)]).toEqual([undefined, standIn.name])
})
