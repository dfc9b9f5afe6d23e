export { type BreakerSettings, circuitBreaker, nodeMemory } from './circuit-breaker.ts'
export { type Copier, type CopierParts, startCopier } from './copier.ts'
export { createSources } from './create.ts'
export { SourceUnavailable } from './source-unavailable.ts'
export type {
  CopyWish,
  Source,
  SourceAnswer,
  SourceContribution,
  SourceCopy,
  SourceRequest,
  SourceSettings,
  SourceState,
  Sources,
  TokenSettings,
} from './types.ts'
