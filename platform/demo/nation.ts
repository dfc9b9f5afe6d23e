import { addDays } from '../calendar/index.ts'
import {
  type ContactEntry,
  type Language,
  makeSynthetic,
  type ParentalResponsibility,
  type Person,
} from '../registers/index.ts'
import { contactOf } from './contacts.ts'
import { type FamilyRelation, relationsOf, responsibilitiesOf } from './family.ts'
import { type Draft, draftNation } from './households.ts'
import { type DemoOffice, type OfficeKey, offices } from './organisations.ts'
import { isPersonaKey, type PersonaKey } from './personas.ts'
import { addressOf } from './places.ts'
import { between, createRandom, demoId } from './random.ts'
import { allStaff, type DemoStaff, staff } from './staff.ts'
import { officeKeyOf } from './story-families.ts'

/** A citizen of the demo world. `citizen` is the id of the Patient resource. */
export interface DemoCitizen extends Person {
  /** Stable name inside the demo world: `everyday`, `everyday-husband`, `home-12-a`. */
  readonly key: string
  readonly name: string
  /** On the day the demo world is made. */
  readonly age: number
  /** Set for the twelve. */
  readonly persona?: PersonaKey
  readonly gp: DemoStaff
  readonly office: DemoOffice
  readonly onListSince: string
  readonly language: Language
  readonly contact?: ContactEntry
}

/** The people of the demo world and how they belong together. Ids in relations are keys of the record. */
export interface Nation {
  readonly citizens: readonly DemoCitizen[]
  readonly relations: readonly FamilyRelation[]
  readonly responsibilities: readonly ParentalResponsibility[]
}

const population = 300

/** Builds the nation as it is on a day (`YYYY-MM-DD`): the same people on every machine, of the same ages on any day. */
export function buildNation(today: string): Nation {
  const drafts = draftNation(population)
  const numbers = new Set(allStaff.map(({ identityNumber }) => identityNumber))
  const ids = new Map(drafts.map(({ key }) => [key, demoId('citizen', key)]))
  const idOf = (key: string): string => ids.get(key) ?? key
  return {
    citizens: drafts.map((draft) => settle(draft, idOf(draft.key), today, numbers)),
    relations: relationsOf(drafts).map(({ of, other, role }) => ({ of: idOf(of), other: idOf(other), role })),
    responsibilities: responsibilitiesOf(drafts).map(({ child, responsible, type }) => ({
      child: idOf(child),
      responsible: idOf(responsible),
      type,
    })),
  }
}

function settle(draft: Draft, citizen: string, today: string, numbers: Set<string>): DemoCitizen {
  const random = createRandom(`citizen/${draft.key}`)
  // The story's teen must not turn 15 as soon as the clock is moved: nobody has just had or is about to have a birthday.
  const birthDate = bornYearsAgo(today, draft.age, between(random, 20, 200))
  const officeKey: OfficeKey = officeKeyOf(draft.gp)
  const contact = contactOf(draft, today)
  return {
    key: draft.key,
    citizen,
    identityNumber: freeNumber(birthDate, draft.gender, numbers),
    given: draft.given,
    ...(draft.middle ? { middle: draft.middle } : {}),
    family: draft.family,
    name: [draft.given, draft.middle, draft.family].filter(Boolean).join(' '),
    birthDate,
    age: draft.age,
    gender: draft.gender,
    ...(draft.dead ? { deceased: addDays(today, -between(random, 10, 400)) } : {}),
    addressProtection: draft.addressProtection,
    ...(draft.addressProtection === 'ugradert' ? { address: addressOf(draft.household, officeKey) } : {}),
    ...(isPersonaKey(draft.key) ? { persona: draft.key } : {}),
    gp: staff(draft.gp),
    office: offices[officeKey],
    onListSince: latest(birthDate, addDays(today, -between(random, 100, 4000))),
    language: draft.language,
    ...(contact ? { contact } : {}),
  }
}

function freeNumber(birthDate: string, gender: string, taken: Set<string>): string {
  for (let serial = 0; ; serial++) {
    const number = makeSynthetic(birthDate, gender, serial)
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

/** A birth date that makes somebody `age` years old `days` days after the birthday. */
function bornYearsAgo(today: string, age: number, days: number): string {
  const birthday = addDays(today, -days)
  const year = Number(birthday.slice(0, 4)) - age
  return addDays(`${year}-${birthday.slice(5) === '02-29' ? '02-28' : birthday.slice(5)}`, 0)
}

function latest(a: string, b: string): string {
  return a > b ? a : b
}
