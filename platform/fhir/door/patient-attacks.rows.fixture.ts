import { type Ask, base, fnr, type Target, weight } from './patient-attacks.fixture.ts'

/** One way to ask after what is not one's own. `own` is the attacker's Patient. */
export interface Row extends Marks {
  readonly name: string
  ask(target: Target, own: string): Ask
}

export interface Marks {
  /** Alike also for one's own target: what is asked is refused to all, or tells nothing by itself. */
  readonly alike?: true
  /** Names the target by ids and words of one Observation only: also tried under a granular scope that leaves it out. */
  readonly hidden?: true
}

export const row = (name: string, ask: Row['ask'], marks: Marks = {}): Row => ({ name, ask, ...marks })
export const hidden = { hidden: true } as const
export const alike = { alike: true } as const

/** `{patient}` and so on stand for the target's names. */
function get(name: string, path: string, marks: Marks = {}, headers: Record<string, string> = {}): Row {
  const filled = (target: Target, own: string): string =>
    Object.entries({ ...target, own, base, fnr }).reduce(
      (text, [key, value]) => text.replaceAll(`{${key}}`, value),
      path,
    )
  return row(name, (target, own) => ({ method: 'GET', path: filled(target, own), headers }), marks)
}

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

export const readRows: readonly Row[] = [
  get('read of a Patient', '/Patient/{patient}'),
  get('read', '/Observation/{observation}', hidden),
  get('read of what was deleted', '/Observation/{deleted}', alike),
  get('read of a Task', '/Task/{task}'),
  get('read with If-None-Match of its version', '/Observation/{observation}', hidden, { 'If-None-Match': 'W/"2"' }),
  get('read with If-None-Match: *', '/Observation/{observation}', hidden, { 'If-None-Match': '*' }),
  get('read with If-Modified-Since', '/Observation/{observation}', hidden, {
    'If-Modified-Since': 'Wed, 01 Jan 2031 00:00:00 GMT',
  }),
  row('HEAD', (t) => ({ method: 'HEAD', path: `/Observation/${t.observation}` }), hidden),
  get('read, summary', '/Observation/{observation}?_summary=true', hidden),
  get('vread of an old version', '/Observation/{observation}/_history/1', hidden),
  get('vread of a version that never was', '/Observation/{observation}/_history/99', { ...alike, ...hidden }),
  get('vread of a deletion', '/Observation/{deleted}/_history/2', alike),
  get('history', '/Observation/{observation}/_history', hidden),
  get('history of what was deleted', '/Observation/{deleted}/_history'),
  get('history since', '/Patient/{patient}/_history?_since=2020-01-01T00:00:00Z'),
  get('history of a type by patient', '/Observation/_history?patient={patient}', alike),
  get('history of a type by id', '/Observation/_history?_id={observation}', alike),
  get('history of the whole system', '/_history', alike),
  get('history of the whole system by patient', '/_history?patient={patient}', alike),
  get('history of the whole system since', '/_history?_since=2020-01-01T00:00:00Z&_count=1000', alike),
  get('history at an instant', '/Observation/{observation}/_history?_at=2031-01-01', hidden),
  get('a compartment', '/Patient/{patient}/Observation', alike),
]

export const searchRows: readonly Row[] = [
  get('by patient', '/Observation?patient={patient}'),
  get('by subject', '/Observation?subject=Patient/{patient}'),
  get('by typed subject', '/Observation?subject:Patient={patient}'),
  get('by absolute subject', '/Observation?subject={base}/Patient/{patient}'),
  get('by own and other patient', '/Task?patient={own},{patient}'),
  get('by _id', '/Observation?_id={observation}', hidden),
  get('by _id of a Patient', '/Patient?_id={patient}'),
  get('by identifier', '/Observation?identifier=urn:x|{mark}', hidden),
  get('by code', '/Observation?code={code}', hidden),
  get('by code, counted', '/Observation?code={code}&_total=accurate&_count=1', hidden),
  get('by code, count only', '/Observation?code={code}&_summary=count', hidden),
  get('by code, no entries', '/Observation?code={code}&_count=0', hidden),
  get('by code, estimated', '/Observation?code={code}&_total=estimate', hidden),
  get('by code, sorted', '/Observation?code={code}&_sort=-_lastUpdated', hidden),
  get('by not having the code', '/Observation?code:not={code}&_summary=count', hidden),
  get('by name', '/Patient?family={family}'),
  row('by identity number', (t) => ({
    method: 'POST',
    path: '/Patient/_search',
    body: `identifier=${fnr}|${t.number}`,
    headers: form,
  })),
  row('by identity number of the subject', (t) => ({
    method: 'POST',
    path: '/Observation/_search',
    body: `subject:identifier=${fnr}|${t.number}`,
    headers: form,
  })),
  row('by identity number in a chain', (t) => ({
    method: 'POST',
    path: '/Observation/_search',
    body: `patient.identifier=${fnr}|${t.number}`,
    headers: form,
  })),
  get('by identity number in the address', '/Patient?identifier={fnr}|{number}', alike),
  row('by a form, strictly', (t) => ({
    method: 'POST',
    path: '/Observation/_search',
    body: `patient=${t.patient}`,
    headers: { ...form, Prefer: 'handling=strict' },
  })),
  get('chain to the name', '/Observation?patient.family={family}'),
  get('typed chain', '/Observation?subject:Patient.family={family}'),
  get('chain of two', '/Task?focus:Observation.patient.family={family}'),
  get(
    'chain through an own resource that names another',
    '/Observation?_id={forged}&performer:Patient.family={family}',
  ),
  get('chain by id', '/Task?focus:Observation.code={code}'),
  get('_has on Patient', '/Patient?_has:Observation:patient:code={code}', hidden),
  get('_has on a shared type', '/Practitioner?_has:Observation:performer:code={code}', hidden),
  get('_has by patient on a shared type', '/Practitioner?_has:Observation:performer:patient={patient}'),
  get('_has of a _has', '/Practitioner?_has:Observation:performer:_has:Task:focus:_id={task}'),
  get('_revinclude on a shared type', '/Practitioner?_id={practitioner}&_revinclude=Observation:performer', hidden),
  get('_revinclude of all on a shared type', '/Practitioner?_id={practitioner}&_revinclude=*', alike),
  get('_include of the subject', '/Observation?_id={observation}&_include=Observation:subject', hidden),
  get('_include from an own resource that names another', '/Observation?_id={forged}&_include=Observation:performer'),
  get(
    '_include:iterate and back',
    '/Observation?_id={forged}&_include=Observation:performer&_revinclude:iterate=Observation:patient',
  ),
  get('_include of all', '/Observation?_id={forged}&_include=*'),
  get('by reference to it', '/Task?focus=Observation/{observation}'),
  get('by a link', '/Patient?link=Patient/{patient}', alike),
]

export const operationRows: readonly Row[] = [
  get('$everything', '/Patient/{patient}/$everything'),
  get('$summary', '/Patient/{patient}/$summary'),
  get('$everything of a type', '/Patient/{patient}/$everything?_type=Observation&_count=1'),
  get('$everything since', '/Patient/{patient}/$everything?_since=2020-01-01T00:00:00Z'),
  get('status of a subscription', '/Subscription/{task}/$status', alike),
  get('files of an export', '/export-jobs/{task}', alike),
  get('$everything of a Task', '/Task/{task}/$everything', alike),
  row(
    '$validate of a resource about it',
    (t) => ({ method: 'POST', path: '/Observation/$validate', body: weight(t.patient) }),
    alike,
  ),
  get('$validate of what is there', '/Observation/{observation}/$validate'),
  row(
    '$export of a patient',
    (t) => ({
      method: 'POST',
      path: '/Patient/$export',
      headers: { Prefer: 'respond-async', Accept: 'application/fhir+json' },
      body: {
        resourceType: 'Parameters',
        parameter: [{ name: 'patient', valueReference: { reference: `Patient/${t.patient}` } }],
      },
    }),
    alike,
  ),
]
