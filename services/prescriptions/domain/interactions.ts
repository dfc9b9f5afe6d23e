/**
 * A small table of medicines to be aware of together, by ATC. It is not a decision support: it tells citizens what to
 * ask about and doctors what to look at. Each row's source is section 4.5 of the products' summary (SmPC) as published by
 * Direktoratet for medisinske produkter; `legemiddelsok.no`.
 */
export interface InteractionRule {
  /** Text `prescriptions.interaction.<key>`. */
  readonly key: string
  readonly weight: 'ask' | 'know'
  readonly a: readonly string[]
  readonly b: readonly string[]
}

const nsaid = ['M01A']
const bloodThinner = ['B01AA', 'B01AE', 'B01AF']
const renin = ['C09']

export const interactionRules: readonly InteractionRule[] = [
  { key: 'bleeding', weight: 'ask', a: bloodThinner, b: [...nsaid, 'B01AC'] },
  { key: 'bleeding', weight: 'know', a: ['N06AB'], b: [...nsaid, ...bloodThinner] },
  { key: 'potassium', weight: 'ask', a: renin, b: ['C03D', 'A12BA'] },
  { key: 'kidney', weight: 'know', a: [...renin, 'C03'], b: nsaid },
  { key: 'methotrexate', weight: 'ask', a: ['L01BA01', 'L04AX03'], b: [...nsaid, 'J01EA', 'J01EE'] },
  { key: 'lithium', weight: 'ask', a: ['N05AN01'], b: [...nsaid, ...renin, 'C03A', 'C03B'] },
  { key: 'muscle', weight: 'ask', a: ['C10AA01', 'C10AA05'], b: ['J01FA01', 'J01FA09'] },
  { key: 'muscle', weight: 'know', a: ['C10AA01'], b: ['C08CA01'] },
  { key: 'absorption', weight: 'know', a: ['H03AA01'], b: ['B03A', 'A12A'] },
  { key: 'clopidogrel', weight: 'know', a: ['B01AC04'], b: ['A02BC01', 'A02BC05'] },
  { key: 'slow-heart', weight: 'ask', a: ['C07', 'C01AA05'], b: ['C08D'] },
  { key: 'blood-pressure-fall', weight: 'ask', a: ['C01DA'], b: ['G04BE'] },
  { key: 'sedation', weight: 'ask', a: ['N02A'], b: ['N05BA', 'N05CD', 'N05CF'] },
  { key: 'contraception', weight: 'ask', a: ['G03A'], b: ['N03AF01', 'N03AB02', 'J04AB02'] },
  { key: 'low-sugar', weight: 'know', a: ['A10A'], b: ['C07'] },
]

export const interactionSource = 'SmPC 4.5'

interface Taken {
  readonly id: string
  readonly name: string
  readonly atc: string | null
}

export interface FoundInteraction {
  readonly key: string
  readonly weight: 'ask' | 'know'
  readonly withMedicine: { readonly id: string; readonly name: string }
  readonly source: string
}

/** What is worth noting about one medicine together with the others in use. The same pair is told from both sides. */
export function interactionsOf(medicine: Taken, others: readonly Taken[]): FoundInteraction[] {
  const found: FoundInteraction[] = []
  for (const other of others) {
    if (other.id === medicine.id) continue
    const rules = interactionRules.filter((rule) => pairs(rule, medicine.atc, other.atc))
    const strongest = rules.find((rule) => rule.weight === 'ask') ?? rules[0]
    if (strongest)
      found.push({
        key: strongest.key,
        weight: strongest.weight,
        withMedicine: { id: other.id, name: other.name },
        source: interactionSource,
      })
  }
  return found
}

function pairs(rule: InteractionRule, one: string | null, other: string | null): boolean {
  return (covers(rule.a, one) && covers(rule.b, other)) || (covers(rule.a, other) && covers(rule.b, one))
}

function covers(prefixes: readonly string[], atc: string | null): boolean {
  return atc !== null && prefixes.some((prefix) => atc.startsWith(prefix))
}
