import type { CitizenKey } from '@lomma/platform/access'
import type { StoreReader } from '@lomma/platform/fhir'
import type { Person } from '../domain/programme.ts'
import { firstDayOf } from '../fhir/immunization.ts'

/** Pregnancy as a diagnosis: SNOMED CT, ICPC-2 and ICD-10 as Norwegian and synthetic records write it. */
const pregnancyCodes = [
  'http://snomed.info/sct|77386006',
  'http://snomed.info/sct|72892002',
  'urn:oid:2.16.578.1.12.4.1.1.7170|W78',
  'urn:oid:2.16.578.1.12.4.1.1.7110|Z33',
  'urn:oid:2.16.578.1.12.4.1.1.7110|Z34',
].join(',')

/** LOINC: delivery date, estimated. */
const termCode = 'http://loinc.org|11778-8'

/** Longest a pregnancy without an end date is believed, and a term trusted to be this one's: about 44 weeks. */
const longest = 310

/** Whether the record tells of a pregnancy now, and the term when it does. */
export async function pregnancyOf(
  reader: StoreReader,
  citizen: CitizenKey,
  today: string,
): Promise<Person['pregnancy'] | undefined> {
  const conditions = await reader.searchCitizen(citizen, 'Condition', [['code', pregnancyCodes]])
  const now = conditions.filter((condition) => {
    const status = condition.clinicalStatus?.coding?.[0]?.code
    const ended = condition.abatementDateTime ?? condition.abatementString
    return status === 'active' && !ended && isRecent(condition.onsetDateTime, today)
  })
  if (now.length === 0) return undefined
  const terms = await reader.searchCitizen(citizen, 'Observation', [['code', termCode]])
  const newest = terms
    .filter(({ status }) => status !== 'entered-in-error' && status !== 'cancelled')
    .flatMap(({ valueDateTime }) => (valueDateTime ? [firstDayOf(valueDateTime.slice(0, 10))] : []))
    .sort()
    .at(-1)
  return { term: newest ?? null }
}

/** A diagnosis nobody closed does not make a pregnancy last for years. */
function isRecent(onset: string | undefined, today: string): boolean {
  if (onset === undefined) return true
  return (Date.parse(today) - Date.parse(onset.slice(0, 10))) / 86_400_000 <= longest
}
