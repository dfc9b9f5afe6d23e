import { type ParsedSearch, parseSearch } from './index.ts'

/** Resources for the tests of search. */
export const loinc = 'http://loinc.org'
const ucum = 'http://unitsofmeasure.org'

export const observation = {
  resourceType: 'Observation',
  id: 'o1',
  meta: {
    lastUpdated: '2024-05-02T10:00:00.000Z',
    tag: [{ system: 'urn:t', code: 'demo' }],
    profile: ['http://x.no/p|1.0'],
  },
  identifier: [{ value: 'no-system' }, { system: 'urn:s|x', value: 'a,b$c' }],
  status: 'final',
  code: { coding: [{ system: loinc, code: '8302-2', display: 'Body Height' }], text: 'Høyde' },
  subject: {
    reference: 'Patient/1/_history/3',
    identifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '13077612345' },
    display: 'Ola Nordmann',
  },
  performer: [
    { reference: 'https://other.no/fhir/Practitioner/7' },
    { reference: 'https://lomma.no/fhir/R4/Organization/2' },
  ],
  effectiveDateTime: '2024-01-01T00:30:00+01:00',
  valueQuantity: { value: 178.2, unit: 'cm', system: ucum, code: 'cm' },
  component: [
    {
      code: { coding: [{ system: loinc, code: 'c1' }] },
      valueQuantity: { value: 5, comparator: '<', unit: 'mg', code: 'mg', system: ucum },
    },
  ],
}

export const patient = {
  resourceType: 'Patient',
  id: '1',
  active: true,
  name: [{ family: 'Sørås', given: ['Čáhppe', 'Marie-Anne'], text: 'Čáhppe Sørås' }],
  telecom: [
    { system: 'phone', value: '+47 22 22 22 22' },
    { system: 'email', value: 'Ola@Example.no' },
  ],
  gender: 'female',
  birthDate: '1974-12',
  address: [{ line: ['Storgata 1'], city: 'Ålesund' }],
}

export const query = (text: string): [string, string][] =>
  text === ''
    ? []
    : text.split('&').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])

export function parsed(type: string, text: string): ParsedSearch {
  const search = parseSearch(type, query(text), { base: 'https://lomma.no/fhir/R4' })
  if (Array.isArray(search)) throw new Error(JSON.stringify(search))
  return search
}
