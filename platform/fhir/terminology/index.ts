/** Code systems in use, with their names; and one name for each system, whatever it is called. */
export { canonicalSystem } from './canonical-system.ts'
export {
  type Concept,
  conceptOf,
  conceptsOfValueSet,
  isKnownMap,
  type KnownSystem,
  systemOf,
  translations,
} from './concepts.ts'
