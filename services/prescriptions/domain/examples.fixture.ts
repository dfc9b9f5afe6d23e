import type { Dispensing, MedicineRecord, Prescription } from './prescription.ts'

/** A regular prescription to vary in tests of the rules. */
export function prescription(change: Partial<Prescription> = {}): Prescription {
  return {
    id: 'p1',
    medicine: { name: 'Metformin', strength: '500 mg', form: 'tablett', atc: 'A10BA02', codes: [] },
    ordered: true,
    standing: 'active',
    group: 'C',
    course: 'regular',
    prescribedOn: '2026-01-10',
    prescribedBy: 'Lege',
    dose: '1 tablett 2 ganger daglig',
    dosePlan: null,
    use: 'Mot høyt blodsukker',
    validUntil: '2027-01-10',
    amount: { value: 100, unit: 'tabletter' },
    dispensings: 4,
    daysPerDispensing: 50,
    multidose: false,
    keptFromParents: false,
    replaces: null,
    source: { name: 'Legekontoret', at: '2026-01-10T08:00:00Z' },
    ...change,
  }
}

export function dispensing(change: Partial<Dispensing> = {}): Dispensing {
  return {
    id: 'd1',
    prescription: 'p1',
    medicine: null,
    on: '2026-01-12',
    where: 'Apoteket',
    amount: '100',
    days: 50,
    ...change,
  }
}

export function record(current: Prescription, dispensings: readonly Dispensing[] = []): MedicineRecord {
  return { key: 'k', current, prescriptions: [current], dispensings }
}
