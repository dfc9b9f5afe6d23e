import type { ParentalResponsibility, Relation } from '../registers/index.ts'

/** What decides a family: who is whose child, who lives as a couple. */
export interface FamilyMember {
  readonly key: string
  readonly gender: 'female' | 'male'
  readonly age: number
  readonly parents: readonly string[]
  readonly partner?: string
}

export interface FamilyRelation {
  readonly of: string
  readonly other: string
  readonly role: Relation['role']
}

/** Both directions of every relation: parents and children, siblings, partners. */
export function relationsOf(members: readonly FamilyMember[]): FamilyRelation[] {
  const byKey = new Map(members.map((member) => [member.key, member]))
  const relations: FamilyRelation[] = []
  for (const member of members) {
    if (member.partner) relations.push({ of: member.key, other: member.partner, role: 'ektefelleEllerPartner' })
    for (const { parent, role } of parentsOf(member, byKey)) {
      relations.push({ of: member.key, other: parent.key, role })
      relations.push({ of: parent.key, other: member.key, role: 'barn' })
    }
    for (const other of members)
      if (other !== member && member.parents.some((parent) => other.parents.includes(parent)))
        relations.push({ of: member.key, other: other.key, role: 'søsken' })
  }
  return relations
}

/** Parents answer for children under 18: together when there are two (barnelova § 35), the one parent otherwise. */
export function responsibilitiesOf(members: readonly FamilyMember[]): ParentalResponsibility[] {
  const byKey = new Map(members.map((member) => [member.key, member]))
  return members
    .filter(({ age }) => age < 18)
    .flatMap((child) => {
      const parents = parentsOf(child, byKey)
      return parents.map(({ parent, role }) => ({
        child: child.key,
        responsible: parent.key,
        type: parents.length > 1 ? ('felles' as const) : role,
      }))
    })
}

/** The second of two mothers is `medmor`. */
function parentsOf(child: FamilyMember, byKey: ReadonlyMap<string, FamilyMember>) {
  let mothers = 0
  return child.parents.flatMap((key) => {
    const parent = byKey.get(key)
    if (!parent) return []
    const role = parent.gender === 'male' ? ('far' as const) : mothers++ === 0 ? ('mor' as const) : ('medmor' as const)
    return [{ parent, role }]
  })
}
