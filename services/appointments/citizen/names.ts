import type { Appointment, Mode } from '../contract/index.ts'

type Words = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** What an appointment is called: the owner's words, or ours in the reader's language. */
export function nameOf(one: Pick<Appointment, 'title' | 'mode' | 'practice'>, t: Words): string {
  return one.title ?? t(`appointments.title.${one.practice ?? one.mode ?? 'attendance'}`)
}

/** How one meets: at a practice, attendance is not at the GP's office. */
export function modeName(mode: Mode, practice: Appointment['practice'], t: Words): string {
  return t(practice && mode === 'attendance' ? 'appointments.at-practice' : `appointments.mode.${mode}`)
}

export function hrefOf(one: Pick<Appointment, 'href' | 'id'>): string {
  return one.href ?? `/timeavtaler/${one.id}`
}

/** Who and where, as one line. */
export function whoWhere(one: Pick<Appointment, 'with' | 'where'>): string {
  return [one.with, one.where].filter(Boolean).join(', ')
}
