import { logInTransaction } from '@lomma/platform/access'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { CertificateDetail } from '../contract/index.ts'
import type { CitizenContext } from './issue.ts'
import { certificateOf, withdrawByCitizen } from './queries.ts'
import { showCertificate } from './show.ts'

/** The citizen takes a certificate back: from now on whoever checks it is told. Done twice it is done once. */
export async function withdrawCertificate(
  context: CitizenContext,
  number: string,
  deps: Pick<Deps, 'store' | 'db' | 'clock' | 'issuer'>,
): Promise<CertificateDetail | Refusal> {
  const { citizen } = context.actor
  const done = await deps.store.command(context, async (tx) => {
    if (!(await certificateOf(tx.sql, citizen, number))) return refuse('certificate-not-found', 404)
    if (await withdrawByCitizen(tx.sql, citizen, number, tx.now))
      await logInTransaction(tx.sql, tx.context, tx.now, [{ citizen, action: 'delete', types: ['VaccineCertificate'] }])
    return { number }
  })
  return isRefusal(done) ? done : showCertificate(context, number, deps)
}
