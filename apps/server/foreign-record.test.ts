import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { type TestDatabase, testDatabase } from '@lomma/platform/testing'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ServerProcess } from './server-process.fixture.ts'

/** A record kept by another system, which knows nothing of our services, is taken whole: their rules are for what is begun here. */
let database: TestDatabase
let server: ServerProcess

beforeAll(async () => {
  database = await testDatabase()
  server = await ServerProcess.on(database.url)
  await server.start()
}, 120_000)

afterAll(async () => {
  await server?.kill()
  await database?.drop()
})

async function token(): Promise<string> {
  const command = path.join(import.meta.dirname, 'token.ts')
  const args = [command, '--client', 'demo-system', '--origin', server.origin]
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: database.url },
  })
  return stdout.trim()
}

const fullUrl = 'urn:uuid:00000000-0000-4000-8000-000000000001'
const subject = { reference: fullUrl }
const doctor = { display: 'Dr. Vik' }
const text = (value: string) => ({ text: value })

/** What the portal's services also have, with no more than R4 asks for. */
const record: readonly Resource[] = [
  { resourceType: 'Patient', name: [{ family: 'Vik' }], birthDate: '1960-04-05' },
  ...(['booked', 'fulfilled', 'cancelled', 'noshow'] as const).map(
    (status): Resource => ({
      resourceType: 'Appointment',
      status,
      start: '2031-03-04T09:00:00+01:00',
      end: '2031-03-04T09:20:00+01:00',
      participant: [
        { actor: subject, status: 'accepted' },
        { actor: doctor, status: 'accepted' },
      ],
    }),
  ),
  ...(['active', 'completed'] as const).map(
    (status): Resource => ({
      resourceType: 'ServiceRequest',
      status,
      intent: 'order',
      code: text('Orthopaedics'),
      subject,
      authoredOn: '2020-01-02',
      requester: doctor,
    }),
  ),
  {
    resourceType: 'Communication',
    status: 'in-progress',
    subject,
    sent: '2020-01-02T08:00:00Z',
    payload: [{ contentString: 'Welcome.' }],
  },
  {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: text('Metformin'),
    subject,
    requester: doctor,
  },
  {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: text('MMR'),
    patient: subject,
    occurrenceDateTime: '2001-02-03',
  },
  { resourceType: 'Task', status: 'requested', intent: 'order', for: subject, description: 'Call back' },
  { resourceType: 'Flag', status: 'active', code: text('Hard of hearing'), subject },
  {
    resourceType: 'EpisodeOfCare',
    status: 'active',
    patient: subject,
    period: { start: '2020-01-01' },
  },
]

test('a record of another system is taken whole, in one transaction', async () => {
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: record.map((resource, at) => ({
      ...(at === 0 ? { fullUrl } : {}),
      resource,
      request: { method: 'POST', url: resource.resourceType },
    })),
  }
  const response = await fetch(`${server.origin}/fhir/R4`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/fhir+json' },
    body: JSON.stringify(bundle),
  })
  const answer: { issue?: unknown; entry?: { response: { status: string } }[] } = JSON.parse(await response.text())
  expect(answer.issue).toBeUndefined()
  expect(answer.entry?.map((entry) => entry.response.status.slice(0, 3))).toEqual(record.map(() => '201'))
})
