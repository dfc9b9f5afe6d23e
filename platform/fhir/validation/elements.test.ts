/** Canonicals, metadata and required codes, wherever they stand. */
import { describe, expect, it } from 'vitest'
import { resourceTypes, typeDef } from '../definitions/index.ts'
import { validateResource } from './index.ts'

const told = (resource: object): string[] =>
  validateResource(resource).map(({ severity, code, expression }) => `${severity} ${code} ${expression}`)
const answers = (questionnaire: string, more: object = {}) => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  questionnaire,
  ...more,
})
const contained = (resourceType: string) => ({ contained: [{ resourceType, id: 'q', status: 'active', date: '2024' }] })

describe('canonicals', () => {
  it('may name anything of the right type', () => {
    expect(told(answers('http://x.no/Questionnaire/1|2'))).toEqual([])
    expect(told(answers('urn:uuid:c757873d-ec9a-4326-a141-556f43239520'))).toEqual([])
    expect(told(answers('http://x.no/Forms/1'))).toEqual([])
    expect(told(answers('#q', contained('Questionnaire')))).toEqual([])
  })
  it('of a contained resource must find it, of the right type', () => {
    expect(told(answers('#r', contained('Questionnaire')))).toContain(
      'error invariant QuestionnaireResponse.questionnaire',
    )
    expect(told(answers('#q', { contained: [{ resourceType: 'Basic', id: 'q', code: { text: 'x' } }] }))).toEqual([
      'error value QuestionnaireResponse.questionnaire',
    ])
  })
  it('that name another type are doubted', () => {
    expect(told(answers('http://x.no/ValueSet/1'))).toEqual(['warning value QuestionnaireResponse.questionnaire'])
  })
})

describe('metadata', () => {
  const patient = (meta: object) => ({ resourceType: 'Patient', meta })
  it('is a set of labels, tags and profiles', () => {
    const [one, other] = [
      { system: 'a:b', code: '1' },
      { system: 'a:b', code: '2' },
    ]
    expect(told(patient({ tag: [one, other], security: [one] }))).toEqual([])
    expect(told(patient({ tag: [one, one] }))).toEqual(['warning invalid Patient.meta.tag[1]'])
    expect(told(patient({ security: [one, other, one] }))).toEqual(['warning invalid Patient.meta.security[2]'])
    const core = 'http://hl7.org/fhir/StructureDefinition/Patient'
    expect(told(patient({ profile: [core, core] }))).toEqual(['warning invalid Patient.meta.profile[1]'])
  })
  it('has ids, instants and URLs', () => {
    expect(told(patient({ versionId: 'a b' }))).toEqual(['error value Patient.meta.versionId'])
    expect(told(patient({ lastUpdated: '2024-01-01' }))).toEqual(['error value Patient.meta.lastUpdated'])
    expect(told(patient({ profile: ['a b'] }))).toContain('error value Patient.meta.profile[0]')
    expect(told({ resourceType: 'Patient', id: 'a_b' })).toEqual(['error value Patient.id'])
  })
  it('of contained resources has ids that differ', () => {
    const organization = { resourceType: 'Organization', id: 'o', name: 'x' }
    expect(
      told({
        ...patient({ versionId: '1' }),
        managingOrganization: { reference: '#o' },
        contained: [organization, organization],
      }),
    ).toEqual(['error invariant Patient.contained[1]'])
  })
})

describe('a fullUrl', () => {
  it('should not disagree with its resource', () => {
    const bundle = (fullUrl: string) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ fullUrl, resource: { resourceType: 'Patient', id: '1' } }],
    })
    expect(told(bundle('http://x.no/Patient/1'))).toEqual([])
    expect(told(bundle('urn:uuid:c757873d-ec9a-4326-a141-556f43239520'))).toEqual([])
    expect(told(bundle('http://x.no/Patient/2'))).toEqual(['warning invariant Bundle.entry[0]'])
  })
})

/** Types and backbones below the resources, each once. */
function reachable(): Set<string> {
  const found = new Set<string>()
  const visit = (name: string): void => {
    const def = found.has(name) ? undefined : typeDef(name)
    if (!def) return
    found.add(name)
    for (const element of def.elements.values()) if (!element.primitive) visit(element.type)
  }
  resourceTypes().forEach(visit)
  return found
}

describe('required codes', () => {
  it('are known for every coded element, however deep', () => {
    const bound = [...reachable()].flatMap((name) =>
      [...(typeDef(name)?.elements.values() ?? [])]
        .filter((e) => e.binding !== undefined)
        .map((e) => `${name}.${e.key}`),
    )
    expect(bound.length).toBeGreaterThan(400)
    expect(bound).toEqual(expect.arrayContaining(['Questionnaire.item.type', 'Timing.repeat.when', 'HumanName.use']))
  })
  it.each([
    ['in a data type in a backbone', { telecom: [{ system: 'pigeon' }] }, 'Patient.contact[0].telecom[0].system'],
    ['in a backbone', { gender: 'M' }, 'Patient.contact[0].gender'],
    ['in a name in a backbone', { name: { use: 'x' } }, 'Patient.contact[0].name.use'],
  ])('are refused %s', (_, contact, path) => {
    expect(told({ resourceType: 'Patient', contact: [{ name: { family: 'A' }, ...contact }] })).toEqual([
      `error code-invalid ${path}`,
    ])
  })
  it.each([
    [
      'code beside a CodeableConcept',
      {
        resourceType: 'Consent',
        status: 'active',
        scope: { text: 'x' },
        category: [{ text: 'x' }],
        policyRule: { text: 'x' },
        provision: { type: 'maybe' },
      },
      'Consent.provision.type',
    ],
    [
      'unit of time in a dosage',
      {
        resourceType: 'MedicationStatement',
        status: 'active',
        subject: { reference: 'Patient/1' },
        medicationCodeableConcept: { text: 'x' },
        dosage: [{ timing: { repeat: { period: 1, periodUnit: 'daily' } } }],
      },
      'MedicationStatement.dosage[0].timing.repeat.periodUnit',
    ],
    [
      'items in items',
      {
        resourceType: 'Questionnaire',
        status: 'active',
        item: [{ linkId: '1', type: 'group', item: [{ linkId: '2', type: 'tick' }] }],
      },
      'Questionnaire.item[0].item[0].type',
    ],
  ])('are refused as %s', (_, resource, path) => {
    expect(told(resource)).toEqual([`error code-invalid ${path}`])
  })
})
