import type { Started } from '@lomma/platform/thread'
import { ApiError, api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type {
  ChangeUntil,
  CloseContact,
  FindPatients,
  FoundPatients,
  OfficeContactPage,
  OfficeOverview,
  OpenContact,
  Opened,
  TellPatient,
  Units,
} from '../contract/index.ts'

const base = '/unit-dialogue/office'
const invalidates = ['unit-dialogue', 'work-queue']
const at = (id: string) => `${base}/contacts/${encodeURIComponent(id)}`

export const useOffice = (): Query<OfficeOverview> =>
  useQuery('unit-dialogue.office', () => api.get<OfficeOverview>(`${base}/contacts`))

export const useUnits = (): Query<Units> => useQuery('unit-dialogue.units', () => api.get<Units>(`${base}/units`))

/** True for health personnel at a hospital with units: nobody else has use for the menu entry. */
export async function worksAtUnit(): Promise<boolean> {
  try {
    return (await api.get<Units>(`${base}/units`)).units.length > 0
  } catch (error) {
    // Secretaries are refused: it is not for them.
    if (error instanceof ApiError && error.failure.kind === 'refused') return false
    throw error
  }
}

export const useContact = (id: string): Query<OfficeContactPage> =>
  useQuery(`unit-dialogue.contact.${id}`, () => api.get<OfficeContactPage>(at(id)))

/** A search changes nothing; it is sent in a body so that no name stands in an address. */
export const useFindPatients = (): Command<FindPatients, FoundPatients> =>
  useCommand((input: FindPatients, idempotencyKey) =>
    api.post<FoundPatients>(`${base}/patients`, input, { idempotencyKey }),
  )

export const useOpen = (onDone: (opened: Opened) => void): Command<OpenContact, Opened> =>
  useCommand((input: OpenContact, idempotencyKey) => api.post<Opened>(`${base}/contacts`, input, { idempotencyKey }), {
    invalidates,
    onDone,
  })

export const useTell = (id: string, onDone: () => void): Command<TellPatient, Started> =>
  useCommand(
    (input: TellPatient, idempotencyKey) => api.post<Started>(`${at(id)}/threads`, input, { idempotencyKey }),
    {
      invalidates,
      onDone,
    },
  )

export const useUntil = (id: string, onDone: () => void): Command<ChangeUntil, OfficeContactPage> =>
  useCommand(
    (input: ChangeUntil, idempotencyKey) => api.post<OfficeContactPage>(`${at(id)}/until`, input, { idempotencyKey }),
    { invalidates, onDone },
  )

export const useEnd = (id: string, onDone: () => void): Command<CloseContact, OfficeContactPage> =>
  useCommand(
    (input: CloseContact, idempotencyKey) => api.post<OfficeContactPage>(`${at(id)}/close`, input, { idempotencyKey }),
    { invalidates, onDone },
  )
