/** Which invariants of R4 are checked, and that each of them fails where the specification's own expression fails. */
import { readFileSync } from 'node:fs'
import { evalFhirPathTyped, type TypedValue } from '@medplum/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Case, clinicalCases, typeCases } from './invariant-cases.fixture.ts'
import { conformanceCases, definitionCases, elementCases } from './invariant-cases-definitions.fixture.ts'
import { invariantsOf, typesWithInvariants } from './invariants.ts'

const read = (): { invariants: [type: string, key: string, severity: string, expression: string][] } =>
  JSON.parse(readFileSync(new URL('../definitions/invariants.generated.json', import.meta.url), 'utf8'))
const specified = read().invariants

const cases: Readonly<Record<string, Case>> = {
  ...typeCases,
  ...clinicalCases,
  ...definitionCases,
  ...conformanceCases,
  ...elementCases,
}

/** Checked by the walk itself, with the test that shows it. */
const inTheWalk: Readonly<Record<string, string>> = {
  'DomainResource dom-2': 'contained in contained',
  'DomainResource dom-3': 'an unused contained resource',
  'DomainResource dom-4': 'a contained resource with a version',
  'DomainResource dom-5': 'a contained resource with a label',
  'Element ele-1': 'only an id',
  'Narrative.div txt-1': 'a script in the narrative',
  'Narrative.div txt-2': 'a narrative without content',
  'Reference ref-1': 'a local reference to nothing',
}

const notChecked: Readonly<Record<string, string>> = {
  'DomainResource dom-6': 'a narrative is good practice; the portal writes its own texts',
  'EvidenceVariable.characteristic evv-1': 'names elements of R5, which R4 does not have',
  'MetadataResource inv-0': 'an abstract type of R5',
  'MoneyQuantity mqty-1': 'no element of R4 has this type',
  'MoneyQuantity qty-3': 'no element of R4 has this type',
}

/** Specified at an element, checked at its parent, which sees it. */
const checkedAt: Readonly<Record<string, string>> = {
  'Element ext-1': 'Extension',
  'ElementDefinition.max eld-3': 'ElementDefinition',
  'Organization.address org-2': 'Organization',
  'Organization.telecom org-3': 'Organization',
  'RiskAssessment.prediction.probability[x] ras-1': 'RiskAssessment.prediction',
  'StructureDefinition.snapshot sdf-8': 'StructureDefinition',
  'StructureDefinition.snapshot.element sdf-10': 'StructureDefinition.snapshot',
  'StructureDefinition.differential sdf-8a': 'StructureDefinition',
}

const checked = typesWithInvariants().flatMap((type) => invariantsOf(type).map(({ key }) => `${type} ${key}`))
const placeOf = (type: string, key: string): string => `${checkedAt[`${type} ${key}`] ?? type} ${key}`

describe('invariants of the specification', () => {
  it('are checked, each of them, but for the named ones', () => {
    const missing = specified
      .filter(([type, key]) => !checked.includes(placeOf(type, key)))
      .map(([type, key]) => `${type} ${key}`)
    expect(missing.sort()).toEqual([...Object.keys(inTheWalk), ...Object.keys(notChecked)].sort())
    expect(specified.length).toBeGreaterThan(240)
  })

  it('have no others among them', () => {
    const known = new Set(specified.map(([type, key]) => placeOf(type, key)))
    expect([...new Set(checked)].filter((one) => !known.has(one))).toEqual(['Bundle.entry fullUrl'])
  })

  it('are as grave as specified', () => {
    const differ = specified.filter(([type, key, severity]) =>
      invariantsOf(placeOf(type, key).split(' ')[0] ?? '').some((one) => one.key === key && one.severity !== severity),
    )
    // eld-11: the expression is true whatever the types are; its text is only advised.
    expect(differ.map(([, key]) => key)).toEqual(['eld-11'])
  })

  it('have a broken and a whole example each', () => {
    const names = checked.filter((one) => /-0$/.test(one))
    expect([...Object.keys(cases), ...names].sort()).toEqual([...new Set(checked)].sort())
  })

  it.each(checked.filter((one) => /-0$/.test(one)))('%s: a name that programs can use', (name) => {
    const [type = '', key = ''] = name.split(' ')
    const invariant = invariantsOf(type).find((one) => one.key === key)
    expect(invariant?.holds({ name: 'not a name' })).toBe(false)
    expect(invariant?.holds({ name: 'Name_1' })).toBe(true)
  })
})

const holds = (name: string, node: object): boolean => {
  const [type = '', key = ''] = name.split(' ')
  return invariantsOf(type)
    .filter((one) => one.key === key)
    .every((one) => one.holds({ ...node }))
}

/** Expressions that this FHIRPath engine cannot run, or that do not say what their text says. */
const byExampleOnly: Readonly<Record<string, string>> = {
  'CodeSystem csd-1': 'descendants() of the engine knows no types of them',
  'Questionnaire que-2': 'the same',
  'StructureDefinition sdf-9': 'children(): the same',
  'ElementDefinition eld-11': 'the expression is true whatever the types are',
  'ElementDefinition eld-19': 'the expression does not ask that the whole path match',
}

describe.each(Object.entries(cases))('%s', (name, [broken, whole]) => {
  it('refuses the broken and takes the whole', () => {
    expect(holds(name, broken)).toBe(false)
    expect(holds(name, whole)).toBe(true)
  })

  const found = specified.find(([type, key]) => placeOf(type, key) === name)
  it.skipIf(!found || name in byExampleOnly)('as the expression of the specification does', () => {
    const [type = '', , , expression = ''] = found ?? []
    const place = name.split(' ')[0] ?? ''
    // From where the invariant is checked to the element where it is specified.
    const below = type.startsWith(`${place}.`) ? type.slice(place.length + 1).replace('[x]', '') : ''
    expect(evaluate(expression, place, below, broken)).not.toBe(true)
    expect(evaluate(expression, place, below, whole)).toBe(true)
    const members = fc.record(
      Object.fromEntries(
        [...new Set([...Object.keys(broken), ...Object.keys(whole)])].map((key) => [
          key,
          fc.constantFrom(
            ...[broken, whole].flatMap((node) => Object.entries(node).flatMap(([k, v]) => (k === key ? [v] : []))),
          ),
        ]),
      ),
      // Elements that R4 requires: without them no invariant is asked.
      { requiredKeys: ['resourceType', 'status', 'type'].filter((key) => key in broken || key in whole) },
    )
    fc.assert(
      fc.property(members, (node) => {
        const specification = evaluate(expression, place, below, node)
        // Undefined: the expression has nothing to say of what is not there.
        if (specification !== undefined) expect(holds(name, node)).toBe(specification)
      }),
      { numRuns: 30 },
    )
  })
})

/** What the expression says; undefined when it is empty. */
function evaluate(expression: string, type: string, below: string, value: object): boolean | undefined {
  const root: TypedValue = { type, value }
  const ucum: TypedValue = { type: 'string', value: 'http://unitsofmeasure.org' }
  const run = (text: string, focus: TypedValue) =>
    evalFhirPathTyped(text, [focus], { '%resource': root, '%context': focus, '%ucum': ucum })
  const said = (below ? run(below, root) : [root]).map((focus) => run(expression, focus)[0]?.value)
  return said.includes(false) ? false : said.includes(undefined) ? undefined : true
}
