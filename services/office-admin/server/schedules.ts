import { randomUUID } from 'node:crypto'
import type { Stored, StoreReader, StoreTransaction } from '@lomma/platform/fhir'
import type { Registers } from '@lomma/platform/registers'
import { readTemplate, scheduleOf, withTemplate } from '@lomma/platform/slots'
import type { PractitionerRole, Schedule } from '@medplum/fhirtypes'
import { type Content, type ScheduleContent, type ScheduleLine, timeKindSchema } from '../contract/index.ts'
import { sameLines } from '../domain/content.ts'

/** A doctor of the office, with the Schedule that has their times when there is one. */
interface DoctorSchedule {
  readonly practitioner: string
  readonly name: string
  readonly role: string
  readonly schedule: Stored<Schedule> | undefined
}

/** The doctors of an office, by name. */
export async function doctorsWithSchedules(
  reader: StoreReader,
  registers: Pick<Registers, 'gp'>,
  office: string,
): Promise<DoctorSchedule[]> {
  const [colleagues, roles] = await Promise.all([
    registers.gp.colleagues(office),
    reader.searchShared('PractitionerRole', [['organization', `Organization/${office}`]]),
  ])
  const doctors = colleagues.flatMap(({ practitioner, name }) => {
    const role = roles.find((one) => one.practitioner?.reference === `Practitioner/${practitioner}`)
    return role ? [{ practitioner, name, role: role.id }] : []
  })
  const schedules = await schedulesOf(reader, roles)
  return doctors
    .map((doctor) => ({ ...doctor, schedule: schedules.find((one) => isOf(one, doctor.role)) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'nb'))
}

async function schedulesOf(
  reader: StoreReader,
  roles: readonly Stored<PractitionerRole>[],
): Promise<Stored<Schedule>[]> {
  if (roles.length === 0) return []
  const actors = roles.map(({ id }) => `PractitionerRole/${id}`).join(',')
  const found = await reader.searchShared('Schedule', [['actor', actors]])
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

function isOf(schedule: Schedule, role: string): boolean {
  return (schedule.actor ?? []).some(({ reference }) => reference === `PractitionerRole/${role}`)
}

/** The templates that the doctors' times are made from now. */
export async function liveSchedules(
  reader: StoreReader,
  registers: Pick<Registers, 'gp'>,
  office: string,
): Promise<ScheduleContent[]> {
  const doctors = await doctorsWithSchedules(reader, registers, office)
  return doctors.map(({ practitioner, name, schedule }) => ({
    practitioner,
    name,
    lines: schedule ? contentLines(schedule) : [],
  }))
}

/** The lines of a Schedule as an office writes them; kinds of other services are not its to see. */
export function contentLines(schedule: Schedule): ScheduleLine[] {
  return readTemplate(schedule).map((line) => ({
    ...line,
    days: [...line.days],
    kinds: timeKindSchema.options.filter((kind) => line.kinds.includes(kind)),
  }))
}

/** Writes the templates that have changed, and nothing else. A doctor without times gets a Schedule. */
export async function writeSchedules(tx: StoreTransaction, office: string, content: Content): Promise<void> {
  for (const doctor of await doctorsWithSchedules(tx, tx.registers, office)) {
    const wanted = content.schedules.find(({ practitioner }) => practitioner === doctor.practitioner)
    const was = doctor.schedule ? contentLines(doctor.schedule) : []
    if (!wanted || sameLines(was, wanted.lines)) continue
    const { practitioner: id, role, name } = doctor
    const kinds = timeKindSchema.options.filter((kind) => wanted.lines.some((line) => line.kinds.includes(kind)))
    const made = scheduleOf({ id: doctor.schedule?.id ?? randomUUID(), practitioner: { id, role, name }, kinds })
    await tx.update(withTemplate(doctor.schedule ?? made, wanted.lines))
  }
}
