import { demoId, staff } from '@lomma/platform/demo'
import { type Absence, toNotAvailable } from '@lomma/platform/registers'
import { portal } from '@lomma/platform/testing'
import { absenceEvents } from '@lomma/services/absence/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideRenewal } from './decide-renewal.ts'
import { listMedicines } from './list-medicines.ts'
import { officeWork } from './office-work.ts'
import { requestRenewal } from './request-renewal.ts'
import { granted, openScene, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const doctor = staff('gp-nordlys')
const standIn = staff('gp-nordlys-substitute')
const deps = () => scene.world.deps

/** Writes who is away, as the service of absences does, and tells of it. */
async function away(absences: readonly Absence[], event: string): Promise<void> {
  granted(
    await deps().store.command(portal, async (tx) => {
      const role = await tx.read('PractitionerRole', doctor.role ?? '')
      if (!role) throw new Error('no role')
      const { notAvailable: _before, ...rest } = role
      const written = absences.length > 0 ? { notAvailable: absences.map(toNotAvailable) } : {}
      await tx.update({ ...rest, ...written })
      const data = { practitioner: doctor.id, office: doctor.organisation.id }
      await tx.emit({ type: event, citizen: '', data })
      return true
    }),
  )
  await scene.world.dispatcher.drain()
}

const week: Absence = {
  id: 'week',
  from: '2026-04-13',
  until: '2026-04-17',
  kinds: ['renewal'],
  standIn: { practitioner: standIn.id, name: standIn.name },
}
const queue = async () => await officeWork.list(scene.doctor('gp-nordlys'), deps())
const ask = () =>
  requestRenewal(scene.citizen('everyday'), { medicines: [demoId('prescription', 'everyday/losartan/now')] }, deps())

describe('a doctor who is away from renewals', () => {
  it('gives what came before to the stand-in, and says no to new ones until when', async () => {
    const before = (await queue()).filter(({ doctor: name, handedTo }) => name === doctor.name && !handedTo)
    expect(before.length).toBeGreaterThan(1)
    await away([week], absenceEvents.began)
    const after = await queue()
    for (const { id: task } of before)
      expect(after.find((one) => one.id === task)?.handedTo?.practitioner).toBe(standIn.id)
    expect(after.filter((one) => one.doctor !== doctor.name && one.handedTo?.practitioner === standIn.id)).toEqual([])
    expect(await ask()).toMatchObject({
      refused: 'closed-until',
      params: { until: '2026-04-17', standIn: standIn.name },
    })
    const seen = (await listMedicines(scene.citizen('everyday'), deps())).active
    expect(seen.map(({ renewal }) => (renewal.allowed ? 'allowed' : renewal.reason))).toContain('closed-until')
  })

  it('told twice, nothing moves', async () => {
    const versions = (await queue()).map(({ id, version }) => `${id} ${version}`)
    await away([week], absenceEvents.began)
    expect((await queue()).map(({ id, version }) => `${id} ${version}`)).toEqual(versions)
  })

  it('the stand-in answers one; the rest goes back when the doctor is here', async () => {
    const mine = await officeWork.list(scene.doctor('gp-nordlys-substitute'), deps())
    const one = mine.find(({ mine: own, doctor: name }) => own && name === doctor.name)
    const decision = { kind: 'outside', explanation: 'Snakket på telefon.' } as const
    const outside = { version: one?.version ?? '', decision }
    granted(await decideRenewal(scene.doctor('gp-nordlys-substitute'), one?.id ?? '', outside, deps()))
    await away([], absenceEvents.ended)
    const left = (await queue()).filter(({ doctor: name }) => name === doctor.name)
    expect(left.length).toBeGreaterThan(0)
    expect(left.map(({ handedTo }) => handedTo)).toEqual(left.map(() => null))
    expect(left.map(({ id }) => id)).not.toContain(one?.id)
    expect(granted(await ask())).toMatchObject({ receipt: expect.stringMatching(/^R-/) })
  })

  it('another stand-in takes over, and by hand handed-over ones are left alone', async () => {
    await away([week], absenceEvents.began)
    await away(
      [{ ...week, standIn: { practitioner: staff('gp-nordlys-leave').id, name: 'Håkon' } }],
      absenceEvents.began,
    )
    const rows = (await queue()).filter(({ doctor: name }) => name === doctor.name)
    expect(new Set(rows.map(({ handedTo }) => handedTo?.practitioner))).toEqual(new Set([staff('gp-nordlys-leave').id]))
    await away([], absenceEvents.ended)
  })
})
