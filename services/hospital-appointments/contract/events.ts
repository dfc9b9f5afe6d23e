export const hospitalEvents = {
  /** Told two minutes after something was begun at a region: if its outcome is still not known, it is asked for. */
  asking: 'hospital-appointments.asking',
  /**
   * An appointment that rests on a referral has come or changed its state. `data`: `appointment` and `referral` (ids), `status`
   * (proposed, booked, cancelled, fulfilled, noshow).
   */
  changed: 'hospital-appointments.changed',
} as const
