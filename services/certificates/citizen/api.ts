import { api, type Command, prefetch, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { CertificateDetail, CertificateList, IssueCertificate } from '../contract/index.ts'

const keyOf = (number: string): string => `certificates.one.${number}`
const pathOf = (number: string): string => `/certificates/${encodeURIComponent(number)}`

/** Vaccines to choose among, and the certificates made before. */
export function useCertificates(): Query<CertificateList> {
  return useQuery('certificates.list', () => api.get<CertificateList>('/certificates'))
}

export function useCertificate(number: string): Query<CertificateDetail> {
  return useQuery(keyOf(number), () => api.get<CertificateDetail>(pathOf(number)))
}

/** The certificate that was made in this visit: its page says so once, as a receipt. */
let justMade: string | undefined
export const isJustMade = (number: string): boolean => justMade === number

export function useIssue(
  onDone: (certificate: CertificateDetail) => void,
): Command<IssueCertificate, CertificateDetail> {
  return useCommand(
    (input: IssueCertificate, idempotencyKey) =>
      api.post<CertificateDetail>('/certificates', input, { idempotencyKey }),
    {
      invalidates: ['certificates.list', 'home', 'inbox'],
      onDone: (certificate) => {
        justMade = certificate.number
        // The answer is the page's content: it shows without asking again.
        prefetch(keyOf(certificate.number), () => Promise.resolve(certificate))
        onDone(certificate)
      },
    },
  )
}

export function useWithdraw(number: string, onDone: () => void): Command<Record<string, never>, CertificateDetail> {
  return useCommand(
    (_input: Record<string, never>, idempotencyKey) =>
      api.post<CertificateDetail>(`${pathOf(number)}/withdraw`, {}, { idempotencyKey }),
    {
      invalidates: ['certificates', 'home', 'inbox'],
      onDone: () => {
        justMade = undefined
        onDone()
      },
    },
  )
}
