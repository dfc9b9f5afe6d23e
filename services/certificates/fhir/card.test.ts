import type { ResourceOf } from '@lomma/platform/fhir'
import { sysvakSystem } from '@lomma/services/vaccines/contract'
import { describe, expect, it } from 'vitest'
import { cardPayload } from './card.ts'
import { readPerson, readVaccine } from './read-record.ts'

type Immunization = ResourceOf<'Immunization'>

const atc = 'http://www.whocc.no/atc'
const full: Immunization & { id: string } = {
  resourceType: 'Immunization',
  id: 'v1',
  meta: { versionId: '3' },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '15868412345' }],
  status: 'completed',
  vaccineCode: {
    coding: [
      { system: sysvakSystem, code: 'KOM02', display: 'Difteri …' },
      { system: atc, code: 'J07CA02', display: 'Difteri …' },
    ],
    text: 'Difteri-stivkrampe-kikhoste-poliovaksine',
  },
  patient: { reference: 'Patient/kari', identifier: { value: '15868412345' } },
  occurrenceDateTime: '2021-06-01T23:30:00Z',
  location: { display: 'Nordlys legesenter' },
  performer: [{ actor: { reference: 'Practitioner/p1', display: 'Ingvild Steinbruhei' } }],
  note: [{ text: 'Reagerte med utslett' }],
  protocolApplied: [{ doseNumberPositiveInt: 2 }],
}

const kari: ResourceOf<'Patient'> = {
  resourceType: 'Patient',
  id: 'kari',
  identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '15868412345' }],
  name: [
    { use: 'old', family: 'Gammel' },
    { use: 'official', family: 'Nordmann', given: ['Kari', 'Ann'] },
  ],
  birthDate: '1980-05-05',
  address: [{ city: 'Tromsø' }],
  telecom: [{ value: '99999999' }],
}

const claims = {
  issuer: 'https://lomma.example/bevis',
  number: '7K3M-92QF-XA4D',
  issued: new Date('2026-04-13T08:00:00Z'),
  validUntil: new Date('2027-04-13T08:00:00Z'),
}

describe('D4: what is signed', () => {
  const vaccine = readVaccine(full)
  if (!vaccine) throw new Error('no vaccine')
  const payload = cardPayload(claims, readPerson(kari), [vaccine])

  it('is a SMART Health Card with the least that a checker needs', () => {
    expect(payload).toEqual({
      iss: 'https://lomma.example/bevis',
      nbf: 1_776_067_200,
      exp: 1_807_603_200,
      vc: {
        type: ['https://smarthealth.cards#health-card', 'https://smarthealth.cards#immunization'],
        rid: '7K3M-92QF-XA4D',
        credentialSubject: {
          fhirVersion: '4.0.1',
          fhirBundle: {
            resourceType: 'Bundle',
            type: 'collection',
            entry: [
              {
                fullUrl: 'resource:0',
                resource: {
                  resourceType: 'Patient',
                  name: [{ family: 'Nordmann', given: ['Kari', 'Ann'] }],
                  birthDate: '1980-05-05',
                },
              },
              {
                fullUrl: 'resource:1',
                resource: {
                  resourceType: 'Immunization',
                  status: 'completed',
                  vaccineCode: { coding: [{ system: atc, code: 'J07CA02' }] },
                  patient: { reference: 'resource:0' },
                  // Half past one in Oslo.
                  occurrenceDateTime: '2021-06-02',
                  performer: [{ actor: { display: 'Nordlys legesenter' } }],
                  protocolApplied: [{ doseNumberPositiveInt: 2 }],
                },
              },
            ],
          },
        },
      },
    })
  })

  it('holds no identity number, no name of health personnel and nothing else of the record', () => {
    const text = JSON.stringify(payload)
    for (const secret of ['15868412345', 'Ingvild', 'utslett', 'Tromsø', '99999999', 'Gammel', '"id"', 'Patient/kari'])
      expect(text).not.toContain(secret)
  })
})

describe('a vaccine of the record', () => {
  const cases: [text: string, parts: Partial<Immunization>, why: string | null | undefined][] = [
    ['given', {}, null],
    ['marked as wrong', { status: 'entered-in-error' }, undefined],
    ['not given', { status: 'not-done' }, 'not-given'],
    ['too weak', { isSubpotent: true }, 'weak'],
    ['with a code nobody knows', { vaccineCode: { coding: [{ system: 'x', code: '1' }], text: 'X' } }, 'code-unknown'],
  ]
  it.each(cases)('%s', (_text, parts, why) => expect(readVaccine({ ...full, ...parts })?.why).toBe(why))

  it('keeps the national code where there is no other', () => {
    const coding = [{ system: sysvakSystem, code: 'MMR52' }]
    expect(readVaccine({ ...full, vaccineCode: { coding } })?.codings).toEqual(coding)
  })
})
