import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Certificate, CertificateDetail, CertificateList, RefusalCode } from '../contract/index.ts'
import { stateOf } from '../domain/validity.ts'
import { signCards } from './cards.ts'
import type { CitizenContext } from './issue.ts'
import { type CertificateRow, certificateOf, certificatesOf } from './queries.ts'
import { readRecord } from './record.ts'

/** What can be chosen among, and what was made before. */
export async function listCertificates(
  context: CitizenContext,
  { store, db, clock }: Pick<Deps, 'store' | 'db' | 'clock'>,
): Promise<CertificateList> {
  const { citizen } = context.actor
  const [record, rows] = await Promise.all([readRecord(store.as(context), citizen), certificatesOf(db, citizen)])
  return {
    vaccines: record?.vaccines ?? [],
    certificates: rows.map((row) => toCertificate(row, clock.now())),
  }
}

/** One certificate; while it holds with what it says, read from the record as it stands and signed anew. */
export async function showCertificate(
  context: CitizenContext,
  number: string,
  { store, db, clock, issuer }: Pick<Deps, 'store' | 'db' | 'clock' | 'issuer'>,
): Promise<CertificateDetail | Refusal<RefusalCode>> {
  const { citizen } = context.actor
  const row = await certificateOf(db, citizen, number)
  if (!row) return refuse('certificate-not-found', 404)
  const certificate = toCertificate(row, clock.now())
  if (certificate.state !== 'valid') return { ...certificate, paper: null }
  const record = await readRecord(store.as(context), citizen)
  const vaccines = record?.vaccines.filter(({ id }) => row.immunizations.includes(id)) ?? []
  if (!record?.person.birthDate || vaccines.length === 0) return refuse('certificate-not-found', 404)
  const cards = await signCards(row, record.person, vaccines, issuer)
  return { ...certificate, paper: { name: record.person.name, birthDate: record.person.birthDate, cards } }
}

function toCertificate(row: CertificateRow, now: Date): Certificate {
  const { number, issued, validUntil, app, immunizations, withdrawnAt, withdrawnBy } = row
  return {
    number,
    issued: issued.toISOString(),
    validUntil: validUntil.toISOString(),
    state: stateOf(row, now),
    withdrawn: withdrawnAt && withdrawnBy ? { at: withdrawnAt.toISOString(), by: withdrawnBy } : null,
    app,
    vaccines: immunizations.length,
  }
}
