/** A place that gives a treatment, with how long one waits there. */
export interface TreatmentPlace {
  readonly treatment: string
  readonly treatmentName: string
  /** Id of the unit's HealthcareService. */
  readonly unit: string
  readonly name: string
  readonly phone: string | null
  readonly hospital: string
  readonly hospitalName: string
  readonly city: string
  /** Expected weeks; null: not said. */
  readonly weeks: number | null
  readonly asOf: string | null
}

/** Shortest wait first; those that do not say come last, by name. */
export function byWait(places: readonly TreatmentPlace[]): TreatmentPlace[] {
  const wait = ({ weeks }: TreatmentPlace) => weeks ?? Number.POSITIVE_INFINITY
  return [...places].sort((a, b) =>
    wait(a) === wait(b) ? a.hospitalName.localeCompare(b.hospitalName, 'nb') : wait(a) - wait(b),
  )
}
