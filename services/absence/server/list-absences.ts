import { addDays, osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored } from '@lomma/platform/fhir'
import { type PersonnelEntry, readAbsences } from '@lomma/platform/registers'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import type { PractitionerRole } from '@medplum/fhirtypes'
import type { Absence, Absences, RefusalCode } from '../contract/index.ts'
import { factsOf, rolesAt } from './role.ts'

/** How long an absence that is over is shown. */
const shownDays = 365

/** The office's doctors and when they are away. */
export async function listAbsences(
  context: OfficeContext,
  deps: Pick<Deps, 'store' | 'registers' | 'clock'>,
): Promise<Absences | Refusal<RefusalCode>> {
  const { actor } = context
  const [office, colleagues, roles] = await Promise.all([
    deps.registers.gp.office(actor.organization),
    deps.registers.gp.colleagues(actor.organization),
    rolesAt(deps.store.as(context), actor.organization),
  ])
  if (!office) return refuse('no-gp-office', 404)
  const today = osloDateOf(deps.clock.now())
  const all = roles.flatMap((role) => absencesIn(role, context, today))
  return {
    today,
    office: { name: office.name, phone: office.phone },
    services: office.services.flatMap(({ active, kind }) => (active ? [kind] : [])),
    doctors: roles.flatMap((role) => doctorOf(role, colleagues, context)).sort(ownFirst),
    absences: all.filter(({ until }) => until >= today).sort((a, b) => (a.from < b.from ? -1 : 1)),
    past: all
      .filter(({ until }) => until < today && until >= addDays(today, -shownDays))
      .sort((a, b) => (a.from < b.from ? 1 : -1)),
  }
}

function absencesIn(role: Stored<PractitionerRole>, context: OfficeContext, today: string): Absence[] {
  return readAbsences(role).map(({ id, from, until, kinds, standIn }) => ({
    id,
    role: role.id,
    doctor: factsOf(role)?.name ?? '',
    from,
    until,
    kinds: [...kinds],
    standIn: standIn ?? null,
    now: from <= today && today <= until,
    mayChange: id !== '' && until >= today && mayWrite(role, context),
  }))
}

function doctorOf(
  role: Stored<PractitionerRole>,
  colleagues: readonly PersonnelEntry[],
  context: OfficeContext,
): Absences['doctors'] {
  const facts = factsOf(role)
  if (!facts || !mayWrite(role, context)) return []
  const { practitioner, name } = facts
  const doctor = colleagues.some((one) => one.practitioner === practitioner)
  if (!doctor) return []
  return [
    {
      practitioner,
      name,
      role: role.id,
      version: role.meta.versionId,
      own: context.actor.kind === 'practitioner' && context.actor.practitioner === practitioner,
      colleagues: colleagues
        .filter((one) => one.active && one.practitioner !== practitioner)
        .map((one) => ({ practitioner: one.practitioner, name: one.name })),
    },
  ]
}

function mayWrite(role: PractitionerRole, { actor }: OfficeContext): boolean {
  return actor.kind === 'office' || factsOf(role)?.practitioner === actor.practitioner
}

function ownFirst(a: Absences['doctors'][number], b: Absences['doctors'][number]): number {
  return Number(b.own) - Number(a.own) || (a.name < b.name ? -1 : 1)
}
