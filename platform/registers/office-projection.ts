import type { HealthcareService, PractitionerRole } from '@medplum/fhirtypes'
import type { Projection, StoreTransaction } from '../fhir/types.ts'
import { practitionerIn, readAbsences } from './absence.ts'
import { officeServiceOf, readHours, readNotices, readOfficeService } from './office-service.ts'
import type { PortalService } from './types.ts'

type Sql = StoreTransaction['sql']

/** Which capability of the portal a service belongs to. Video is a way to meet, not a capability of its own. */
const capabilityOf: Readonly<Record<PortalService, string | undefined>> = {
  appointment: 'B2',
  video: undefined,
  'e-consultation': 'B3',
  renewal: 'B4',
  contact: 'B5',
  'lab-sample': 'B6',
  vaccine: 'B6',
  'journal-copy': 'B6',
}

/** Keeps the registers in step with what offices offer and which doctors are away (B7, B8), whoever writes it. */
export const officeProjection: Projection = {
  types: ['HealthcareService', 'PractitionerRole'],
  async onChanged({ id, type, before, after }, { sql }) {
    if (type === 'PractitionerRole') {
      await sql`delete from registers.absence where role = ${id}`
      if (after?.resourceType === 'PractitionerRole') await saveAbsences(sql, id, after)
      return
    }
    if (before?.resourceType === 'HealthcareService') await forget(sql, before)
    if (after?.resourceType === 'HealthcareService') await save(sql, after)
  },
}

async function save(sql: Sql, resource: HealthcareService): Promise<void> {
  const found = officeServiceOf(resource)
  if (!found) return
  const { organization, kind } = found
  const [known] = await sql`select 1 from registers.gp_office where organization = ${organization}`
  if (!known) return
  if (kind === 'office') return saveOffice(sql, organization, resource)
  const { active, note, price, answerDays, hours } = readOfficeService(kind, resource)
  await sql`
    insert into registers.office_service (organization, kind, active, note, price, answer_days, hours)
    values (${organization}, ${kind}, ${active}, ${note ?? null}, ${price ?? null}, ${answerDays ?? null},
      ${hours ? sql.json(hours.map((one) => ({ ...one, days: [...one.days] }))) : null})
    on conflict (organization, kind) do update set active = excluded.active, note = excluded.note,
      price = excluded.price, answer_days = excluded.answer_days, hours = excluded.hours`
  await deriveOffers(sql, organization)
}

async function saveOffice(sql: Sql, organization: string, resource: HealthcareService): Promise<void> {
  const hours = readHours(resource).map((one) => ({ ...one, days: [...one.days] }))
  await sql`update registers.gp_office set opening_hours = ${sql.json(hours)} where organization = ${organization}`
  await sql`delete from registers.office_notice where organization = ${organization}`
  for (const [nr, { text, from, until }] of readNotices(resource).entries())
    await sql`
      insert into registers.office_notice (organization, nr, text, starts, ends)
      values (${organization}, ${nr}, ${text}, ${from}, ${until})`
}

async function forget(sql: Sql, resource: HealthcareService): Promise<void> {
  const found = officeServiceOf(resource)
  if (!found) return
  const { organization, kind } = found
  if (kind === 'office') {
    await sql`delete from registers.office_notice where organization = ${organization}`
    return
  }
  await sql`delete from registers.office_service where organization = ${organization} and kind = ${kind}`
  await deriveOffers(sql, organization)
}

async function deriveOffers(sql: Sql, organization: string): Promise<void> {
  const rows = await sql<{ kind: PortalService }[]>`
    select kind from registers.office_service where organization = ${organization} and active`
  const offers = [...new Set(rows.flatMap(({ kind }) => capabilityOf[kind] ?? []))].sort()
  await sql`update registers.gp_office set offers = ${offers} where organization = ${organization}`
}

async function saveAbsences(sql: Sql, role: string, resource: PractitionerRole): Promise<void> {
  const practitioner = practitionerIn(resource.practitioner?.reference)
  if (!practitioner || resource.active === false) return
  const organization = /^Organization\/(.+)$/.exec(resource.organization?.reference ?? '')?.[1] ?? null
  for (const [nr, { id, from, until, kinds, standIn }] of readAbsences(resource).entries())
    await sql`
      insert into registers.absence (role, nr, id, practitioner, organization, kinds, starts, ends, stand_in)
      values (${role}, ${nr}, ${id || null}, ${practitioner}, ${organization}, ${[...kinds]}, ${from}, ${until},
        ${standIn?.practitioner ?? null})`
}
