import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes'
import { allResourceTypes } from '../resource-type.ts'
import { searchParameters } from '../search/index.ts'
import type { ResourceType } from '../types.ts'

/** What the door really serves, made from the same tables that serve it. */
export function capabilityStatement(base: string, tokenUrl: string, date: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Lomma' },
    implementation: { description: 'Lomma FHIR R4 door', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
              ],
            },
          ],
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [{ url: 'token', valueUri: tokenUrl }],
            },
          ],
        },
        resource: allResourceTypes()
          .filter((type) => type !== 'Bundle' && type !== 'Parameters')
          .map(resource),
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
      },
    ],
  }
}

function resource(type: ResourceType): CapabilityStatementRestResource {
  return {
    type,
    interaction: [
      { code: 'read' },
      { code: 'vread' },
      { code: 'history-instance' },
      { code: 'create' },
      { code: 'update' },
      { code: 'delete' },
      { code: 'search-type' },
    ],
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    searchParam: searchParameters(type).map(({ code, type: kind }) => ({ name: code, type: kind })),
  }
}
