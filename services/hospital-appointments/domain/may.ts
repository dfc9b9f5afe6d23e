import type { ClinicRules, HospitalStatus, MeetingType, Permission, WhyNot } from '../contract/index.ts'

/** What the rules look at. */
export interface Considered {
  readonly status: HospitalStatus
  readonly type: MeetingType | null
  readonly starts: string | null
  /** Last instant to choose a time. */
  readonly chooseUntil: string | null
  readonly moves: number
  /** What the hospital has opened for (hn-appointment-flag-code-cs). */
  readonly flags: readonly string[]
  /** An attempt whose outcome is not known. */
  readonly asking: boolean
}

const hour = 3_600_000

/**
 * What the citizen may do with a time at a hospital (C2): the hospital's Flags open for it, the clinic's rules say until when, how
 * often and for which ways of meeting. First reason that holds is told. Without rules nothing may be done here.
 */
export function mayDo(
  one: Considered,
  rules: ClinicRules | null,
  now: Date,
): { readonly choose: Permission; readonly move: Permission; readonly cancel: Permission } {
  return { choose: mayChoose(one, rules, now), move: mayMove(one, rules, now), cancel: mayCancel(one, rules, now) }
}

function mayChoose(one: Considered, rules: ClinicRules | null, now: Date): Permission {
  const until = one.chooseUntil
  if (one.status !== 'proposed') return no('over')
  const basic = opened(one, rules, 'canChangeAppointment')
  if (basic) return no(basic)
  if (rules && !fits(one.type, rules)) return no('wrong-type')
  return until !== null && now > new Date(until) ? no('too-late', until) : yes(until)
}

function mayMove(one: Considered, rules: ClinicRules | null, now: Date): Permission {
  if (one.status !== 'booked' || begun(one, now)) return no('over')
  const basic = opened(one, rules, 'canChangeAppointment')
  if (basic || !rules) return no(basic ?? 'not-opened')
  if (!fits(one.type, rules)) return no('wrong-type')
  if (one.moves >= rules.maxMoves) return no('moved-enough')
  return before(one.starts, rules.moveHours, now)
}

function mayCancel(one: Considered, rules: ClinicRules | null, now: Date): Permission {
  if (!['booked', 'proposed'].includes(one.status) || begun(one, now)) return no('over')
  const basic = opened(one, rules, 'cancel')
  if (basic || !rules) return no(basic ?? 'not-opened')
  return one.status === 'proposed' ? yes(null) : before(one.starts, rules.cancelHours, now)
}

function opened(one: Considered, rules: ClinicRules | null, flag: string): WhyNot | undefined {
  if (!one.flags.includes(flag) || rules === null) return 'not-opened'
  return one.asking ? 'still-asking' : undefined
}

function before(starts: string | null, hours: number, now: Date): Permission {
  if (starts === null) return no('not-opened')
  const until = new Date(Date.parse(starts) - hours * hour).toISOString()
  return now <= new Date(until) ? yes(until) : no('too-late', until)
}

const begun = ({ starts }: Considered, now: Date): boolean => starts !== null && new Date(starts) <= now
/** A time whose way of meeting is not said is not chosen by oneself. */
const fits = (type: MeetingType | null, rules: ClinicRules): boolean => type !== null && rules.types.includes(type)
const yes = (until: string | null): Permission => ({ allowed: true, why: null, until })
const no = (why: WhyNot, until: string | null = null): Permission => ({ allowed: false, why, until })
