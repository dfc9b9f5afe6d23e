/**
 * R4's invariants, by type or backbone. FHIRPath is not run at run time: each is a small function with the key of the
 * specification. Not here: dom-6 (a narrative is good practice), ele-1, ref-1, dom-2 to dom-5, txt-* (part of the walk).
 */
import type { Invariant } from './invariant.ts'
import { clinicalInvariants } from './invariants-clinical.ts'
import { definitionInvariants } from './invariants-definitions.ts'
import { typeInvariants } from './invariants-types.ts'

const all: ReadonlyMap<string, readonly Invariant[]> = new Map([
  ...Object.entries(typeInvariants),
  ...Object.entries(clinicalInvariants),
  ...Object.entries(definitionInvariants),
])
const none: readonly Invariant[] = []

export const invariantsOf = (type: string): readonly Invariant[] => all.get(type) ?? none
