import { describe, expect, it } from 'vitest'
import { loinc, observation, parsed, patient } from './fixtures.testing.ts'
import { entriesDecide, indexEntries, matches, requiredEntries } from './index.ts'

const encounter = { resourceType: 'Encounter', period: { start: '2024-03-01', end: '2024-03-10' } }
const ongoing = { resourceType: 'Encounter', period: { start: '2024-03-01' } }
const risk = { resourceType: 'RiskAssessment', prediction: [{ probabilityDecimal: 100 }] }
const answers = { resourceType: 'QuestionnaireResponse', questionnaire: 'http://x.no/q|2' }

const matching: [resource: object, yes: string[], no: string[]][] = [
  [
    observation,
    [
      '',
      '_id=o1',
      '_id=x,o1',
      '_tag=demo',
      '_tag=urn:t|demo',
      '_lastUpdated=2024-05-02',
      '_lastUpdated=gt2024-05-01',
      '_profile=http://x.no/p',
      '_profile=http://x.no/p|1.0',
      'identifier=no-system',
      'identifier=|no-system',
      'identifier=urn:s\\|x|a\\,b\\$c',
      'identifier=urn:s\\|x|',
      'status=final',
      'status=http://hl7.org/fhir/observation-status|final',
      'status:not=amended',
      'code=8302-2',
      `code=${loinc}|8302-2`,
      `code=${loinc}|`,
      'code=zzz,8302-2',
      'code:text=høy',
      'code:text=body',
      'code:not=x',
      'combo-code=c1',
      'subject=Patient/1',
      'subject=1',
      'subject:Patient=1',
      'patient=1',
      'patient=Patient/1',
      'patient=https://lomma.no/fhir/R4/Patient/1',
      'subject:identifier=urn:oid:2.16.578.1.12.4.1.4.1|13077612345',
      'patient:identifier=13077612345',
      'subject:text=nordmann',
      'performer=https://other.no/fhir/Practitioner/7',
      'performer=Organization/2',
      'performer=2',
      'date=2024-01-01',
      'date=2024',
      'date=ge2024-01-01',
      'date=lt2024-01-02',
      'date=ne2023',
      'date=2024-01-01T00:30:00+01:00',
      'date=2023-12-31T23:30:00Z',
      'date=2024-01-01T00:30:00 01:00',
      'date=sa2023',
      'date=eb2024-02',
      'date=ap2024-01-01',
      'date=ge2024&date=lt2025',
      'value-quantity=178.2',
      'value-quantity=178',
      'value-quantity=gt178|http://unitsofmeasure.org|cm',
      'value-quantity=178.2||cm',
      'value-quantity=ap170',
      'value-quantity=le178.2',
      'value-quantity=1.8e2',
      'code-value-quantity=8302-2$gt170',
      `combo-code-value-quantity=${loinc}|c1$lt5`,
      'component-value-quantity=lt4',
      'encounter:missing=true',
      'code:missing=false',
      'value-string:missing=true',
      'foo=1',
      'patient.name=x',
      '_has:Provenance:target:agent=x',
      '_count=5',
    ],
    [
      '_id=o2',
      '_tag=urn:x|demo',
      '_lastUpdated=2024-05-03',
      'identifier=|a\\,b\\$c',
      'identifier=urn:t|no-system',
      'status=amended',
      'status=http://x|final',
      'status:not=final',
      'code=8302',
      'code=HTTP|8302-2',
      `code=|8302-2`,
      `code:not=${loinc}|8302-2`,
      'code:text=vekt',
      'subject=Patient/2',
      'subject=Group/1',
      'subject:Group=1',
      'patient=2',
      'subject:identifier=urn:x|13077612345',
      'performer=https://third.no/fhir/Practitioner/7',
      'performer=Practitioner/7',
      'patient=https://other.no/fhir/Patient/1',
      'date=2023',
      'date=2023-12-31',
      'date=gt2024-01-01',
      'date=lt2024-01-01',
      'date=sa2024-01-01',
      'date=eb2024',
      'date=ge2024&date=ge2025',
      'value-quantity=177',
      'value-quantity=178.20001',
      'value-quantity=gt178.2',
      'value-quantity=178.2|http://x|cm',
      'value-quantity=178.2||kg',
      'code-value-quantity=c1$lt5',
      'combo-code-value-quantity=c1$gt6',
      'component-value-quantity=5',
      'code:missing=true',
      'encounter:missing=false',
    ],
  ],
  [
    patient,
    [
      'name=sor',
      'name=SØRÅS',
      'name=cahppe',
      'name=marie',
      'name:contains=anne',
      'family:exact=Sørås',
      'given=čáh',
      'address=ales',
      'address-city=ÅLE',
      'address=storgata',
      'phone=4722222222',
      'phone=+47 22222222',
      'telecom=ola@example.no',
      'email=OLA@example.NO',
      'gender=female',
      'gender=http://hl7.org/fhir/administrative-gender|female',
      'active=true',
      'deceased=false',
      'birthdate=1974',
      'birthdate=1974-12',
      'birthdate=ge1974-12',
      'birthdate=lt1975',
      'birthdate=gt1974-11',
      'name=x,sor',
      'death-date:missing=true',
    ],
    [
      'name=anne',
      'family:exact=sørås',
      'phone=ola@example.no',
      'gender=FEMALE',
      'active=false',
      'deceased=true',
      'birthdate=1974-12-01',
      'birthdate=1975',
      'name=sor&name=per',
      'deceased:missing=true',
      'name:exact=Sør',
    ],
  ],
  [
    encounter,
    [
      'date=2024-03',
      'date=ge2024-03-05',
      'date=le2024-03-05',
      'date=gt2024-03-09',
      'date=ap2024-03-05',
      'date=sa2024-02',
      'date=eb2024-04',
    ],
    ['date=2024-03-05', 'date=gt2024-03-10', 'date=lt2024-03-01', 'date=sa2024-03-05'],
  ],
  [ongoing, ['date=gt2030', 'date=ge2024-03-01', 'date=sa2024-02'], ['date=2024', 'date=eb2030', 'date=lt2024']],
  [
    risk,
    ['probability=100', 'probability=1e2', 'probability=gt99', 'probability=ge100'],
    ['probability=101', 'probability=lt100', 'probability=99.9'],
  ],
  [
    answers,
    ['questionnaire=http://x.no/q', 'questionnaire=http://x.no/q|2'],
    ['questionnaire=http://x.no/q|3', 'questionnaire=http://x.no'],
  ],
  [
    { resourceType: 'Patient', deceasedDateTime: '2020' },
    ['deceased=true', 'death-date=2020', 'death-date:missing=false'],
    ['deceased=false'],
  ],
  [
    { resourceType: 'ValueSet', url: 'http://x.no/a/b' },
    ['url=http://x.no/a/b', 'url:below=http://x.no/a', 'url:above=http://x.no/a/b/c'],
    ['url=http://x.no/a', 'url:below=http://y'],
  ],
]

const cases = matching.flatMap(([resource, yes, no]) => {
  const type = 'resourceType' in resource ? String(resource.resourceType) : ''
  return [
    ...yes.map((text) => ({ type, text, resource, expected: true })),
    ...no.map((text) => ({ type, text, resource, expected: false })),
  ]
})

describe('matches', () => {
  it.each(cases)('$type?$text is $expected', ({ type, text, resource, expected }) => {
    const search = parsed(type, text)
    expect(matches(resource, search)).toBe(expected)
    // The index may let pass too much, never too little; and exactly right where it says so.
    const own = new Set(indexEntries(resource, { base: 'https://lomma.no/fhir/R4' }))
    const passes = requiredEntries(search).every((any) => any.some((entry) => own.has(entry)))
    if (expected) expect(passes).toBe(true)
    if (entriesDecide(search)) expect(passes).toBe(expected)
  })

  it('never takes a resource of another type', () => {
    expect(matches(patient, parsed('Observation', ''))).toBe(false)
  })
})
