import type {
  Basic,
  Bundle,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceOperation,
} from '@medplum/fhirtypes'
import { allResourceTypes } from '../resource-type.ts'
import { searchParameters } from '../search/index.ts'
import type { ResourceType } from '../types.ts'
import { backport, hasTopic, topicOf } from './backport.ts'

/** Topics are made from the types: one a type, for its creations, updates and deletions. */
export function topicTypes(): ResourceType[] {
  return allResourceTypes().filter(hasTopic)
}

/** For `metadata`: what is served of Subscription, and its topics (backport, R4: discovery of topics). */
export function subscriptionCapability(
  others: readonly CapabilityStatementRestResourceOperation[],
): CapabilityStatementRestResource {
  return {
    extension: topicTypes().map((type) => ({ url: backport.topic, valueCanonical: topicOf(type) })),
    type: 'Subscription',
    supportedProfile: [backport.subscription],
    interaction: [
      { code: 'read' },
      { code: 'create' },
      { code: 'update' },
      { code: 'delete' },
      { code: 'search-type' },
    ],
    versioning: 'versioned-update',
    readHistory: false,
    updateCreate: true,
    searchParam: searchParameters('Subscription').map(({ code, type }) => ({ name: code, type })),
    operation: [
      { name: 'status', definition: backport.statusOperation },
      { name: 'events', definition: backport.eventsOperation },
      ...others,
    ],
  }
}

/** `$topics`: SubscriptionTopics as R4 can carry them, Basic with the cross-version extensions of R5. */
export function topicBundle(base: string): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: topicTypes().map((type) => ({ fullUrl: `${base}/Basic/topic-${type}`, resource: topicResource(type) })),
  }
}

const r5 = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic'

function topicResource(type: ResourceType): Basic {
  return {
    resourceType: 'Basic',
    id: `topic-${type}`,
    extension: [
      { url: `${r5}.url`, valueUri: topicOf(type) },
      { url: `${r5}.title`, valueString: `${type} created, updated or deleted` },
      { url: `${r5}.status`, valueCode: 'active' },
      {
        url: `${r5}.resourceTrigger`,
        extension: [
          { url: 'resource', valueUri: `http://hl7.org/fhir/StructureDefinition/${type}` },
          ...['create', 'update', 'delete'].map((code) => ({ url: 'supportedInteraction', valueCode: code })),
        ],
      },
      ...searchParameters(type).map(({ code }) => ({
        url: `${r5}.canFilterBy`,
        extension: [{ url: 'filterParameter', valueString: code }],
      })),
    ],
    code: { coding: [{ system: 'http://hl7.org/fhir/fhir-types', code: 'SubscriptionTopic' }] },
  }
}
