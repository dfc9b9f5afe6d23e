import type { Clock } from '../../clock/index.ts'
import type { EndpointRules, Resolve } from './endpoint.ts'
import type { FindClient } from './rights.ts'
import type { Secrets } from './secret.ts'

/** What subscriptions need beyond the door they are made at. */
export interface Subscriptions {
  /** The machine's clock: tries and heartbeats do not follow the story clock. */
  readonly machine: Clock
  readonly findClient: FindClient
  readonly rules: EndpointRules
  readonly resolve: Resolve
  readonly secrets: Secrets
}
