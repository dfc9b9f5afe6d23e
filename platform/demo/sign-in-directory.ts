import { osloDateOf } from '../calendar/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import { embeddedRegisters, findByName, type Language, type Person, personName } from '../registers/index.ts'
import { isPersonaKey, persona, personas } from './personas.ts'
import { allStaff, type DemoStaff, isStaffKey, staff } from './staff.ts'
import { stories } from './stories.ts'

/** Somebody to choose on the demo sign-in page. `key` is never an identity number. */
export interface DemoSignInPerson {
  readonly key: string
  readonly name: string
  readonly age?: number
  readonly story: string
}

export interface DemoSignInClaims {
  readonly identityNumber: string
  readonly name: string
  readonly hpr?: string
  readonly organisationNumber?: string
  readonly locale?: Language
}

export interface DemoSignInDirectory {
  personas(audience: 'citizen' | 'personnel', language: Language): Promise<DemoSignInPerson[]>
  /** Living citizens by name, imported ones too. */
  search(text: string): Promise<DemoSignInPerson[]>
  claims(key: string): Promise<DemoSignInClaims | undefined>
}

const longestList = 20

/** Whom one can sign in as in the demo world. Ages are those of the story's day. */
export function signInDirectory(db: Db, clock: Clock): DemoSignInDirectory {
  const registers = embeddedRegisters(db, clock)
  const today = () => osloDateOf(clock.now())
  return {
    async personas(audience, language) {
      if (audience === 'personnel')
        return allStaff.map(({ key, name }) => ({ key, name, story: stories[language].personnel[key] }))
      const people = await Promise.all(personas.map(({ citizen }) => registers.population.byCitizen(citizen)))
      return personas.flatMap(({ key }, at) => {
        const person = people[at]
        return person ? [{ ...toChoice(person, today()), key, story: stories[language].citizen[key] }] : []
      })
    },
    async search(text) {
      const found = await findByName(db, text, longestList)
      const assignments = await Promise.all(found.map(({ citizen }) => registers.gp.assignment(citizen)))
      return found.map((person, at) => ({
        ...toChoice(person, today()),
        // A name, and so right in every language.
        story: assignments[at]?.officeName ?? '',
      }))
    },
    async claims(key) {
      if (isStaffKey(key)) return staffClaims(staff(key))
      const person = await registers.population.byCitizen(isPersonaKey(key) ? persona(key).citizen : key)
      if (!person || person.deceased) return undefined
      const language = (await registers.contact.contact(person.identityNumber))?.language
      return {
        identityNumber: person.identityNumber,
        name: personName(person),
        ...(language ? { locale: language } : {}),
      }
    },
  }
}

function staffClaims(one: DemoStaff): DemoSignInClaims {
  return {
    identityNumber: one.identityNumber,
    name: one.name,
    ...(one.hpr ? { hpr: one.hpr } : {}),
    organisationNumber: one.organisation.organisationNumber,
  }
}

function toChoice(person: Person, today: string): Omit<DemoSignInPerson, 'story'> {
  return { key: person.citizen, name: personName(person), age: ageOn(today, person.birthDate) }
}

function ageOn(today: string, birthDate: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}
