import { osloDateOf } from '../calendar/index.ts'
import type { Projection, Resource, ResourceOf, StoreTransaction } from '../fhir/types.ts'
import { birthDateFromNumber } from './identity-number.ts'
import { resolveCitizen } from './people-sql.ts'
import { ensurePerson, type NewPerson } from './register-people.ts'

type Patient = ResourceOf<'Patient'>

const identityNumberSystems = ['urn:oid:2.16.578.1.12.4.1.4.1', 'urn:oid:2.16.578.1.12.4.1.4.2']
const middleName = 'http://hl7.no/fhir/StructureDefinition/no-basis-middlename'

/**
 * Whoever comes in as a Patient is put into the embedded population register, so that one can sign in as them. Those the
 * register knows from elsewhere are left as they are: the register, not the Patient, is the source. Not for production,
 * where Folkeregisteret decides who exists.
 */
export const patientProjection: Projection = {
  types: ['Patient'],
  async onChanged({ op, id, after }, tx) {
    if (op === 'delete') {
      await tx.sql`delete from registers.person where citizen = ${id} and from_patient`
      return
    }
    if (after?.resourceType !== 'Patient') return
    const [known] = await tx.sql<{ from_patient: boolean }[]>`
      select from_patient from registers.person where citizen = ${id}`
    if (known && !known.from_patient) return
    const person = personOf(after, id, tx.now)
    if (!person || (await isAnothers(person, tx.sql))) return
    await ensurePerson(tx.sql, person)
  },
}

/** Two Patients may carry one number; the person of that number is the first of them. */
async function isAnothers({ citizen, identityNumber }: NewPerson, sql: StoreTransaction['sql']): Promise<boolean> {
  if (identityNumber === undefined) return false
  const owner = await resolveCitizen(sql, identityNumber)
  return owner !== undefined && owner !== citizen
}

/** Undefined when the Patient has no name or no birth date: nobody could be signed in as. */
function personOf(patient: Patient, citizen: string, now: Date): NewPerson | undefined {
  const identityNumber = numberOf(patient)
  const birthDate = wholeDate(patient.birthDate) ?? birthDateFromNumber(identityNumber ?? '')
  const name = patient.name?.find(({ use }) => use === 'official') ?? patient.name?.[0]
  if (!birthDate || !name) return undefined
  const middle = name.extension?.find(({ url }) => url === middleName)?.valueString
  const deceased = deathOf(patient, now)
  return {
    citizen,
    ...(identityNumber ? { identityNumber } : {}),
    given: name.given?.join(' ') || (name.text ?? ''),
    ...(middle ? { middle } : {}),
    family: name.family ?? '',
    birthDate,
    gender: patient.gender ?? 'unknown',
    ...(deceased ? { deceased } : {}),
    addressProtection: protectionOf(patient),
  }
}

function numberOf(patient: Patient): string | undefined {
  return patient.identifier?.find(({ system }) => identityNumberSystems.includes(system ?? ''))?.value
}

function protectionOf(resource: Resource): NewPerson['addressProtection'] & string {
  const codes = resource.meta?.security?.map(({ code }) => code) ?? []
  if (codes.includes('strengtFortrolig')) return 'strengtFortrolig'
  return codes.includes('fortrolig') ? 'fortrolig' : 'ugradert'
}

function deathOf(patient: Patient, now: Date): string | undefined {
  if (patient.deceasedDateTime) return wholeDate(patient.deceasedDateTime)
  // Dead, nobody says since when: the day we were told.
  return patient.deceasedBoolean ? osloDateOf(now) : undefined
}

/** A FHIR date may be a year or a month only; synthetic numbers reach from 1855 to 2039. */
function wholeDate(date: string | undefined): string | undefined {
  const [year, month = '01', day = '01'] = date?.slice(0, 10).split('-') ?? []
  if (year === undefined || Number(year) < 1855 || Number(year) > 2039) return undefined
  return `${year}-${month}-${day}`
}
