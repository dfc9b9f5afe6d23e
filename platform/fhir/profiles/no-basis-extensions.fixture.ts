/** For each Norwegian extension: one that meets its definition, and what breaks it and where. */
import { concept, type ProfileCases, volven } from './no-basis-cases.fixture.ts'

const kommune = 'https://register.geonorge.no/subregister/sosi-kodelister/kartverket/kommunenummer-alle'

/** Two of each part of an extension that may stand once; a part of a wrong type; a part with parts. */
const parts = (of: Readonly<Record<string, string>>, once: readonly string[]): [object, string][] => [
  ...Object.entries(of).flatMap(([url, right]): [object, string][] => [
    [{ extension: [{ url, valueDate: '2024' }] }, 'extension[0].valueDate'],
    [{ extension: [{ url, [right]: 1, extension: [{ url: 'x' }] }] }, 'extension[0].extension'],
  ]),
  ...once.map((url): [object, string] => [
    {
      extension: [
        { url, [of[url] ?? '']: 1 },
        { url, [of[url] ?? '']: 1 },
      ],
    },
    'extension',
  ]),
  [{ valueString: 'x' }, 'value[x]'],
]
const simple: readonly [object, string][] = [[{ extension: [{ url: 'x', valueString: 'x' }] }, 'extension']]
const onlyType = (): [object, string][] => [
  ...simple,
  [
    {
      valueBoolean: undefined,
      valueString: undefined,
      valueCoding: undefined,
      valueReference: undefined,
      valueDate: '2024',
    },
    'valueDate',
  ],
]

const citizenship = parts({ code: 'valueCodeableConcept', period: 'valuePeriod' }, ['code', 'period'])
const cadastre = Object.fromEntries(
  ['cadastralUnitNumber', 'propertyUnitNumber', 'leaseholdNumber', 'condominiumUnitNumber'].map((url) => [
    url,
    'valueInteger',
  ]),
)
const channel = {
  channelType: 'valueCoding',
  virtualAddress: 'valueUrl',
  maxParticipants: 'valuePositiveInt',
  sessionKey: 'valueString',
}

/** Extensions stand where their context says; the changes are made to the extension. */
export const extensionCases: Readonly<Record<string, ProfileCases>> = {
  'no-basis-address-official': { good: { valueBoolean: true }, bad: onlyType() },
  'no-basis-group': { good: { valueBoolean: true }, bad: onlyType() },
  'no-basis-shortnotice': { good: { valueBoolean: true }, bad: onlyType() },
  'no-basis-middlename': { good: { valueString: 'x' }, bad: onlyType() },
  'no-basis-municipalitycode': {
    good: { valueCoding: { system: kommune, code: '0301' } },
    bad: [...onlyType(), [{ valueCoding: { system: kommune, code: '301' } }, 'valueCoding']],
  },
  'no-basis-urban-district': {
    good: { valueCoding: { system: volven(3403), code: '030101' } },
    bad: [...onlyType(), [{ valueCoding: { system: 'x', code: '030101' } }, 'valueCoding']],
  },
  'no-basis-partof': {
    good: { valueReference: { reference: 'Appointment/1' } },
    bad: [...onlyType(), [{ valueReference: { reference: 'Slot/1' } }, 'valueReference']],
  },
  'no-basis-relatedperson-person-reference': {
    good: { valueReference: { reference: 'Person/1' } },
    bad: [...onlyType(), [{ valueReference: { reference: 'Patient/1' } }, 'valueReference']],
  },
  'no-basis-person-citizenship': { good: { extension: [{ url: 'code', valueCodeableConcept: {} }] }, bad: citizenship },
  'patient-citizenship': {
    good: { extension: [{ url: 'code', valueCodeableConcept: {} }] },
    bad: citizenship.filter(([, path]) => path !== 'extension[0].extension'),
  },
  'no-basis-prescriptiongroup': {
    good: { extension: [{ url: 'prescriptiongroup', valueCodeableConcept: concept(volven(7421), 'A') }] },
    bad: [
      ...parts({ prescriptiongroup: 'valueCodeableConcept' }, []),
      [
        { extension: [{ url: 'prescriptiongroup', valueCodeableConcept: concept('x', 'A') }] },
        'extension[0].valueCodeableConcept.coding[0].system',
      ],
    ],
  },
  'no-basis-sourceofinformation': {
    good: { extension: [{ url: 'source', valueCodeableConcept: concept(volven(7498), '1') }] },
    bad: [
      ...parts({ source: 'valueCodeableConcept' }, ['source']),
      [{ extension: [] }, 'extension'],
      [{ extension: [{ url: 'x' }] }, 'extension'],
      [
        { extension: [{ url: 'source', valueCodeableConcept: concept('x', '1') }] },
        'extension[0].valueCodeableConcept.coding[0].system',
      ],
    ],
  },
  'no-basis-propertyinformation': {
    good: { extension: [{ url: 'municipality', valueCoding: { system: volven(3402), code: '0301' } }] },
    bad: [
      ...parts({ ...cadastre, municipality: 'valueCoding' }, ['cadastralUnitNumber', 'propertyUnitNumber']),
      [
        { extension: [{ url: 'municipality', valueCoding: { system: volven(3402), code: 'Oslo' } }] },
        'extension[0].valueCoding',
      ],
    ],
  },
  'no-basis-virtual-service': {
    good: { extension: [{ url: 'virtualAddress', valueUrl: 'https://x.no' }] },
    bad: parts({ ...channel, additionalInfo: 'valueUrl' }, Object.keys(channel)),
  },
}
