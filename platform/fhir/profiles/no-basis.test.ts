/** Each demand of each Norwegian base profile: met, and broken. */
import { describe, expect, it } from 'vitest'
import { isObject, type JsonObject } from '../definitions/index.ts'
import { ProfileCheck } from './check.ts'
import { knownProfiles } from './index.ts'
import { type ProfileCases, resourceCases, withinOthers } from './no-basis-cases.fixture.ts'
import { extensionCases } from './no-basis-extensions.fixture.ts'
import type { Profile, Rule } from './rule.ts'
import { profileOf } from './table.ts'

const named = (name: string): Profile => {
  const profile = profileOf(knownProfiles.find((url) => url.endsWith(`/${name}`)) ?? '')
  if (!profile) throw new Error(`no such profile: ${name}`)
  return profile
}
const typeOf = (node: JsonObject): string => (typeof node.resourceType === 'string' ? node.resourceType : 'Extension')
const merge = (good: object, change: object): JsonObject =>
  Object.fromEntries(Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined))

function faults(profile: Profile, node: JsonObject): { at: string; text: string }[] {
  const walk = new ProfileCheck()
  const type = typeOf(node)
  const value = type === 'Extension' ? { url: profile.url, ...node } : node
  walk.profile(profile, { value, companion: undefined, type, path: type })
  return walk.issues.map(({ expression: [at = ''], diagnostics }) => ({ at, text: diagnostics }))
}

const all: Readonly<Record<string, ProfileCases>> = { ...resourceCases, ...extensionCases }

describe.each(Object.entries(all))('%s', (name, { good, bad }) => {
  it('is met', () => expect(faults(named(name), merge(good, {}))).toEqual([]))

  it.each(bad)('is broken by %j', (change, path) => {
    const node = merge(good, change)
    expect(faults(named(name), node).map(({ at }) => at)).toContain(path ? `${typeOf(node)}.${path}` : typeOf(node))
  })
})

it('there are cases for every profile', () => {
  const names = knownProfiles.map((url) => url.slice(url.lastIndexOf('/') + 1))
  expect([...Object.keys(all), ...withinOthers].sort()).toEqual(names.sort())
})

/** A demand, and the rule without it. */
interface Mutant {
  readonly demand: string
  readonly rule: Rule
}

function mutants(rule: Rule, path: string): Mutant[] {
  const own = (['min', 'max', 'fixed', 'binding', 'types', 'constraints'] as const).flatMap((demand): Mutant[] => {
    const { [demand]: dropped, ...rest } = rule
    return dropped === undefined ? [] : [{ demand: `${path} ${demand}`, rule: rest }]
  })
  const below = (['children', 'slices'] as const).flatMap((part) =>
    Object.entries(rule[part] ?? {}).flatMap(([name, one]) =>
      mutants(one, part === 'slices' ? `${path}:${name}` : `${path}.${name}`).map((mutant) => ({
        demand: mutant.demand,
        rule: { ...rule, [part]: { ...rule[part], [name]: mutant.rule } },
      })),
    ),
  )
  return [...own, ...below]
}

/**
 * Demands that say again what another says: a slice found by its system has one; an extension is found by its url, and
 * its content checked there; value sets whose codes are not published; the type PLL, whose text is fixed too; slices and
 * types that ask for nothing more; the one medication of R4 itself.
 */
const saidTwice = [
  /:[\w-]+\.system min$/,
  /^Extension\.url fixed$/,
  /:HNR\.system fixed$/,
  /payloadType:formatCode binding$/,
  /payloadMimeType binding$/,
  /PLL-id\.type fixed$/,
  /PLL-id\.type\.text (min|fixed)$/,
  /extension:\w+ types$/,
  /\.name types$/,
  /AllergyIntolerance\.code\.coding:\w+\.system fixed$/,
  /medicationReference max$/,
]

it.each(Object.entries(all))('every demand of %s has an example that only it refuses', (name, { good, bad }) => {
  const profile = named(name)
  const nodes = [merge(good, {}), ...bad.map(([change]) => merge(good, change))]
  const told = (rule: Rule): string => JSON.stringify(nodes.map((node) => faults({ ...profile, rule }, node)))
  const whole = told(profile.rule)
  const survivors = mutants(profile.rule, profile.type)
    .filter(({ rule }) => told(rule) === whole)
    .map(({ demand }) => demand)
    .filter((demand) => !saidTwice.some((pattern) => pattern.test(demand)))
  expect(survivors).toEqual([])
  expect(isObject(good)).toBe(true)
})
