import { addDays } from '@lomma/platform/calendar'
import { type DemoPlugin, demoId } from '@lomma/platform/demo'
import type { Resource } from '@lomma/platform/fhir'
import { givenTo } from './people.ts'
import { vaccine } from './vaccine.ts'

/** Vaccines of the whole nation; the twelve have those their stories need. */
export const demo: DemoPlugin = {
  service: 'vaccines',
  resources: (world) => [
    ...world.citizens.flatMap((citizen) => givenTo(citizen, world).map((given) => vaccine(citizen, given))),
    ...pregnancy(world.personas.pregnant.citizen, world.today),
  ],
}

/** Week 22: the whooping-cough vaccine comes in two weeks. The rules read the diagnosis and the term. */
function pregnancy(citizen: string, today: string): Resource[] {
  const began = addDays(today, -22 * 7)
  const subject = { reference: `Patient/${citizen}` }
  return [
    {
      resourceType: 'Condition',
      id: demoId('condition', 'pregnant/pregnancy'),
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
      },
      code: {
        coding: [
          { system: 'http://snomed.info/sct', code: '77386006', display: 'Pregnancy' },
          { system: 'urn:oid:2.16.578.1.12.4.1.1.7170', code: 'W78', display: 'Svangerskap' },
        ],
        text: 'Svangerskap',
      },
      subject,
      onsetDateTime: began,
    },
    {
      resourceType: 'Observation',
      id: demoId('observation', 'pregnant/term'),
      status: 'final',
      code: {
        coding: [{ system: 'http://loinc.org', code: '11778-8', display: 'Delivery date Estimated' }],
        text: 'Beregnet termin',
      },
      subject,
      effectiveDateTime: addDays(began, 18 * 7),
      valueDateTime: addDays(began, 280),
    },
  ]
}
