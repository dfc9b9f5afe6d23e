import { Refused, refuse } from '../../errors/index.ts'

/** For a search that would look at more than one request may. */
export function tooCostly(diagnostics: string): Refused {
  return new Refused(refuse('too-costly', 422, { diagnostics }))
}
