import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Guard, StoreTransaction } from '@lomma/platform/fhir'
import type { Schedule } from '@medplum/fhirtypes'
import type { RefusalCode, ScheduleLine } from '../contract/index.ts'
import { sameLines } from '../domain/content.ts'
import { scheduleFaults } from '../domain/schedule-faults.ts'
import { dueVersions } from './queries.ts'
import { contentLines } from './schedules.ts'

/**
 * The template of a Schedule, for every write of either door. People change it through a draft that a second person has approved;
 * systems by their scope, with the same bounds. Whose Schedule it is, and all else of it, is the platform's matter.
 */
export const templateGuard: Guard = {
  types: ['Schedule'],
  concerns: () => true,
  async check({ before, after, op }, tx): Promise<Refusal<RefusalCode> | undefined> {
    const { actor } = tx.context
    if (actor.kind === 'service') return undefined
    if (actor.kind === 'citizen') return refuse('not-for-citizens', 403)
    const was = before?.resourceType === 'Schedule' ? contentLines(before) : []
    const is = after?.resourceType === 'Schedule' && op !== 'delete' ? after : undefined
    const lines = is ? contentLines(is) : []
    if (sameLines(was, lines)) return undefined
    if (actor.kind === 'system') return checkLines(lines, osloDateOf(tx.now))
    const practitioner = is && practitionerOf(is)
    const approved = practitioner && (await isApproved(lines, practitioner, actor.organization, tx))
    return approved ? undefined : refuse('needs-approval', 403, { expression: ['Schedule.extension'] })
  },
}

function checkLines(lines: readonly ScheduleLine[], today: string): Refusal<RefusalCode> | undefined {
  const faults = scheduleFaults({ practitioner: 'line', name: '', lines: [...lines] }, today).filter(
    ({ code }) => code !== 'extra-over',
  )
  if (faults.length === 0) return undefined
  return refuse('has-faults', 422, {
    params: { count: faults.length },
    expression: ['Schedule.extension'],
    diagnostics: faults.map(({ at, code }) => `${at}: ${code}`).join(' · '),
  })
}

/** A version that a second person has approved, and whose time has come, says just this of the doctor. */
async function isApproved(
  lines: readonly ScheduleLine[],
  practitioner: string,
  office: string,
  tx: StoreTransaction,
): Promise<boolean> {
  const rows = await dueVersions(tx.sql, office, tx.now)
  return rows.some(({ content }) =>
    content.schedules.some((one) => one.practitioner === practitioner && sameLines(one.lines, lines)),
  )
}

function practitionerOf({ actor = [] }: Schedule): string | undefined {
  return actor.flatMap(({ reference }) => /^Practitioner\/([A-Za-z0-9.-]{1,64})$/.exec(reference ?? '')?.[1] ?? [])[0]
}
