import type { Dispensing, MedicineRecord, Prescription, Substance } from './prescription.ts'

/**
 * One medicine from successive prescriptions: same ATC code, strength and form; without ATC the same code, else the same
 * name. A prescription that says which one it replaces belongs with it, whatever it is called.
 */
export function groupMedicines(
  prescriptions: readonly Prescription[],
  dispensings: readonly Dispensing[],
): MedicineRecord[] {
  const orders = prescriptions.filter((one) => one.ordered && one.standing !== 'error').sort(newestFirst)
  const keyOf = keysFollowingReplacement(orders)
  const groups = new Map<string, Prescription[]>()
  for (const order of orders) {
    const key = keyOf.get(order.id) ?? medicineKey(order.medicine)
    groups.set(key, [...(groups.get(key) ?? []), order])
  }
  return [...groups].flatMap(([key, members]) => {
    const current = members.find((one) => one.standing === 'active') ?? members[0]
    if (!current) return []
    const handedOver = dispensings.filter((one) => belongs(one, key, members)).sort(latestFirst)
    return [{ key, current, prescriptions: members, dispensings: handedOver }]
  })
}

/** What makes two prescriptions the same medicine. */
export function medicineKey(medicine: Substance): string {
  const shape = [medicine.strength, medicine.form].map((part) => fold(part ?? '')).join('|')
  if (medicine.atc) return `atc|${medicine.atc}|${shape}`
  const code = medicine.codes[0]
  return code ? `code|${code}` : `name|${fold(medicine.name)}|${shape}`
}

/** True when this id is one of the medicine's prescriptions: old links go on working. */
export function hasPrescription(medicine: MedicineRecord, id: string): boolean {
  return medicine.prescriptions.some((one) => one.id === id)
}

function keysFollowingReplacement(orders: readonly Prescription[]): Map<string, string> {
  const byId = new Map(orders.map((one) => [one.id, one]))
  const keys = new Map<string, string>()
  const resolve = (one: Prescription, seen: ReadonlySet<string>): string => {
    const prior = one.replaces === null || seen.has(one.replaces) ? undefined : byId.get(one.replaces)
    return prior ? resolve(prior, new Set([...seen, one.id])) : medicineKey(one.medicine)
  }
  for (const one of orders) keys.set(one.id, resolve(one, new Set([one.id])))
  return keys
}

function belongs(dispensing: Dispensing, key: string, members: readonly Prescription[]): boolean {
  if (dispensing.prescription !== null) return members.some((one) => one.id === dispensing.prescription)
  return dispensing.medicine !== null && medicineKey(dispensing.medicine) === key
}

function fold(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ')
}

function newestFirst(a: Prescription, b: Prescription): number {
  return compare(b.prescribedOn ?? '', a.prescribedOn ?? '') || compare(a.id, b.id)
}

function latestFirst(a: Dispensing, b: Dispensing): number {
  return compare(b.on ?? '', a.on ?? '') || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
