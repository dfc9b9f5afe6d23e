import type { ServiceRequest } from '@medplum/fhirtypes'
import { referencedId } from './reference.ts'

/** What an offer of times needs to know of the referral it rests on. */
export interface ReferralFacts {
  readonly citizen: string | null
  readonly title: string
  /** Ids of the HealthcareService and the Organization it is at. */
  readonly clinic: string | null
  readonly organization: string | null
  /** It is an order that still stands. */
  readonly open: boolean
}

export function readReferralFacts(request: ServiceRequest): ReferralFacts {
  const performer = (type: string) =>
    (request.performer ?? []).map((one) => referencedId(one, type)).find((id) => id !== null) ?? null
  return {
    citizen: referencedId(request.subject, 'Patient'),
    title: request.code?.text ?? request.code?.coding?.[0]?.display ?? '',
    clinic: performer('HealthcareService'),
    organization: performer('Organization'),
    open: request.status === 'active' && request.intent === 'order',
  }
}
