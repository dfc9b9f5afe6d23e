/**
 * R4's invariants, by type or backbone. FHIRPath is not run at run time: each is a small function with the key of the
 * specification. Not here: ele-1, ref-1, dom-2 to dom-5, txt-* (part of the walk). Which are checked and which not, with
 * the reason, is told by invariants.test.ts.
 */
import type { Invariant } from './invariant.ts'
import { clinicalInvariants } from './invariants-clinical.ts'
import { conformanceInvariants } from './invariants-conformance.ts'
import { definitionInvariants } from './invariants-definitions.ts'
import { elementInvariants } from './invariants-elements.ts'
import { typeInvariants } from './invariants-types.ts'

const all = new Map<string, readonly Invariant[]>()
for (const some of [typeInvariants, clinicalInvariants, definitionInvariants, conformanceInvariants, elementInvariants])
  for (const [type, invariants] of Object.entries(some)) all.set(type, [...(all.get(type) ?? []), ...invariants])

const none: readonly Invariant[] = []

export const invariantsOf = (type: string): readonly Invariant[] => all.get(type) ?? none

/** Types and backbones with invariants: for the test that tells which are checked. */
export const typesWithInvariants = (): readonly string[] => [...all.keys()]
