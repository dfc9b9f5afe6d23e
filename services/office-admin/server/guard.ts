import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Guard, StoreTransaction } from '@lomma/platform/fhir'
import { officeServiceId, officeServiceOf, readHours, readNotices, readOfficeService } from '@lomma/platform/registers'
import type { HealthcareService } from '@medplum/fhirtypes'
import type { Content, RefusalCode } from '../contract/index.ts'
import { faultsOf } from '../domain/faults.ts'
import { resourcesOf, saysTheSame } from './live.ts'
import { dueVersions } from './queries.ts'

type Verdict = Promise<Refusal<RefusalCode> | undefined>

/**
 * What an office offers, for every write of either door. People change it through a draft that a second person has approved and
 * in no other way; systems by their scope, with the same bounds of prices, answer times, hours and notices.
 */
export const officeServiceGuard: Guard = {
  types: ['HealthcareService'],
  concerns: () => true,
  async check({ op, before, after, id }, tx) {
    const { actor } = tx.context
    if (actor.kind === 'service') return undefined
    if (actor.kind === 'citizen') return refuse('not-for-citizens', 403)
    const was = before?.resourceType === 'HealthcareService' ? before : undefined
    const is = after?.resourceType === 'HealthcareService' ? after : undefined
    if (actor.kind === 'system') return is && op !== 'delete' ? checkService(id, is, tx) : undefined
    const found = (is && officeServiceOf(is)) ?? (was && officeServiceOf(was))
    if (found?.organization !== actor.organization) return refuse('not-your-office', 403)
    if (!is || op === 'delete') return refuse('needs-approval', 403)
    return (await isApproved(is, actor.organization, actor.organizationName, tx))
      ? undefined
      : refuse('needs-approval', 403)
  },
}

/** A version that a second person has approved, and whose time has come, says just this. */
async function isApproved(
  resource: HealthcareService,
  office: string,
  name: string,
  tx: StoreTransaction,
): Promise<boolean> {
  for (const row of await dueVersions(tx.sql, office, tx.now)) {
    const wanted = await resourcesOf(tx, { id: office, name }, row.content)
    if (wanted.some((one) => one.id === resource.id && saysTheSame(one, resource))) return true
  }
  return false
}

async function checkService(id: string, resource: HealthcareService, tx: StoreTransaction): Verdict {
  const found = officeServiceOf(resource)
  // Somebody else's service, which the portal does not speak of.
  if (!found) return undefined
  if (id !== officeServiceId(found.organization, found.kind))
    return refuse('service-incomplete', 422, {
      expression: ['HealthcareService.id'],
      diagnostics: `An office has one service of a kind, with the id ${officeServiceId(found.organization, found.kind)}.`,
    })
  const faults = faultsOf(contentOf(found.kind, resource), osloDateOf(tx.now)).filter(
    ({ code }) => code !== 'notice-over',
  )
  if (faults.length === 0) return undefined
  return refuse('has-faults', 422, {
    params: { count: faults.length },
    expression: ['HealthcareService'],
    diagnostics: faults.map(({ at, code }) => `${at}: ${code}`).join(' · '),
  })
}

const nothing: Content = { services: [], hours: [], notices: [], schedules: [] }

function contentOf(
  kind: NonNullable<ReturnType<typeof officeServiceOf>>['kind'],
  resource: HealthcareService,
): Content {
  const hours = readHours(resource).map((one) => ({ ...one, days: [...one.days] }))
  if (kind === 'office') return { ...nothing, hours, notices: readNotices(resource) }
  const { active, note = '', price = null, answerDays = null } = readOfficeService(kind, resource)
  return { ...nothing, services: [{ kind, active, note, price, answerDays }], hours }
}
