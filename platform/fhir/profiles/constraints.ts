/** Invariants of the Norwegian base profiles, by key. */
import { isObject } from '../definitions/index.ts'
import { advice, has, type Invariant, list } from '../validation/invariant.ts'
import { parseReference } from '../validation/reference.ts'

const organizationNumbers = ['urn:oid:2.16.578.1.12.4.1.4.101', 'urn:oid:2.16.578.1.12.4.1.4.102']

const all: readonly Invariant[] = [
  advice('no-basis-providedBy-identifier', 'providedBy should name the organisation by identifier', (node) =>
    has(node, 'identifier'),
  ),
  advice(
    'no-basis-identifier-system',
    'the identifier should be an organisation number (ENH) or RESH id',
    (node) => typeof node.system === 'string' && organizationNumbers.includes(node.system),
  ),
  // As published, the expression names a URL of example.org and so fails for every AppointmentResponse, short notice or
  // not, HL7 Norway's own example too. Checked is what its text says, and only advised.
  advice('shortnotice-inv-1', 'short notice is for the answer of a Patient', ({ extension, actor }) => {
    if (
      !list({ extension }, 'extension').some(
        ({ url }) => typeof url === 'string' && url.endsWith('no-basis-shortnotice'),
      )
    )
      return true
    if (!isObject(actor)) return false
    const literal = typeof actor.reference === 'string' ? parseReference(actor.reference)?.type : undefined
    return (actor.type ?? literal) === 'Patient'
  }),
]

const byKey: ReadonlyMap<string, Invariant> = new Map(all.map((one) => [one.key, one]))

export const constraintOf = (key: string): Invariant | undefined => byKey.get(key)
