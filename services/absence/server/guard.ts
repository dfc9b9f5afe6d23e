import { isDeepStrictEqual } from 'node:util'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Guard, StoreTransaction } from '@lomma/platform/fhir'
import { type Absence, isAbsence, readAbsences } from '@lomma/platform/registers'
import type { PractitionerRole } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { faultOf } from '../domain/absence.ts'
import { absencesOf, factsOf, keyOf, type RoleFacts } from './role.ts'

type Verdict = Promise<Refusal<RefusalCode> | undefined>

/**
 * Who may be written away, and how – for every write of either door. A doctor writes their own absence, the office that of its
 * doctors, and nothing else of a role; systems keep roles by their scope, and the absences they write follow the same rules.
 */
export const absenceGuard: Guard = {
  types: ['PractitionerRole'],
  concerns: () => true,
  async check({ before, after, op }, tx) {
    const { actor } = tx.context
    if (actor.kind === 'service') return undefined
    if (actor.kind === 'citizen') return refuse('not-for-citizens', 403)
    const was = before?.resourceType === 'PractitionerRole' ? before : undefined
    const is = after?.resourceType === 'PractitionerRole' ? after : undefined
    if (actor.kind !== 'system') {
      if (op !== 'update' || !was || !is) return refuse('only-absence', 403)
      const no = refuseStranger(was, tx) ?? refuseOther(was, is)
      if (no) return no
    }
    return is && op !== 'delete' ? checkAbsences(was, is, tx) : undefined
  },
}

function refuseStranger(role: PractitionerRole, { context }: StoreTransaction): Refusal<RefusalCode> | undefined {
  const { actor } = context
  const facts = factsOf(role)
  if (actor.kind !== 'practitioner' && actor.kind !== 'office') return refuse('only-absence', 403)
  if (facts?.office !== actor.organization) return refuse('not-your-office', 403)
  return actor.kind === 'office' || facts.practitioner === actor.practitioner ? undefined : refuse('not-yours', 403)
}

/** Everything of the role but its absences is as it was. */
function refuseOther(was: PractitionerRole, is: PractitionerRole): Refusal<RefusalCode> | undefined {
  const rest = ({ meta: _meta, notAvailable, ...role }: PractitionerRole) => ({
    ...role,
    others: (notAvailable ?? []).filter((one) => !isAbsence(one)),
  })
  return isDeepStrictEqual(rest(was), rest(is))
    ? undefined
    : refuse('only-absence', 403, { expression: ['PractitionerRole'] })
}

async function checkAbsences(was: PractitionerRole | undefined, is: PractitionerRole, tx: StoreTransaction): Verdict {
  const facts = factsOf(is)
  const before = new Map((was ? readAbsences(was) : []).map((one) => [keyOf(one), one]))
  const after = readAbsences(is)
  for (const [at, away] of after.entries()) {
    if (isDeepStrictEqual(before.get(keyOf(away)), away)) continue
    if (!facts) return refuse('not-found', 422, { expression: ['PractitionerRole.practitioner'] })
    const fault = await checkOne(away, before.get(keyOf(away)), after, facts, tx)
    if (fault) return refuse(fault.code, 422, { ...fault, expression: [`PractitionerRole.notAvailable[${at}]`] })
  }
  return undefined
}

async function checkOne(
  away: Absence,
  before: Absence | undefined,
  all: readonly Absence[],
  { practitioner, office }: RoleFacts,
  tx: StoreTransaction,
) {
  const colleagues = await tx.registers.gp.colleagues(office)
  const standInAway = away.standIn ? await absencesOf(tx, away.standIn.practitioner) : []
  return faultOf(away, {
    today: osloDateOf(tx.now),
    practitioner,
    before,
    others: all.filter((one) => one !== away),
    colleagues: colleagues.filter(({ active }) => active).map((one) => one.practitioner),
    standInAway,
  })
}
