/** For each Norwegian base profile and extension: a resource that meets it, and what breaks it and where. */

export interface ProfileCases {
  readonly good: object
  /** Merged into the good one; `undefined` takes a member away. */
  readonly bad: readonly (readonly [change: object, path: string])[]
}

export const published = 'http://hl7.no/fhir/ig/StructureDefinition'
const earlier = 'http://hl7.no/fhir/StructureDefinition'
const number = (last: number | string) => `urn:oid:2.16.578.1.12.4.1.4.${last}`
export const volven = (last: number) => `urn:oid:2.16.578.1.12.4.1.1.${last}`
export const concept = (system: string, code: string, display = 'x') => ({ coding: [{ system, code, display }] })
const own = (name: string) => `http://hl7.no/fhir/CodeSystem/no-basis-${name}`
/** An identifier of each slice without its value. */
const withoutValue = (...last: number[]): [object, string][] =>
  last.map((one) => [{ identifier: [{ system: number(one) }] }, 'identifier[0].value'])
/** A coding of a slice without its code. */
const withoutCode = (wrap: (coding: object) => object, path: string, ...last: number[]): [object, string][] =>
  last.map((one) => [wrap({ system: volven(one) }), path])

const person = {
  identifier: [{ system: number(1), value: '13116900216' }],
  name: [{ family: 'Lin', given: ['Rita'], extension: [{ url: `${earlier}/no-basis-middlename`, valueString: 'x' }] }],
  address: [{ city: 'OSLO', extension: [{ url: `${earlier}/no-basis-address-official`, valueBoolean: true }] }],
}
const district = { url: `${published}/no-basis-urban-district`, valueCoding: { system: volven(3403), code: '030101' } }
const twoDistricts = { address: [{ extension: [district, district] }] }
const medication = {
  code: { coding: [{ system: 'http://ehelse.no/fhir/CodeSystem/FEST', code: '1', display: 'x' }] },
  form: { coding: [{ system: volven(7448), code: '1', display: 'x' }] },
}
const fest = medication.code.coding
const atc = { system: 'http://www.whocc.no/atc', code: 'A', display: 'x' }
const form = { system: volven(7448), code: '1', display: 'x' }
const manifestation = { system: volven(7497), code: '1', display: 'x' }
const reaction = (coding: object[]) => ({ reaction: [{ manifestation: [{ coding }] }] })
const wrongPlace = { reference: 'Slot/1' }
const specialty = (coding: object) => ({ specialty: [{ coding: [coding] }] })
const qualification = (coding: object) => ({ qualification: [{ code: { coding: [coding] } }] })
export const resourceCases: Readonly<Record<string, ProfileCases>> = {
  'no-basis-Patient': {
    good: { resourceType: 'Patient', ...person },
    bad: [
      ...withoutValue(1, 2, 3),
      [{ identifier: [{ system: 'HNR', value: '1', type: concept(volven(8327), 'HNR') }] }, 'identifier[0].assigner'],
      [{ identifier: [{ system: 'HNR', type: concept(volven(8327), 'HNR'), assigner: {} }] }, 'identifier[0].value'],
      [
        { identifier: [{ system: 'HNR', value: '1', type: concept('x', 'HNR'), assigner: {} }] },
        'identifier[0].type.coding[0].system',
      ],
      [
        { identifier: [{ system: 'HNR', value: '1', type: { coding: [{ code: 'HNR' }] }, assigner: {} }] },
        'identifier[0].type.coding[0].system',
      ],
      [
        { identifier: [{ system: 'HNR', value: '1', type: concept(volven(8327), 'FNR'), assigner: {} }] },
        'identifier[0].type.coding[0].code',
      ],
      [
        { identifier: [{ system: 'HNR', value: '1', type: { coding: [{ system: volven(8327) }] }, assigner: {} }] },
        'identifier[0].type.coding[0].code',
      ],
      [twoDistricts, 'address[0].extension'],
      [{ contact: twoDistricts.address.map((address) => ({ address })) }, 'contact[0].address.extension'],
    ],
  },
  'no-basis-Person': {
    good: { resourceType: 'Person', ...person },
    bad: [...withoutValue(1, 2), [twoDistricts, 'address[0].extension']],
  },
  'derived-Person': {
    good: { resourceType: 'Person', ...person },
    bad: [...withoutValue(1, 2, 666), [twoDistricts, 'address[0].extension']],
  },
  'no-basis-RelatedPerson': {
    good: { resourceType: 'RelatedPerson', ...person, patient: { reference: 'Patient/1' } },
    bad: [
      ...withoutValue(1, 2),
      [twoDistricts, 'address[0].extension'],
      [{ patient: wrongPlace }, 'patient'],
      ...['marital-status', 'family-relation', 'parental-responsibility'].map((name): [object, string] => [
        { relationship: [concept(own(name), 'x')] },
        'relationship[0]',
      ]),
      ...['marital-status', 'family-relation', 'parental-responsibility'].map((name): [object, string] => [
        {
          relationship: [
            {
              coding: [
                { system: own(name), code: 'mor' },
                { system: 'x', code: 'mor' },
              ],
            },
          ],
        },
        'relationship[0].coding[1].system',
      ]),
      ...['marital-status', 'family-relation', 'parental-responsibility'].map((name): [object, string] => [
        { relationship: [{ coding: [{ system: own(name), code: 'mor' }, { code: 'mor' }] }] },
        'relationship[0].coding[1].system',
      ]),
    ],
  },
  'no-basis-Practitioner': {
    good: { resourceType: 'Practitioner', ...person, ...qualification({ system: volven(9060), code: 'LE' }) },
    bad: [
      ...withoutValue(1, 2, 4),
      [twoDistricts, 'address[0].extension'],
      ...withoutCode(qualification, 'qualification[0].code.coding[0].code', 9060, 7704, 7426),
    ],
  },
  'no-basis-PractitionerRole': {
    good: { resourceType: 'PractitionerRole', code: [concept(volven(9034), 'x')] },
    bad: [
      ...['code', 'specialty'].flatMap((name): [object, string][] => {
        const system = volven(name === 'code' ? 9034 : 8451)
        return [
          [{ [name]: [{ coding: [{ system }] }] }, `${name}[0].coding[0].code`],
          [{ [name]: [{ coding: [{ system, code: 'x' }, { code: 'x' }] }] }, `${name}[0].coding[1].system`],
        ]
      }),
    ],
  },
  'no-basis-Organization': {
    good: { resourceType: 'Organization', identifier: [{ system: number(101), value: '915933149' }] },
    bad: [
      ...withoutValue(101, 102),
      [twoDistricts, 'address[0].extension'],
      [{ contact: [{ address: twoDistricts.address[0] }] }, 'contact[0].address.extension'],
      [{ partOf: wrongPlace }, 'partOf'],
      ...[8628, 8624].flatMap((last): [object, string][] => [
        [{ type: [{ coding: [{ system: volven(last) }] }] }, 'type[0].coding[0].code'],
        [{ type: [{ coding: [{ system: volven(last) }] }] }, 'type[0]'],
        [{ type: [{ coding: [{ system: volven(last), code: 'x' }, { code: 'x' }] }] }, 'type[0].coding[1].system'],
        [
          {
            type: [
              {
                coding: [
                  { system: volven(last), code: 'x' },
                  { system: 'x', code: 'x' },
                ],
              },
            ],
          },
          'type[0].coding[1].system',
        ],
      ]),
    ],
  },
  'no-basis-Location': {
    good: { resourceType: 'Location', name: 'x' },
    bad: [
      [{ address: twoDistricts.address[0] }, 'address.extension'],
      [{ managingOrganization: wrongPlace }, 'managingOrganization'],
      [{ endpoint: [wrongPlace] }, 'endpoint[0]'],
    ],
  },
  'no-basis-HealthcareService': {
    good: {
      resourceType: 'HealthcareService',
      providedBy: { identifier: { system: number(101), value: '915933149' } },
    },
    bad: [
      [{ providedBy: wrongPlace }, 'providedBy'],
      [{ providedBy: { reference: 'Organization/1' } }, 'providedBy'],
      [{ providedBy: { identifier: { system: 'x', value: '1' } } }, 'providedBy.identifier'],
      [{ location: [wrongPlace] }, 'location[0]'],
      [{ endpoint: [wrongPlace] }, 'endpoint[0]'],
      ...withoutCode(specialty, 'specialty[0].coding[0].code', 8655, 8654, 9151, 8451),
    ],
  },
  'no-basis-Appointment': {
    good: { resourceType: 'Appointment', status: 'booked', appointmentType: concept(volven(7617), 'Konsultasjon') },
    bad: [
      ...[7617, 8406, 8432].flatMap((last): [object, string][] => [
        [{ appointmentType: concept(volven(last), 'x') }, 'appointmentType.coding[0]'],
        [
          {
            appointmentType: {
              coding: [concept(volven(last), '1'), concept(volven(last), '1')].flatMap((c) => c.coding),
            },
          },
          'appointmentType.coding',
        ],
      ]),
      ...['group', 'partof'].map((name): [object, string] => [
        { extension: [{ url: `${published}/no-basis-${name}` }, { url: `${published}/no-basis-${name}` }] },
        'extension',
      ]),
    ],
  },
  'no-basis-AppointmentResponse': {
    good: { resourceType: 'AppointmentResponse', actor: { reference: 'Patient/1' } },
    bad: [
      [
        { extension: [{ url: `${published}/no-basis-shortnotice` }, { url: `${published}/no-basis-shortnotice` }] },
        'extension',
      ],
      [{ extension: [{ url: `${published}/no-basis-shortnotice` }], actor: { reference: 'Practitioner/1' } }, ''],
    ],
  },
  'no-basis-DocumentReference': {
    good: { resourceType: 'DocumentReference', type: concept(volven(9602), 'A03-2') },
    bad: [[{ type: concept(volven(9602), 'A99-9') }, 'type']],
  },
  'no-basis-Composition': {
    good: { resourceType: 'Composition', type: concept(volven(9602), 'A03-2') },
    bad: [[{ type: concept('http://loinc.org', 'A03-2') }, 'type']],
  },
  'no-basis-Endpoint': {
    good: { resourceType: 'Endpoint', connectionType: { system: own('connection-type'), code: 'no-amqp' } },
    bad: [
      [{ connectionType: { system: own('connection-type'), code: 'x' } }, 'connectionType'],
      [{ managingOrganization: wrongPlace }, 'managingOrganization'],
      [{ payloadType: [{ coding: [{ system: volven(8279) }] }] }, 'payloadType[0]'],
    ],
  },
  'no-basis-Medication': {
    good: { resourceType: 'Medication', ...medication },
    bad: [
      [{ code: undefined }, 'code'],
      [{ code: { text: 'x' } }, 'code.coding'],
      [{ code: { coding: [atc] } }, 'code.coding'],
      [{ code: { coding: [...fest, ...fest] } }, 'code.coding'],
      [{ code: { coding: [{ ...fest[0], display: undefined }] } }, 'code.coding[0].display'],
      [{ code: { coding: [...fest, atc, atc] } }, 'code.coding'],
      [{ code: { coding: [...fest, { ...atc, display: undefined }] } }, 'code.coding[1].display'],
      [{ code: { coding: [...fest, { ...atc, code: undefined }] } }, 'code.coding[1].code'],
      [{ form: undefined }, 'form'],
      [{ form: { text: 'x' } }, 'form.coding'],
      [{ form: { coding: [form, form] } }, 'form.coding'],
      [{ form: { coding: [{ ...form, display: undefined }] } }, 'form.coding[0].display'],
      [{ form: { coding: [{ ...form, code: undefined }] } }, 'form.coding[0].code'],
    ],
  },
  'no-basis-MedicationStatement': {
    good: {
      resourceType: 'MedicationStatement',
      identifier: [{ type: { text: 'PLL' }, value: '1' }],
      subject: { reference: 'Patient/1' },
      medicationReference: { reference: 'Medication/1' },
    },
    bad: [
      [{ identifier: [{ type: { text: 'PLL' } }, { type: { text: 'PLL' } }] }, 'identifier'],
      [{ identifier: [{ system: 'x' }, { type: { text: 'PLL' } }] }, 'identifier[1]'],
      [{ subject: { reference: 'Group/1' } }, 'subject'],
      [{ medicationReference: wrongPlace }, 'medicationReference'],
      ...[7170, 7110].flatMap((last): [object, string][] => {
        const system = volven(last)
        const right = { system, code: 'x', display: 'x' }
        return [
          [{ reasonCode: [{ coding: [{ system, code: 'x' }] }] }, 'reasonCode[0].coding[0].display'],
          [{ reasonCode: [{ coding: [{ system, display: 'x' }] }] }, 'reasonCode[0].coding[0].code'],
          [{ reasonCode: [{ coding: [right] }, { coding: [right] }] }, 'reasonCode'],
          [{ reasonCode: [{ coding: [right, { code: 'x', display: 'x' }] }] }, 'reasonCode[0].coding[1].system'],
        ]
      }),
    ],
  },
  'no-basis-AllergyIntolerance': {
    good: { resourceType: 'AllergyIntolerance', patient: { reference: 'Patient/1' }, ...reaction([manifestation]) },
    bad: [
      [{ reaction: undefined }, 'reaction'],
      [{ reaction: [...reaction([manifestation]).reaction, ...reaction([manifestation]).reaction] }, 'reaction'],
      [
        { reaction: [{ manifestation: [{ coding: [manifestation] }, { coding: [manifestation] }] }] },
        'reaction[0].manifestation',
      ],
      [reaction([]), 'reaction[0].manifestation[0].coding'],
      [reaction([manifestation, manifestation]), 'reaction[0].manifestation[0].coding'],
      [reaction([{ ...manifestation, system: 'x' }]), 'reaction[0].manifestation[0].coding[0].system'],
      ...['system', 'code', 'display'].map((name): [object, string] => [
        reaction([{ ...manifestation, [name]: undefined }]),
        `reaction[0].manifestation[0].coding[0].${name}`,
      ]),
      [{ verificationStatus: concept('x', 'confirmed') }, 'verificationStatus.coding[0].system'],
      ...['patient', 'recorder', 'asserter'].map((name): [object, string] => [{ [name]: wrongPlace }, name]),
    ],
  },
  'no-basis-Procedure': {
    good: { resourceType: 'Procedure', code: concept('http://snomed.info/sct', '1') },
    bad: [volven(7275), 'http://snomed.info/sct', 'http://hl7.org/fhir/sid/icpc-2'].map((system): [object, string] => [
      {
        code: {
          coding: [
            { system, code: '1' },
            { system, code: '2' },
          ],
        },
      },
      'code.coding',
    ]),
  },
  'no-basis-Substance': {
    good: { resourceType: 'Substance', code: concept('http://ehelse.no/fhir/CodeSystem/FEST', '1') },
    bad: [
      [{ code: { coding: [...fest, ...fest] } }, 'code.coding'],
      [{ code: { coding: [atc, ...fest] } }, 'code.coding[1]'],
      [{ code: { coding: [{ ...fest[0], code: undefined }] } }, 'code.coding[0].code'],
      [{ code: { coding: [{ ...fest[0], display: undefined }] } }, 'code.coding[0].display'],
    ],
  },
}

/** Profiles of data types, by a resource that uses them. */
export const withinOthers = ['no-basis-Address', 'no-basis-HumanName']
