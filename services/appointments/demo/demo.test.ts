import { demoWorld } from '@lomma/platform/demo'
import { describe, expect, it } from 'vitest'
import { demo } from './index.ts'

describe.each(['2026-04-13', '2026-12-27', '2027-05-18', '2028-02-29'])('made on %s', (day) => {
  const world = demoWorld(new Date(`${day}T08:30:00Z`))
  const resources = demo.resources(world)

  it('has an id of its own for every resource, and gives no time twice', () => {
    const ids = resources.map((one) => `${one.resourceType}/${one.id}`)
    expect(new Set(ids).size).toBe(ids.length)
    const taken = resources.flatMap((one) =>
      one.resourceType === 'Appointment' ? (one.slot ?? []).map(({ reference }) => reference) : [],
    )
    expect(taken.length).toBeGreaterThan(20)
    expect(new Set(taken).size).toBe(taken.length)
  })

  it('has a part in the story of each of the twelve, with the free times of six weeks', () => {
    const told = new Set(
      resources.flatMap((one) =>
        one.resourceType === 'Appointment' ? one.participant.map(({ actor }) => actor?.reference) : [],
      ),
    )
    for (const { citizen } of Object.values(world.personas)) expect(told).toContain(`Patient/${citizen}`)
    const slots = resources.flatMap((one) => (one.resourceType === 'Slot' ? [one] : []))
    expect(slots.length).toBeGreaterThan(500)
    expect(slots.length).toBeLessThan(1000)
    const last =
      slots
        .map(({ start }) => start)
        .sort()
        .at(-1) ?? ''
    expect(Date.parse(last) - Date.parse(`${day}T00:00:00Z`)).toBeGreaterThan(35 * 86_400_000)
  })
})
