import { makeSynthetic, registerContacts, registerPerson } from '@lomma/platform/registers'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeLanguage } from './change-language.ts'
import { readLanguage } from './read-language.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const citizen = (key: string, idempotencyKey?: string) =>
  contextOf({ kind: 'citizen', citizen: key, name: 'Nils' } as const, idempotencyKey ? { idempotencyKey } : {})
const doctor = contextOf({
  kind: 'practitioner',
  hpr: '9000001',
  practitioner: 'p-1',
  name: 'Kari',
  organization: 'o-1',
  organizationName: 'Havna',
} as const)

async function personWith(key: string, serial: number, language: 'se' | 'nn'): Promise<void> {
  const identityNumber = makeSynthetic('1990-01-02', 'male', serial)
  await registerPerson(world.deps.db, {
    citizen: key,
    identityNumber,
    given: 'Nils',
    family: 'Sara',
    birthDate: '1990-01-02',
    gender: 'male',
    addressProtection: 'ugradert',
  })
  await registerContacts(world.deps.db, [{ citizen: key, entry: { reserved: false, status: 'AKTIV', language } }])
}

describe('the language of a person', () => {
  it('is the contact register’s at the first sign-in, and kept from then on', async () => {
    await personWith('s-first', 1, 'se')
    expect(await readLanguage(citizen('s-first'), world.deps)).toEqual({ language: 'se' })
    await personWith('s-first', 1, 'nn')
    expect(await readLanguage(citizen('s-first'), world.deps)).toEqual({ language: 'se' })
  })

  it('is what the person chose, over the register', async () => {
    await personWith('s-chosen', 2, 'nn')
    await readLanguage(citizen('s-chosen'), world.deps)
    expect(await changeLanguage({ language: 'en' }, citizen('s-chosen', 'key-12345678'), world.deps)).toEqual({
      language: 'en',
    })
    expect(await readLanguage(citizen('s-chosen'), world.deps)).toEqual({ language: 'en' })
  })

  it('is bokmål while a register is silent, and asked for again', async () => {
    await personWith('s-silent', 3, 'nn')
    const population = { ...world.deps.registers.population, byCitizen: () => Promise.reject(new Error('down')) }
    const silent = { ...world.deps, registers: { ...world.deps.registers, population } }
    expect(await readLanguage(citizen('s-silent'), silent)).toEqual({ language: 'nb' })
    expect(await readLanguage(citizen('s-silent'), world.deps)).toEqual({ language: 'nn' })
  })

  it('belongs to one person: a doctor’s choice changes nobody else’s', async () => {
    await changeLanguage({ language: 'nn' }, doctor, world.deps)
    expect(await readLanguage(doctor, world.deps)).toEqual({ language: 'nn' })
    expect(await readLanguage(citizen('p-1'), world.deps)).toEqual({ language: 'nb' })
  })
})
