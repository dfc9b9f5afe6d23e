import { base, fnr, weight } from './patient-attacks.fixture.ts'
import { alike, hidden, type Row, row } from './patient-attacks.rows.fixture.ts'

const jsonPatch = { 'Content-Type': 'application/json-patch+json' }
const toAmended = [{ op: 'replace', path: '/status', value: 'corrected' }]
const marked = (own: string, mark: string) => weight(own, { identifier: [{ system: 'urn:x', value: mark }] })

export const writeRows: readonly Row[] = [
  row('update with a body about oneself', (t, own) => ({
    method: 'PUT',
    path: `/Observation/${t.observation}`,
    body: weight(own, { id: t.observation }),
  })),
  row('update with a body about the other', (t) => ({
    method: 'PUT',
    path: `/Observation/${t.observation}`,
    body: weight(t.patient, { id: t.observation }),
  })),
  row(
    'update with the right version',
    (t, own) => ({
      method: 'PUT',
      path: `/Observation/${t.observation}`,
      headers: { 'If-Match': 'W/"2"' },
      body: weight(own, { id: t.observation }),
    }),
    hidden,
  ),
  row(
    'update with a wrong version',
    (t, own) => ({
      method: 'PUT',
      path: `/Observation/${t.observation}`,
      headers: { 'If-Match': 'W/"99"' },
      body: weight(own, { id: t.observation }),
    }),
    hidden,
  ),
  row(
    'update with a wrong body',
    (t, own) => ({
      method: 'PUT',
      path: `/Observation/${t.observation}`,
      body: { ...weight(own, { id: t.observation }), status: 'odd' },
    }),
    hidden,
  ),
  row(
    'update of what was deleted',
    (t, own) => ({ method: 'PUT', path: `/Observation/${t.deleted}`, body: weight(own, { id: t.deleted }) }),
    alike,
  ),
  row('update of a Patient', (t) => ({
    method: 'PUT',
    path: `/Patient/${t.patient}`,
    body: { resourceType: 'Patient', id: t.patient },
  })),
  row(
    'JSON Patch',
    (t) => ({ method: 'PATCH', path: `/Observation/${t.observation}`, headers: jsonPatch, body: toAmended }),
    hidden,
  ),
  row(
    'JSON Patch that tests a value',
    (t) => ({
      method: 'PATCH',
      path: `/Observation/${t.observation}`,
      headers: jsonPatch,
      body: [{ op: 'test', path: '/status', value: 'final' }],
    }),
    hidden,
  ),
  row(
    'JSON Patch with a version',
    (t) => ({
      method: 'PATCH',
      path: `/Observation/${t.observation}`,
      headers: { ...jsonPatch, 'If-Match': 'W/"1"' },
      body: toAmended,
    }),
    hidden,
  ),
  row(
    'FHIRPath Patch',
    (t) => ({
      method: 'PATCH',
      path: `/Observation/${t.observation}`,
      body: {
        resourceType: 'Parameters',
        parameter: [
          {
            name: 'operation',
            part: [
              { name: 'type', valueCode: 'replace' },
              { name: 'path', valueString: 'Observation.status' },
              { name: 'value', valueCode: 'corrected' },
            ],
          },
        ],
      },
    }),
    hidden,
  ),
  row('delete', (t) => ({ method: 'DELETE', path: `/Observation/${t.observation}` }), hidden),
  row(
    'delete with a version',
    (t) => ({ method: 'DELETE', path: `/Observation/${t.observation}`, headers: { 'If-Match': 'W/"1"' } }),
    hidden,
  ),
  row('delete of what was deleted', (t) => ({ method: 'DELETE', path: `/Observation/${t.deleted}` }), alike),
  row('delete of a Patient', (t) => ({ method: 'DELETE', path: `/Patient/${t.patient}` })),
  row('create about the other', (t) => ({ method: 'POST', path: '/Observation', body: weight(t.patient) })),
  row('create about the other by address', (t) => ({
    method: 'POST',
    path: '/Observation',
    body: weight('', { subject: { reference: `${base}/Patient/${t.patient}` } }),
  })),
  row('create about a version of the other', (t) => ({
    method: 'POST',
    path: '/Observation',
    body: weight('', { subject: { reference: `Patient/${t.patient}/_history/1` } }),
  })),
  row('create about the other by identity number', (t) => ({
    method: 'POST',
    path: '/Observation',
    body: weight('', { subject: { type: 'Patient', identifier: { system: fnr, value: t.number } } }),
  })),
  row('create about oneself by number, the other by reference', (t) => ({
    method: 'POST',
    path: '/Observation',
    body: weight(t.patient, {
      subject: { reference: `Patient/${t.patient}`, identifier: { system: fnr, value: '01990000000' } },
    }),
  })),
  row(
    'create about a contained other',
    (t) => ({
      method: 'POST',
      path: '/Observation',
      body: weight('', {
        contained: [{ resourceType: 'Patient', id: 'p', identifier: [{ system: fnr, value: t.number }] }],
        subject: { reference: '#p' },
      }),
    }),
    alike,
  ),
  row('create with the other as performer', (t, own) => ({
    method: 'POST',
    path: '/Observation',
    body: weight(own, { performer: [{ reference: `Patient/${t.patient}` }] }),
  })),
  row('create with the other in an extension', (t, own) => ({
    method: 'POST',
    path: '/Observation',
    body: weight(own, { extension: [{ url: 'urn:e', valueReference: { reference: `Patient/${t.patient}` } }] }),
  })),
  row(
    'create that refers to a resource of the other',
    (t, own) => ({
      method: 'POST',
      path: '/Observation',
      body: weight(own, { derivedFrom: [{ reference: `Observation/${t.observation}` }] }),
    }),
    alike,
  ),
  row(
    'create with a chosen id',
    (t, own) => ({ method: 'POST', path: '/Observation', body: weight(own, { id: t.observation }) }),
    alike,
  ),
  row(
    'create of a Patient with the number',
    (t) => ({
      method: 'POST',
      path: '/Patient',
      body: { resourceType: 'Patient', identifier: [{ system: fnr, value: t.number }] },
    }),
    alike,
  ),
]

export const conditionalRows: readonly Row[] = [
  row(
    'create if none has the mark',
    (t, own) => ({
      method: 'POST',
      path: '/Observation',
      headers: { 'If-None-Exist': `identifier=urn:x|none-${t.mark}` },
      body: weight(own),
    }),
    alike,
  ),
  row('create if none is of the patient', (t, own) => ({
    method: 'POST',
    path: '/Task',
    headers: { 'If-None-Exist': `patient=${t.patient}` },
    body: { resourceType: 'Task', status: 'draft', intent: 'order', for: { reference: `Patient/${own}` } },
  })),
  row(
    'create if none has the id',
    (t, own) => ({
      method: 'POST',
      path: '/Observation',
      headers: { 'If-None-Exist': `_id=${t.observation}` },
      body: weight(own),
    }),
    hidden,
  ),
  row(
    'create if none has the code',
    (t, own) => ({
      method: 'POST',
      path: '/Observation',
      headers: { 'If-None-Exist': `code=${t.code}` },
      body: weight(own),
    }),
    hidden,
  ),
  row('create if none has the name', (t) => ({
    method: 'POST',
    path: '/Patient',
    headers: { 'If-None-Exist': `family=${t.family}` },
    body: { resourceType: 'Patient' },
  })),
  row(
    'update by id as criteria',
    (t, own) => ({ method: 'PUT', path: `/Observation?_id=${t.observation}`, body: weight(own) }),
    hidden,
  ),
  row(
    'update by id, naming it',
    (t, own) => ({
      method: 'PUT',
      path: `/Observation?_id=${t.observation}`,
      body: weight(own, { id: t.observation }),
    }),
    hidden,
  ),
  row(
    'update by identifier',
    (t, own) => ({
      method: 'PUT',
      path: `/Observation?identifier=urn:x|${t.mark}`,
      headers: { 'If-Match': 'W/"2"' },
      body: marked(own, t.mark),
    }),
    hidden,
  ),
  row('delete by id as criteria', (t) => ({ method: 'DELETE', path: `/Observation?_id=${t.observation}` }), alike),
  row(
    'delete by identifier with a version',
    (t) => ({ method: 'DELETE', path: `/Observation?identifier=urn:x|${t.mark}`, headers: { 'If-Match': 'W/"1"' } }),
    hidden,
  ),
  row(
    'patch by identifier',
    (t) => ({ method: 'PATCH', path: `/Observation?identifier=urn:x|${t.mark}`, headers: jsonPatch, body: toAmended }),
    hidden,
  ),
]
