import type { Extension, Subscription } from '@medplum/fhirtypes'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { toResourceType } from '../resource-type.ts'
import type { ParsedSearch } from '../search/index.ts'
import type { ResourceType } from '../types.ts'
import { validateResource } from '../validation/index.ts'
import { asBackport, backport, type Content, contents, hasTopic, typeOfTopic } from './backport.ts'
import { parseFilter } from './filter.ts'

/** What a Subscription asks for, understood. */
export interface Wanted {
  readonly type: ResourceType
  readonly filters: readonly ParsedSearch[]
  readonly content: Content
  readonly endpoint: string
  readonly headers: readonly string[]
  readonly timeoutSeconds: number
  readonly maxCount: number
  readonly heartbeatSeconds: number | undefined
  readonly ends: Date | undefined
}

const defaultTimeout = 15
const longestTimeout = 60
const defaultCount = 20
const largestCount = 100
const shortestHeartbeat = 30

/** From a stored or given Subscription, by the rules of the backport; R4's own query criteria mean topic and filter. */
export function understand(subscription: Subscription, base: string): Wanted | Refusal {
  const fault = validateResource(subscription).find((issue) => issue.severity === 'error')
  if (fault) return refuse('invalid', 422, fault)
  const { channel, end } = subscription
  if (channel.type !== 'rest-hook') return no('Only the channel rest-hook is served.', 'channel.type')
  if (channel.endpoint === undefined) return no('A rest-hook needs an endpoint.', 'channel.endpoint')
  if (channel.payload !== undefined && !/^application\/(?:fhir\+)?json\b/.test(channel.payload))
    return no('Notifications are application/fhir+json.', 'channel.payload')
  const selection = select(subscription, base)
  if (isRefusal(selection)) return selection
  const content = contentOf(subscription)
  if (content === undefined) return no('The payload content is empty, id-only or full-resource.', 'channel.payload')
  const number = (url: string) => numberIn(channel.extension, url)
  const heartbeat = number(backport.heartbeat)
  return {
    ...selection,
    content,
    endpoint: channel.endpoint,
    headers: channel.header ?? [],
    timeoutSeconds: clamp(number(backport.timeout) ?? defaultTimeout, 1, longestTimeout),
    maxCount: clamp(number(backport.maxCount) ?? defaultCount, 1, largestCount),
    heartbeatSeconds: heartbeat ? Math.max(heartbeat, shortestHeartbeat) : undefined,
    ends: end === undefined ? undefined : new Date(end),
  }
}

function select(subscription: Subscription, base: string): { type: ResourceType; filters: ParsedSearch[] } | Refusal {
  const { criteria } = subscription
  const extensions = asBackport(subscription)._criteria?.extension ?? []
  const plain = toResourceType(criteria.split('?')[0] ?? '')
  const isQuery = plain !== undefined && hasTopic(plain)
  const type = isQuery ? plain : typeOfTopic(criteria)
  if (!type) return no('The criteria name no topic of this server: see $topics.', 'criteria')
  const texts = extensions.filter(({ url }) => url === backport.filter).map(({ valueString }) => valueString ?? '')
  const filters: ParsedSearch[] = []
  for (const text of isQuery ? [criteria, ...texts] : texts) {
    const filter = parseFilter(type, text, base)
    if (isRefusal(filter)) return filter
    filters.push(filter)
  }
  return { type, filters }
}

/** Without the extension, as little as there can be: whoever wants content says so. */
function contentOf(subscription: Subscription): Content | undefined {
  const extensions = asBackport(subscription).channel._payload?.extension ?? []
  const given = extensions.find(({ url }) => url === backport.content)?.valueCode
  return given === undefined ? 'empty' : contents.find((content) => content === given)
}

function numberIn(extensions: readonly Extension[] | undefined, url: string): number | undefined {
  const found = extensions?.find((extension) => extension.url === url)
  return found?.valueUnsignedInt ?? found?.valuePositiveInt ?? found?.valueInteger
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

function no(diagnostics: string, element: string): Refusal {
  return refuse('invalid', 422, { diagnostics, expression: [`Subscription.${element}`] })
}
