import { randomBytes } from 'node:crypto'
import { type CitizenActor, type Context, logInTransaction } from '@lomma/platform/access'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { CertificateDetail, IssueCertificate, RefusalCode } from '../contract/index.ts'
import { certificateNumber } from '../domain/number.ts'
import { validUntil } from '../domain/validity.ts'
import type { CertifiedVaccine } from '../fhir/read-record.ts'
import { type CertificateRow, insertCertificate, sameForApp } from './queries.ts'
import { readRecord, refusePerson } from './record.ts'
import { showCertificate } from './show.ts'

export type CitizenContext = Context & { actor: CitizenActor }

/** D4: makes a certificate of the chosen vaccines. All or none; sent twice with the same key it is one certificate. */
export async function issueCertificate(
  context: CitizenContext,
  { vaccines }: IssueCertificate,
  deps: Pick<Deps, 'store' | 'db' | 'clock' | 'issuer'>,
): Promise<CertificateDetail | Refusal> {
  // Only the number is kept as the answer to a retry: health data stays in the record.
  const made = await deps.store.command(context, (tx) => issueIn(tx, context.actor, byIds(vaccines)))
  if (isRefusal(made)) return made
  return made.number === null ? refuse('vaccine-not-found', 404) : showCertificate(context, made.number, deps)
}

type Choose = (vaccines: readonly CertifiedVaccine[]) => readonly CertifiedVaccine[] | Refusal<RefusalCode>

/** The one way a certificate is made, whichever door asked for it. Without a vaccine there is none to make. */
export async function issueIn(
  tx: StoreTransaction,
  { citizen, app }: CitizenActor,
  choose: Choose,
): Promise<{ number: string | null } | Refusal<RefusalCode>> {
  const record = await readRecord(tx, citizen)
  if (!record) return refuse('certificate-not-found', 404)
  const no = refusePerson(record.person)
  if (no) return no
  const chosen = choose(record.vaccines)
  if ('refused' in chosen) return chosen
  if (chosen.length === 0) return { number: null }
  const row: CertificateRow = {
    number: certificateNumber(randomBytes(12)),
    immunizations: chosen.map(({ id }) => id),
    issued: tx.now,
    validUntil: validUntil(tx.now),
    app: app?.name ?? null,
    withdrawnAt: null,
    withdrawnBy: null,
  }
  const same = app ? await sameForApp(tx.sql, citizen, row) : undefined
  if (same) return { number: same.number }
  await insertCertificate(tx.sql, citizen, row)
  await logInTransaction(tx.sql, tx.context, tx.now, [{ citizen, action: 'create', types: ['VaccineCertificate'] }])
  return { number: row.number }
}

/** Those the citizen ticked: each must be there and fit for a certificate. */
function byIds(ids: readonly string[]): Choose {
  return (vaccines) => {
    const wanted = new Set(ids)
    const chosen = vaccines.filter(({ id }) => wanted.has(id))
    if (chosen.length < wanted.size) return refuse('vaccine-not-found', 404)
    return chosen.some(({ why }) => why !== null) ? refuse('vaccine-not-certifiable') : chosen
  }
}
