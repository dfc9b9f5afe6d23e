import type { CitizenActor, Context } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import type { ResourceOf, Stored } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { Dose, ProgrammeItem, VaccineList } from '../contract/index.ts'
import { reaches } from '../domain/dates.ts'
import { programmeFor } from '../domain/programme.ts'
import { firstDayOf, toCounted, toDose } from '../fhir/immunization.ts'
import { pregnancyOf } from './pregnancy.ts'

export type CitizenContext = Context & { actor: CitizenActor }

/** What is known about one citizen's vaccines: the programme by rule, and every vaccine given. */
export async function listVaccines(
  context: CitizenContext,
  deps: Pick<Deps, 'store' | 'clock' | 'registers'>,
): Promise<VaccineList> {
  const { citizen } = context.actor
  const [record, gp] = await Promise.all([readRecord(context, deps), gpOf(citizen, deps)])
  return {
    today: osloDateOf(deps.clock.now()),
    ...record,
    gp: gp && gp !== 'silent' ? gp : null,
    silent: gp === 'silent' ? ['gp'] : [],
  }
}

/** Programme and doses, without asking any register. */
export async function readRecord(
  context: CitizenContext,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
): Promise<{ programme: ProgrammeItem[] | null; doses: Dose[] }> {
  const { citizen } = context.actor
  const today = osloDateOf(clock.now())
  const reader = store.as(context)
  const resources = await reader.readCitizen(citizen, ['Patient', 'Immunization'])
  const patient = resources.find((resource) => resource.resourceType === 'Patient')
  const doses = resources.flatMap((resource) => (isVaccine(resource) ? (toDose(resource) ?? []) : [])).sort(newestFirst)
  if (!patient?.birthDate) return { programme: null, doses }
  const birthDate = firstDayOf(patient.birthDate)
  const pregnancy = mayBePregnant(patient, birthDate, today) ? await pregnancyOf(reader, citizen, today) : undefined
  const counted = doses.flatMap((dose) => toCounted(dose) ?? [])
  return { programme: programmeFor({ birthDate, ...(pregnancy ? { pregnancy } : {}) }, counted, today), doses }
}

function isVaccine(
  resource: Stored<ResourceOf<'Patient' | 'Immunization'>>,
): resource is Stored<ResourceOf<'Immunization'>> {
  return resource.resourceType === 'Immunization'
}

/** No diagnosis is read of those for whom it cannot matter. */
function mayBePregnant({ gender }: ResourceOf<'Patient'>, birthDate: string, today: string): boolean {
  return gender !== 'male' && today >= reaches(birthDate, { years: 12 }) && today < reaches(birthDate, { years: 56 })
}

function newestFirst(a: Dose, b: Dose): number {
  return (b.on ?? '').localeCompare(a.on ?? '') || a.id.localeCompare(b.id)
}

async function gpOf(
  citizen: string,
  { registers }: Pick<Deps, 'registers'>,
): Promise<{ office: string; phone: string } | 'silent' | undefined> {
  try {
    const assignment = await registers.gp.assignment(citizen)
    return assignment && { office: assignment.officeName, phone: assignment.phone }
  } catch {
    return 'silent'
  }
}
