import type { Extension, Subscription } from '@medplum/fhirtypes'
import { toResourceType } from '../resource-type.ts'
import type { ResourceType } from '../types.ts'

/** Names of the Subscriptions R5 Backport IG (STU 1.1) for R4: https://hl7.org/fhir/uv/subscriptions-backport/ */
const base = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition'

export const backport = {
  subscription: `${base}/backport-subscription`,
  filter: `${base}/backport-filter-criteria`,
  content: `${base}/backport-payload-content`,
  heartbeat: `${base}/backport-heartbeat-period`,
  timeout: `${base}/backport-timeout`,
  maxCount: `${base}/backport-max-count`,
  status: `${base}/backport-subscription-status-r4`,
  notification: `${base}/backport-subscription-notification-r4`,
  topic: `${base}/capabilitystatement-subscriptiontopic-canonical`,
  statusOperation: 'http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-status',
  eventsOperation: 'http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-events',
} as const

/** What a notification carries. */
export const contents = ['empty', 'id-only', 'full-resource'] as const
export type Content = (typeof contents)[number]

/** Our own: the secret that signs notifications, in the answer to the creation and nowhere else. */
export const secretExtension = 'http://lomma.example/fhir/StructureDefinition/subscription-secret'

const topicBase = 'http://lomma.example/fhir/SubscriptionTopic/'

/** Nothing is told of these: they are messages, parts of calls, or a client's own matter. */
const withoutTopic: ReadonlySet<string> = new Set([
  'Bundle',
  'Parameters',
  'OperationOutcome',
  'Subscription',
  'Binary',
])

export const hasTopic = (type: ResourceType): boolean => !withoutTopic.has(type)

export const topicOf = (type: ResourceType): string => `${topicBase}${type}`

/** The type whose creations, updates and deletions a topic tells of. */
export function typeOfTopic(canonical: string): ResourceType | undefined {
  const [address = ''] = canonical.split('|')
  if (!address.startsWith(topicBase)) return undefined
  const type = toResourceType(address.slice(topicBase.length))
  return type && hasTopic(type) ? type : undefined
}

/** The primitive elements' companions (`_criteria`) are not in the types we compile against. */
export interface BackportSubscription extends Subscription {
  readonly _criteria?: { readonly extension?: readonly Extension[] }
  readonly channel: Subscription['channel'] & {
    readonly _payload?: { readonly extension?: readonly Extension[] }
  }
}

/** What was given, with the parts that only validation has looked at. */
export function asBackport(subscription: Subscription): BackportSubscription {
  return subscription as BackportSubscription // validated: companions hold extensions
}
