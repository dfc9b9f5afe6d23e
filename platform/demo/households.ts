import type { AddressProtection, Language } from '../registers/index.ts'
import type { FamilyMember } from './family.ts'
import { type List, type NameGroup, pickGroup, surname } from './names.ts'
import { between, createRandom, pick } from './random.ts'
import type { GpKey } from './staff.ts'
import { gpLists, storyFamilies } from './story-families.ts'

/** A citizen before birth date, numbers and dates are worked out. */
export interface Draft extends FamilyMember {
  readonly given: string
  readonly middle?: string
  readonly family: string
  /** Who share an address. */
  readonly household: string
  readonly gp: GpKey
  readonly language: Language
  readonly addressProtection: AddressProtection
  readonly dead?: boolean
}

/** The twelve and their families, then households like the country's, until there are `count` people. */
export function draftNation(count: number): Draft[] {
  const drafts: Draft[] = [...storyFamilies]
  const taken = new Set(drafts.map(fullName))
  const random = createRandom('households')
  for (let number = 0; drafts.length < count; number++) {
    const household = buildHousehold(random, `home-${number}`, taken)
    if (household.length <= count - drafts.length) drafts.push(...household)
  }
  return bury(bindGenerations(drafts))
}

type Kind = 'family' | 'single-parent' | 'couple' | 'single' | 'old-couple' | 'old'

/** Weights that give ages spread roughly like Norway's: a fifth children, a sixth over 66. */
const kinds: readonly [Kind, ...Kind[]] = [
  ...many<Kind>('family', 21),
  ...many<Kind>('single-parent', 5),
  ...many<Kind>('couple', 24),
  ...many<Kind>('single', 28),
  ...many<Kind>('old-couple', 10),
  ...many<Kind>('old', 12),
]

function buildHousehold(random: () => number, household: string, taken: Set<string>): Draft[] {
  const kind = pick(random, kinds)
  const list = pick(random, gpLists)
  const group = pickGroup(random, list.office === 'nordlys' || list.office === 'skarvik')
  const family = freshSurname(random, group, taken)
  const lot = random()
  const shared = {
    household,
    family,
    gp: list.gp,
    language: pick(random, group.languages),
    addressProtection: lot < 0.01 ? 'strengtFortrolig' : lot < 0.03 ? 'fortrolig' : 'ugradert',
  } as const
  const member = (key: string, age: number, gender: Draft['gender'], parents: readonly string[] = []): Draft => {
    const given = freshGiven(random, group[gender], family, taken)
    const middle = random() < 0.2 && group.middleNames ? surname(random, group) : undefined
    return { ...shared, key: `${household}-${key}`, given, ...(middle ? { middle } : {}), gender, age, parents }
  }
  return people(random, kind, member)
}

function people(
  random: () => number,
  kind: Kind,
  member: (key: string, age: number, gender: Draft['gender'], parents?: readonly string[]) => Draft,
): Draft[] {
  const gender = random() < 0.5 ? ('female' as const) : ('male' as const)
  const age = ageOf(random, kind)
  const first = member('a', age, gender)
  if (kind === 'single' || kind === 'old') return [first]
  const adults = kind === 'single-parent' ? [first] : couple(random, first, member)
  if (kind !== 'family' && kind !== 'single-parent') return adults
  const oldest = Math.min(17, Math.max(1, age - 24))
  const parents = adults.map(({ key }) => key)
  const children = Array.from({ length: between(random, 1, kind === 'family' ? 3 : 2) }, (_, at) =>
    member(`c${at}`, between(random, 0, oldest), random() < 0.5 ? 'female' : 'male', parents),
  )
  return [...adults, ...children]
}

function couple(
  random: () => number,
  first: Draft,
  member: (key: string, age: number, gender: Draft['gender']) => Draft,
): Draft[] {
  const sameSex = random() < 0.04
  const gender = sameSex === (first.gender === 'female') ? 'female' : 'male'
  const second = member('b', first.age + between(random, -4, 4), gender)
  return [
    { ...first, partner: second.key },
    { ...second, partner: first.key },
  ]
}

function ageOf(random: () => number, kind: Kind): number {
  switch (kind) {
    case 'family':
      return between(random, 26, 48)
    case 'single-parent':
      return between(random, 25, 50)
    case 'couple':
      return between(random, 24, 66)
    case 'single':
      return between(random, 18, 66)
    case 'old-couple':
      return between(random, 67, 88)
    case 'old':
      return between(random, 68, 97)
  }
}

/** A surname that few bear yet, so that first names do not run out. */
function freshSurname(random: () => number, group: NameGroup, taken: ReadonlySet<string>): string {
  const bearers = (family: string) => [...taken].filter((name) => name.endsWith(` ${family}`)).length
  const [one, other] = [surname(random, group), surname(random, group)]
  return bearers(one) <= bearers(other) ? one : other
}

/** No two people of one surname share their first name. */
function freshGiven(random: () => number, names: List, family: string, taken: Set<string>): string {
  for (;;) {
    const given = pick(random, names)
    const name = fullName({ given, family })
    if (taken.has(name)) continue
    taken.add(name)
    return given
  }
}

/** Some of the old are parents of somebody with a household of their own: grandparents. */
function bindGenerations(drafts: readonly Draft[]): Draft[] {
  const old = drafts.filter(({ key, age }) => key.endsWith('-a') && age >= 67)
  const bound = new Set<string>()
  return drafts.map((draft) => {
    if (draft.parents.length > 0 || draft.age < 24 || draft.age > 60 || !draft.key.startsWith('home-')) return draft
    const parent = old.find(
      ({ key, age, language }) =>
        !bound.has(key) && language === draft.language && age - draft.age >= 22 && age - draft.age <= 38,
    )
    if (!parent) return draft
    bound.add(parent.key)
    return { ...draft, parents: [parent.key, ...(parent.partner ? [parent.partner] : [])] }
  })
}

/** Two of those who lived alone have died: services must stand that. */
function bury(drafts: readonly Draft[]): Draft[] {
  const alone = drafts.filter(({ key, age, partner }) => key.startsWith('home-') && age > 80 && !partner)
  const dead = new Set([alone[1]?.key, alone[4]?.key])
  return drafts.map((draft) => (dead.has(draft.key) ? { ...draft, dead: true } : draft))
}

function fullName({ given, family }: { given: string; family: string }): string {
  return `${given} ${family}`
}

function many<T>(value: T, count: number): [T, ...T[]] {
  return [value, ...Array<T>(count - 1).fill(value)]
}
