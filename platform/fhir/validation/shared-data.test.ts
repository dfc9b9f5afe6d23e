/** Runs over FHIR data that others wrote, when it is there (`../shared/data`, not part of the project). */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resourceTypes } from '../definitions/index.ts'
import { indexEntries, mapReferences, searchParameters } from '../search/index.ts'
import { validateResource } from './index.ts'

const data = new URL('../../../../shared/data/', import.meta.url)

/** Examples of HL7 that break R4 themselves, and how. */
const notR4: Readonly<Record<string, string>> = {
  'devicemetric-example.json': 'parent is a DeviceDefinition; R4 allows Device',
  'haste-devicemetric-example.json': 'the same',
  'haste-deviceusestatement-example.json':
    'reasonReference is a Procedure; R4 allows Condition, Observation, DiagnosticReport, DocumentReference, Media',
  'medicationrequest0301.json': 'dispenseRequest.performer is a Practitioner; R4 allows Organization',
  'haste-medicationrequest0301.json': 'the same',
  'observation-example-clinical-gender.json': 'performer is an Encounter',
}

/** Norwegian examples with a made-up number, and where. */
const impossible: Readonly<Record<string, string>> = {
  'nobasis-HealthcareService-no-basis-HealthcareService-example.json': 'HealthcareService.providedBy.identifier.value',
  'nobasis-Patient-EspenEksempel.json': 'Patient.identifier[0].value',
  'nobasis-Patient-Pasient-Middle-Name-1.json': 'Patient.identifier[0].value',
}

const files = (folder: string): [string, object][] =>
  existsSync(new URL(folder, data))
    ? readdirSync(new URL(folder, data)).map((name) => [
        name,
        JSON.parse(readFileSync(new URL(`${folder}/${name}`, data), 'utf8')),
      ])
    : []

const errors = (resource: unknown): string[] =>
  validateResource(resource).flatMap((issue) => (issue.severity === 'error' ? [issue.diagnostics] : []))

describe.skipIf(!existsSync(data))('data that others wrote', () => {
  it.each(files('hl7-examples'))('HL7 example %s', (name, resource) => {
    if (name in notR4) expect(errors(resource), notR4[name]).toHaveLength(1)
    else expect(errors(resource)).toEqual([])
  })

  it.each(files('norway-examples'))('Norwegian example %s', (name, resource) => {
    const issues = validateResource(resource)
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([])
    // All meet their profile; these have numbers that cannot be right.
    expect(issues.flatMap(({ expression }) => expression)).toEqual(name in impossible ? [impossible[name]] : [])
  })

  it.each(files('synthetic-records'))('synthetic record %s', (_, resource) => {
    expect(errors(resource)).toEqual([])
  })

  it.each([...files('hl7-examples'), ...files('synthetic-records')])('indexes and copies %s', (_, resource) => {
    expect(mapReferences(resource, (reference) => reference)).toEqual(resource)
    for (const entry of indexEntries(resource)) expect(entry.length).toBeLessThanOrEqual(210)
  })
})

describe('tables', () => {
  it('know the resources of R4', () => {
    expect(resourceTypes()).toHaveLength(146)
    for (const type of resourceTypes()) expect(searchParameters(type).length, type).toBeGreaterThan(5)
  })
})
