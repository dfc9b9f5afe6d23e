/** FHIR R4 search as pure functions: parse, index, match, sort; and which patients a resource is about. */
export {
  type CitizenReference,
  citizenOfSearch,
  citizenReferences,
  compartmentPaths,
  mayNameSeveral,
  othersNamed,
} from './compartment.ts'
export { dateRange } from './date.ts'
export { indexEntries, referenceEntry } from './entries.ts'
export { matches, referencesBy } from './match.ts'
export { type ParameterType, type SearchParameter, searchParameter, searchParameters } from './parameters.ts'
export {
  type Chain,
  type Criterion,
  type Has,
  type Include,
  type Link,
  type ParsedSearch,
  parseSearch,
  type SearchOptions,
  type SortKey,
} from './parse.ts'
export { type MapReference, mapReferences, type ReferenceKind } from './references.ts'
export { entriesDecide, requiredEntries } from './required.ts'
export { comparePositions, type Position, positionOf, sortResources } from './sort.ts'
export { type View, viewOf } from './view.ts'
