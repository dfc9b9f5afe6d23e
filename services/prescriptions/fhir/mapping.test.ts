import type { MedicationDispense, MedicationRequest, Task } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renewalStates } from '../contract/index.ts'
import { taskStatusOf } from '../domain/renewal-state.ts'
import { emptyLookup } from './medication.ts'
import { readAllergies, readConditions, readMeasurements } from './read-history.ts'
import { isShownToSelf, readDispensing, readPrescription } from './read-prescription.ts'
import { advanceTask, handTask, isConsistent, newRenewalTask, readRenewal } from './renewal-task.ts'
import { proposalOf, renewedPrescription } from './write-prescription.ts'

const subject = { reference: 'Patient/p' }
const at = new Date('2026-11-23T09:00:00Z')

/** As Synthea writes one: RxNorm, structured dose, nothing about dispensing. */
const synthea: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: 'synthea',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: {
    coding: [
      {
        system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
        code: '314076',
        display: 'lisinopril 10 MG Oral Tablet',
      },
    ],
    text: 'lisinopril 10 MG Oral Tablet',
  },
  subject,
  authoredOn: '2018-04-09T16:13:53+00:00',
  requester: { reference: 'Practitioner/dr' },
  reasonReference: [{ reference: 'Condition/c' }],
  dosageInstruction: [
    {
      sequence: 1,
      timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
      asNeededBoolean: false,
      doseAndRate: [{ doseQuantity: { value: 1 } }],
    },
  ],
}

describe('prescriptions others wrote', () => {
  it('Synthea: name, prescriber and reason by reference; a dose in numbers; nothing guessed', () => {
    const lookup = { ...emptyLookup, name: () => 'Dr. Ola', condition: () => 'Hypertension' }
    expect(readPrescription(synthea, lookup)).toMatchObject({
      medicine: { name: 'lisinopril 10 MG Oral Tablet', atc: null, strength: null, form: null },
      standing: 'active',
      course: 'unknown',
      prescribedOn: '2018-04-09',
      prescribedBy: 'Dr. Ola',
      use: 'Hypertension',
      dose: null,
      dosePlan: { amount: 1, times: 1, period: 1, per: 'd', asNeeded: false },
      validUntil: null,
      dispensings: null,
      group: null,
    })
  })

  it('a contained Medication, a shared one, and one nobody can find', () => {
    const { medicationCodeableConcept: _, ...bare } = synthea
    const medication = { resourceType: 'Medication' as const, id: 'm', code: { text: 'Losartan' } }
    const name = (request: MedicationRequest, lookup = emptyLookup) => readPrescription(request, lookup).medicine.name
    expect(name({ ...bare, contained: [medication], medicationReference: { reference: '#m' } })).toBe('Losartan')
    const shared = { ...bare, medicationReference: { reference: 'https://x.example/Medication/m', display: 'Sett på' } }
    expect(name(shared, { ...emptyLookup, medication: () => medication })).toBe('Losartan')
    expect(name(shared)).toBe('Sett på')
    expect(name(bare)).toBe('?')
  })

  it('Norwegian: strength, form, ATC as extension, prescription group, label', () => {
    const request: MedicationRequest = {
      ...synthea,
      meta: { security: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9603', code: 'NORN_FORANS' }] },
      contained: [
        {
          resourceType: 'Medication',
          id: 'm',
          extension: [
            {
              url: 'http://hl7.no/fhir/ig/StructureDefinition/no-basis-prescriptiongroup',
              valueCodeableConcept: { coding: [{ code: 'b' }] },
            },
            {
              url: 'http://hl7.no/fhir/ig/lmdi/StructureDefinition/lmdi-classification',
              valueCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N05CF01' }] },
            },
          ],
          code: { text: 'Zopiklon' },
          form: { text: 'mikstur' },
          ingredient: [
            {
              itemCodeableConcept: {},
              strength: { numerator: { value: 5, unit: 'mg' }, denominator: { value: 1, unit: 'ml' } },
            },
          ],
        },
      ],
      medicationReference: { reference: '#m' },
      dispenseRequest: {
        numberOfRepeatsAllowed: 3,
        validityPeriod: { end: '2027-01-01T23:30:00+01:00' },
        expectedSupplyDuration: { value: 2, unit: 'uker' },
      },
    }
    expect(readPrescription(request, emptyLookup)).toMatchObject({
      medicine: { name: 'Zopiklon', atc: 'N05CF01', strength: '5 mg/ml', form: 'mikstur' },
      group: 'B',
      course: 'regular',
      dispensings: 4,
      daysPerDispensing: 14,
      validUntil: '2027-01-01',
      keptFromParents: true,
    })
  })

  it.each([
    ['NORN_FORANS', true],
    ['NORN_EPO', false],
    ['NORU', false],
    ['NORS', true],
  ])('label %s: shown to the citizen %s', (code, shown) =>
    expect(isShownToSelf({ meta: { security: [{ code }] } })).toBe(shown),
  )

  it.each<[string, Partial<MedicationDispense>, object | null]>([
    [
      'handed over',
      { whenHandedOver: '2026-03-01T23:30:00Z', daysSupply: { value: 98, unit: 'd' } },
      { on: '2026-03-02', days: 98 },
    ],
    ['not yet', {}, { on: null, days: null }],
    ['never', { status: 'cancelled' }, null],
  ])('a dispensing %s', (_what, change, shape) => {
    const dispense: MedicationDispense = { resourceType: 'MedicationDispense', id: 'd', status: 'completed', ...change }
    const read = readDispensing(dispense, emptyLookup)
    if (shape === null) expect(read).toBeNull()
    else expect(read).toMatchObject(shape)
  })

  it('never crashes on what it does not know', () => {
    const leaf = fc.oneof(fc.constant(undefined), fc.string(), fc.integer(), fc.constant({}), fc.constant([]))
    const reference = fc.record(
      { reference: fc.oneof(fc.string(), fc.constant('#x'), fc.constant('Medication/')) },
      { requiredKeys: [] },
    )
    const request = fc.record(
      {
        authoredOn: fc.oneof(fc.string(), fc.constant('2020'), fc.constant('2020-13-40T99')),
        medicationReference: reference,
        requester: reference,
        dosageInstruction: fc.array(
          fc.record({ text: fc.string(), timing: fc.constant({ repeat: {} }) }, { requiredKeys: [] }),
        ),
        dispenseRequest: fc.record(
          {
            validityPeriod: fc.constant({}),
            quantity: fc.constant({}),
            expectedSupplyDuration: fc.constant({ value: 1, unit: 'aar' }),
          },
          { requiredKeys: [] },
        ),
        reasonCode: fc.constant([{}]),
        category: fc.constant([{}]),
        note: leaf,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(request, (parts) => {
        const whole = JSON.parse(JSON.stringify({ ...synthea, medicationCodeableConcept: undefined, ...parts }))
        expect(readPrescription(whole, emptyLookup).medicine.name.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the history a doctor sees', () => {
  it('the latest of each measurement, with both numbers of a blood pressure', () => {
    const observation = (code: string, on: string, value: object) => ({
      resourceType: 'Observation' as const,
      status: 'final' as const,
      code: { coding: [{ code }] },
      effectiveDateTime: on,
      ...value,
    })
    const pressure = { component: [120, 80].map((value) => ({ code: {}, valueQuantity: { value, unit: 'mmHg' } })) }
    expect(
      readMeasurements([
        observation('62238-1', '2025-01-01', { valueQuantity: { value: 70 } }),
        observation('62238-1', '2026-01-01', {
          valueQuantity: { value: 41, unit: 'ml/min' },
          interpretation: [{ coding: [{ code: 'L' }] }],
        }),
        observation('85354-9', '2026-02-01', pressure),
        observation('unknown', '2026-02-01', { valueQuantity: { value: 1 } }),
      ]),
    ).toMatchObject([
      { kind: 'blood-pressure', value: '120/80 mmHg', abnormal: false },
      { kind: 'kidney', value: '41 ml/min', abnormal: true },
    ])
  })

  it('leaves out what is refuted, resolved or entered in error', () => {
    const status = (code: string) => ({ coding: [{ code }] })
    const allergy = { resourceType: 'AllergyIntolerance' as const, patient: subject, code: { text: 'Penicillin' } }
    expect(
      readAllergies([
        allergy,
        { ...allergy, verificationStatus: status('refuted') },
        { ...allergy, clinicalStatus: status('resolved') },
      ]),
    ).toHaveLength(1)
    const condition = { resourceType: 'Condition' as const, subject, code: { text: 'Astma' } }
    expect(
      readConditions([condition, { ...condition, clinicalStatus: status('resolved') }, { ...condition, code: {} }]),
    ).toHaveLength(1)
  })
})

describe('the Task of a renewal', () => {
  const fresh = newRenewalTask({
    id: 't',
    citizen: { id: 'p', name: 'Kari' },
    office: { id: 'o', name: 'Kontoret' },
    proposal: 'prop',
    prior: 'old',
    receipt: 'R-7K3M-92',
    sent: at,
    deadline: new Date('2026-11-30T22:59:59Z'),
    note: 'Takk',
  })
  const by = { type: 'Practitioner' as const, id: 'dr', name: 'Dr. Ola' }

  it('is read as it was written, in every state', () => {
    for (const state of renewalStates.filter((one) => one !== 'sent')) {
      const task = advanceTask(fresh, { state, at, by, explanation: 'Fordi', output: 'new' })
      expect(isConsistent(task)).toBe(true)
      expect(task.status).toBe(taskStatusOf[state])
      expect(readRenewal(task)).toMatchObject({
        state,
        prior: 'old',
        proposal: 'prop',
        office: 'o',
        receipt: 'R-7K3M-92',
        note: 'Takk',
        explanation: 'Fordi',
        newPrescription: 'new',
      })
      expect(readRenewal(task).steps.map((step) => step.state)).toEqual(['sent', state])
    }
  })

  it('keeps its office while a colleague has it', () => {
    const handed = handTask(fresh, by, at)
    expect(readRenewal(handed)).toMatchObject({ office: 'o', handedTo: { practitioner: 'dr', name: 'Dr. Ola' } })
    expect(readRenewal(handTask(handed, { type: 'Organization', id: 'o', name: 'Kontoret' }, at)).handedTo).toBeNull()
  })

  it('another system’s bare Task still has a history', () => {
    const { extension: _, ...bare } = fresh
    const task: Task = { ...bare, status: 'rejected', businessStatus: {}, lastModified: '2026-11-24T10:00:00+01:00' }
    expect(readRenewal(task)).toMatchObject({
      state: 'declined',
      office: 'o',
      steps: [
        { state: 'sent', at: '2026-11-23T09:00:00.000Z' },
        { state: 'declined', at: '2026-11-24T09:00:00.000Z' },
      ],
    })
  })
})

describe('the new prescription', () => {
  const old: MedicationRequest & { id: string } = {
    ...synthea,
    id: 'old',
    meta: { security: [{ code: 'NORN_FORANS' }] },
    dispenseRequest: {
      numberOfRepeatsAllowed: 3,
      quantity: { value: 100, unit: 'tabletter' },
      expectedSupplyDuration: { value: 50, unit: 'd' },
    },
  }
  const make = (change: Parameters<typeof renewedPrescription>[0]['change'], from = old) =>
    renewedPrescription({
      id: 'new',
      old: from,
      proposal: 'prop',
      citizen: 'p',
      practitioner: { id: 'dr', name: 'Dr. Ola' },
      today: '2026-11-23',
      at,
      change,
    })

  it('is as before, for a year, following from the proposal, with the same labels', () => {
    expect(make({})).toMatchObject({
      status: 'active',
      intent: 'order',
      meta: { security: [{ code: 'NORN_FORANS' }] },
      basedOn: [{ reference: 'MedicationRequest/prop' }],
      priorPrescription: { reference: 'MedicationRequest/old' },
      requester: { reference: 'Practitioner/dr' },
      dosageInstruction: old.dosageInstruction,
      dispenseRequest: { ...old.dispenseRequest, validityPeriod: { start: '2026-11-23', end: '2027-11-22' } },
    })
  })

  it.each([
    [
      'half the amount lasts half as long',
      { quantity: 50 },
      { quantity: { value: 50, unit: 'tabletter' }, expectedSupplyDuration: { value: 25 } },
    ],
    ['times to collect', { dispensings: 1 }, { numberOfRepeatsAllowed: 0 }],
  ])('changed: %s', (_what, change, shape) => expect(make(change).dispenseRequest).toMatchObject(shape))

  it('a new dose replaces the old structure, and nobody knows how long a package lasts', () => {
    const next = make({ dose: 'Halv tablett' })
    expect(next.dosageInstruction).toEqual([{ text: 'Halv tablett', patientInstruction: 'Halv tablett' }])
    expect(next.dispenseRequest?.expectedSupplyDuration).toBeUndefined()
  })

  it('of a prescription that says nothing about dispensing gets validity and no more', () => {
    const { dispenseRequest: _, ...bare } = old
    expect(make({}, bare).dispenseRequest).toEqual({ validityPeriod: { start: '2026-11-23', end: '2027-11-22' } })
    expect(proposalOf({ id: 'prop', old: bare, citizen: 'p', at }).intent).toBe('proposal')
  })
})
