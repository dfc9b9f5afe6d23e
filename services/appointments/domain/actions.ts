import type { Actions, Mode, State } from '../contract/index.ts'
import { cancellationFee, freeUntil, isLateNotice } from './cancellation.ts'

/** Codes of `hn-appointment-flag-code-cs`: what the owner lets the citizen do. */
export const flagCodes = [
  'cancel',
  'cancelWithComment',
  'canChangeAppointmentDialog',
  'canUseShortNotice',
  'canCancelServiceRequest',
  'canChangeConferenceType',
  'canAcknowledge',
  'canChangeAppointment',
  'canHaveAppointmentDetails',
  'canInitiateDialog',
] as const
export type FlagCode = (typeof flagCodes)[number]

/** What a GP office sets on an appointment of its own: four at most, as the profile has it. */
export function gpFlags(otherModes: boolean): FlagCode[] {
  const always: FlagCode[] = ['cancel', 'canChangeAppointment', 'canUseShortNotice']
  return otherModes ? [...always, 'canChangeConferenceType'] : always
}

/** What the rule looks at. */
export interface Standing {
  readonly state: State
  readonly start: Date | null
  readonly flags: readonly FlagCode[]
  readonly mode: Mode | null
  /** Kinds of meeting that the office offers and the time serves. */
  readonly modes: readonly Mode[]
}

/**
 * What the citizen may do now. The Flags decide, not the status; the hour decides what it costs. Screens show their buttons by
 * this, and the guard of both doors refuses by it.
 */
export function actionsOf(standing: Standing, now: Date): Actions {
  const { state, start, flags, mode, modes } = standing
  const ahead = (state === 'booked' || state === 'pending') && start !== null && start > now
  if (!ahead) return none
  const early = !isLateNotice(start, now)
  const comment = flags.includes('cancelWithComment')
  return {
    cancel: {
      allowed: comment || flags.includes('cancel'),
      freeUntil: freeUntil(start).toISOString(),
      fee: cancellationFee(start, now),
      comment,
    },
    move: { allowed: early && flags.includes('canChangeAppointment'), until: freeUntil(start).toISOString() },
    changeMode: early && flags.includes('canChangeConferenceType') ? modes.filter((one) => one !== mode) : [],
    shortNotice: early && flags.includes('canUseShortNotice'),
  }
}

const none: Actions = {
  cancel: { allowed: false, freeUntil: null, fee: 0, comment: false },
  move: { allowed: false, until: null },
  changeMode: [],
  shortNotice: false,
}
