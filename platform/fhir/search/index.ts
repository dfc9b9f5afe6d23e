/** FHIR R4 search as pure functions: parse, index, match, sort; and which patients a resource is about. */
export { type CitizenReference, citizenReferences, compartmentPaths } from './compartment.ts'
export { dateRange } from './date.ts'
export { entriesDecide, indexEntries, requiredEntries } from './entries.ts'
export { matches } from './match.ts'
export { type ParameterType, type SearchParameter, searchParameter, searchParameters } from './parameters.ts'
export {
  type Criterion,
  type Include,
  type ParsedSearch,
  parseSearch,
  type SearchOptions,
  type SortKey,
} from './parse.ts'
export { type MapReference, mapReferences, type ReferenceKind } from './references.ts'
export { sortResources } from './sort.ts'
