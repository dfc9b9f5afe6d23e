import type {
  CapabilityStatement,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceOperation,
} from '@medplum/fhirtypes'
import { type Operation, operations } from '../operations/index.ts'
import { allResourceTypes } from '../resource-type.ts'
import { searchParameters } from '../search/index.ts'
import { subscriptionCapability } from '../subscriptions/topics.ts'
import type { ResourceType } from '../types.ts'

/** What the door really serves, made from the same tables that serve it. */
export function capabilityStatement(
  base: string,
  tokenUrl: string,
  date: string,
  more: readonly Operation[] = [],
): CapabilityStatement {
  const served = [...operations, ...more]
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Lomma' },
    implementation: { description: 'Lomma FHIR R4 door', url: base },
    fhirVersion: '4.0.1',
    format: ['json', 'application/fhir+json'],
    patchFormat: ['application/json-patch+json', 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: false,
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
        resource: servedTypes().map((type) => resource(type, operationsOn(type, served))),
        interaction: [{ code: 'transaction' }, { code: 'batch' }, { code: 'history-system' }],
        operation: operationsOn(undefined, served),
      },
    ],
  }
}

/** Bundle and Parameters carry others; they are not stored for themselves. */
const servedTypes = (): ResourceType[] =>
  allResourceTypes().filter((type) => type !== 'Bundle' && type !== 'Parameters')

const codes = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'history-instance',
  'history-type',
  'create',
  'search-type',
] as const

function resource(
  type: ResourceType,
  operation: CapabilityStatementRestResourceOperation[],
): CapabilityStatementRestResource {
  if (type === 'Subscription') return subscriptionCapability(operation)
  const parameters = searchParameters(type)
  const includes = parameters.filter((parameter) => parameter.type === 'reference')
  return {
    type,
    interaction: codes.map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'logical', 'local'],
    ...(includes.length > 0 ? { searchInclude: includes.map(({ code }) => `${type}:${code}`) } : {}),
    searchParam: parameters.map(({ code, type: kind }) => ({ name: code, type: kind })),
    ...(operation.length > 0 ? { operation } : {}),
  }
}

function operationsOn(
  type: ResourceType | undefined,
  served: readonly Operation[],
): CapabilityStatementRestResourceOperation[] {
  return served
    .filter(({ levels, types }) =>
      type === undefined
        ? levels.includes('system')
        : levels.some((level) => level !== 'system') && (types === 'any' || types.includes(type)),
    )
    .map(({ name, definition }) => ({ name, definition }))
}
