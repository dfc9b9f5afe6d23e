/** What this service tells others. `data` holds references and codes only. */
export const referralEvents = {
  sent: 'referrals.sent',
  received: 'referrals.received',
  /** Right to care, rejected or advice: `state` says which. */
  answered: 'referrals.answered',
  /** Sent on to another place, by the hospital or the citizen. */
  moved: 'referrals.moved',
  withdrawn: 'referrals.withdrawn',
  done: 'referrals.done',
  /** Scheduled for the deadlines; listeners check whether it is still owed. */
  deadline: 'referrals.deadline',
  late: 'referrals.late',
} as const

export type ReferralEventType = (typeof referralEvents)[keyof typeof referralEvents]
