import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ground } from './ground.ts'

/** What the writers were told, beside what is in the database. */
export interface Ledger {
  /** Number of a write → id of the resource that the server said it made. */
  readonly acknowledged: Map<string, string>
  /** Answers by status; `lost` when the connection broke. */
  readonly heard: Map<string, number>
  /** Answers that an engineer would be ashamed of: a 500, a refusal without words or a time to come back, a stack. */
  readonly unclean: string[]
  longestMs: number
  readonly latest: () => number
}

export interface Writers {
  readonly ledger: Ledger
  stop(): Promise<void>
}

const system = 'urn:lomma:faults'
const patienceMs = 30_000

/**
 * Writes Observations as fast as the answers come, each writer into a record of its own. A write whose answer is lost or
 * refused for the moment is sent again under the same condition until it is acknowledged, as a careful system does.
 */
export async function startWriters(ground: Ground, count: number, padding = 0): Promise<Writers> {
  const acknowledged = new Map<string, string>()
  const heard = new Map<string, number>()
  let latest = 0
  const ledger: Ledger = { acknowledged, heard, unclean: [], longestMs: 0, latest: () => latest }
  let running = true
  const patients = await Promise.all(Array.from({ length: count }, () => newPatient(ground)))

  const write = async (patient: string, number: string): Promise<void> => {
    while (running && !acknowledged.has(number)) {
      const id = await attempt(ground, ledger, patient, number, padding)
      if (id === undefined) await pause(100)
      else {
        acknowledged.set(number, id)
        latest = performance.now()
      }
    }
  }
  const writing = Promise.all(
    patients.map(async (patient, writer) => {
      for (let turn = 0; running; turn++) await write(patient, `${writer}-${turn}-${patient.slice(0, 8)}`)
    }),
  )
  return {
    ledger,
    stop: async () => {
      running = false
      await writing
    },
  }
}

async function newPatient(ground: Ground): Promise<string> {
  const id = randomUUID()
  const answer = await send(
    ground,
    'PUT',
    `Patient/${id}`,
    { resourceType: 'Patient', id, name: [{ family: 'Uhell' }] },
    {},
  )
  if (answer.status !== 201) throw new Error(`No patient to write to: ${answer.status} ${await answer.text()}`)
  return id
}

/** One try. @returns the id when it is acknowledged. */
async function attempt(
  ground: Ground,
  ledger: Ledger,
  patient: string,
  number: string,
  padding: number,
): Promise<string | undefined> {
  const begun = performance.now()
  const body = {
    resourceType: 'Observation',
    status: 'final',
    identifier: [{ system, value: number }],
    subject: { reference: `Patient/${patient}` },
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    effectiveDateTime: '2026-11-23T10:00:00Z',
    valueQuantity: { value: 60, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
    ...(padding > 0 ? { note: [{ text: randomUUID().repeat(padding / 36) }] } : {}),
  }
  const condition = `patient=${patient}&identifier=${encodeURIComponent(`${system}|${number}`)}`
  try {
    const answer = await send(ground, 'POST', 'Observation', body, { 'If-None-Exist': condition })
    const text = await answer.text()
    note(ledger, String(answer.status), performance.now() - begun)
    if (answer.status === 200 || answer.status === 201) return String(JSON.parse(text).id)
    const shame = unclean(answer, text)
    if (shame) ledger.unclean.push(shame)
  } catch {
    note(ledger, 'lost', performance.now() - begun)
  }
  return undefined
}

function note(ledger: Ledger, what: string, ms: number): void {
  ledger.heard.set(what, (ledger.heard.get(what) ?? 0) + 1)
  ledger.longestMs = Math.max(ledger.longestMs, ms)
}

/** Why a refusal is not one to be proud of. */
export function unclean(answer: Response, text: string): string | undefined {
  if (answer.status !== 503) return `${answer.status}: ${text.slice(0, 200)}`
  if (!answer.headers.has('Retry-After')) return '503 without Retry-After'
  if (!/"resourceType":"OperationOutcome"|"code":"unavailable"/.test(text))
    return `503 without words: ${text.slice(0, 80)}`
  return /\n\s+at |\.ts:\d+|postgres:\/\//.test(text) ? '503 with a stack' : undefined
}

async function send(ground: Ground, method: string, path: string, body: object, headers: object): Promise<Response> {
  return fetch(`${ground.origin}/fhir/R4/${path}`, {
    method,
    headers: {
      'Content-Type': 'application/fhir+json',
      Authorization: `Bearer ${await ground.token()}`,
      ...headers,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  })
}
