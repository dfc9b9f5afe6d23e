/**
 * What this service tells others. `data` holds references and codes only.
 * `renewal-late` is told at the deadline when no answer has come; `renewal-answered` carries the state it ended in.
 */
export const prescriptionEvents = {
  sent: 'prescriptions.renewal-sent',
  received: 'prescriptions.renewal-received',
  opened: 'prescriptions.renewal-opened',
  handedOver: 'prescriptions.renewal-handed-over',
  answered: 'prescriptions.renewal-answered',
  withdrawn: 'prescriptions.renewal-withdrawn',
  /** Scheduled at send for the deadline; listeners check whether it is still open. */
  deadline: 'prescriptions.renewal-deadline',
  late: 'prescriptions.renewal-late',
} as const

export type PrescriptionEventType = (typeof prescriptionEvents)[keyof typeof prescriptionEvents]

/** `data` of every event above. */
export type RenewalEventData = {
  readonly task: string
  readonly receipt: string
  readonly office: string
  readonly state: string
}
