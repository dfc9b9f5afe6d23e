import type { Absence, Absences, ServiceKind, WriteAbsence } from '../contract/index.ts'
import { type PeriodName, periodOf } from '../domain/periods.ts'

/** What is written in the form. */
export interface Fields {
  readonly role: string
  readonly from: string
  readonly until: string
  /** `close`: services are closed. `list`: the stand-in has the list, and all is open. */
  readonly how: 'close' | 'list'
  readonly kinds: readonly ServiceKind[]
  /** Empty: nobody. */
  readonly standIn: string
}

/** A new absence has everything filled in – today, all services – so that two presses are enough. */
export function fieldsOf(found: Absences, editing: Absence | undefined): Fields {
  if (editing)
    return {
      role: editing.role,
      from: editing.from,
      until: editing.until,
      how: editing.kinds.length === 0 ? 'list' : 'close',
      kinds: editing.kinds.length === 0 ? found.services : editing.kinds,
      standIn: editing.standIn?.practitioner ?? '',
    }
  return {
    role: found.doctors[0]?.role ?? '',
    ...periodOf('today', found.today),
    how: 'close',
    kinds: found.services,
    standIn: '',
  }
}

export function commandOf(fields: Fields, found: Absences): WriteAbsence {
  const { role, from, until, how, kinds, standIn } = fields
  const version = found.doctors.find((one) => one.role === role)?.version ?? ''
  return { role, version, from, until, kinds: how === 'list' ? [] : [...kinds], standIn: standIn || null }
}

/** Which of the usual periods is filled in. */
export function isPeriod(name: PeriodName, fields: Fields, today: string): boolean {
  const { from, until } = periodOf(name, today)
  return from === fields.from && until === fields.until
}

/** What is missing, by field, before it is sent. */
export function missingIn(fields: Fields): 'dates' | 'kinds' | 'standIn' | undefined {
  if (!fields.from || !fields.until || fields.until < fields.from) return 'dates'
  if (fields.how === 'close') return fields.kinds.length === 0 ? 'kinds' : undefined
  return fields.standIn ? undefined : 'standIn'
}
