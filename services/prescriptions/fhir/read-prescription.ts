import { osloDateOf } from '@lomma/platform/calendar'
import type { Dosage, MedicationDispense, MedicationRequest } from '@medplum/fhirtypes'
import type { DosePlan } from '../contract/index.ts'
import type { Course, Dispensing, Prescription } from '../domain/prescription.ts'
import { groupOf, type Lookup, quantityText, substanceOf } from './medication.ts'
import { conceptText, dayOf, referencedId, text } from './reference.ts'
import { systems } from './systems.ts'

const standings = {
  active: 'active',
  'on-hold': 'active',
  unknown: 'active',
  draft: 'active',
  stopped: 'stopped',
  cancelled: 'stopped',
  completed: 'done',
  'entered-in-error': 'error',
} as const satisfies Record<MedicationRequest['status'], Prescription['standing']>

/** Access restrictions (Volven 9603) that hide a resource from the citizen's own view. */
const hiddenFromSelf = new Set([
  'NORN_FFL',
  'NORN_KUT',
  'NORN_EPO',
  'NORN_ALL',
  'NORN_FOR',
  'NORN_UNGDOM',
  'NORN_FFH',
  'NORN_FPB',
  'NORN_DUP',
  'NORN_ANG',
  'NORU',
])

/** A prescription as the rules see it, from whatever somebody wrote. Never throws; what is not told is null. */
export function readPrescription(request: MedicationRequest, lookup: Lookup): Prescription {
  const dispense = request.dispenseRequest
  const dose = doseText(request.dosageInstruction ?? [])
  return {
    id: request.id ?? '',
    medicine: substanceOf(request, lookup),
    ordered: isOrder(request),
    standing: standings[request.status] ?? 'active',
    group: groupOf(request, lookup),
    course: courseOf(request),
    prescribedOn: dayOf(request.authoredOn, osloDateOf),
    prescribedBy: prescriberOf(request, lookup),
    dose,
    dosePlan: dose === null ? planOf(request.dosageInstruction?.[0]) : null,
    use: useOf(request, lookup),
    validUntil: dayOf(dispense?.validityPeriod?.end, osloDateOf),
    amount:
      dispense?.quantity?.value === undefined
        ? null
        : { value: dispense.quantity.value, unit: dispense.quantity.unit ?? '' },
    // FHIR counts the repeats after the first dispensing.
    dispensings: dispense?.numberOfRepeatsAllowed === undefined ? null : dispense.numberOfRepeatsAllowed + 1,
    daysPerDispensing: inDays(dispense?.expectedSupplyDuration),
    multidose: (request.category ?? []).some((one) =>
      one.coding?.some((coding) => coding.system === systems.packing && coding.code === 'multidose'),
    ),
    keptFromParents: hasLabel(request, 'NORN_FORANS'),
    replaces: referencedId(request.priorPrescription, 'MedicationRequest'),
    source: {
      name: text(request.identifier?.[0]?.assigner?.display) ?? prescriberOf(request, lookup) ?? '',
      at: request.meta?.lastUpdated ?? request.authoredOn ?? '',
    },
  }
}

/** True when the citizen may see it in the own record. */
export function isShownToSelf(resource: { meta?: { security?: { code?: string }[] } }): boolean {
  return !(resource.meta?.security ?? []).some(({ code }) => code !== undefined && hiddenFromSelf.has(code))
}

/** What was handed over; null for one that never was (cancelled, declined, entered in error). */
export function readDispensing(dispense: MedicationDispense, lookup: Lookup): Dispensing | null {
  if (['cancelled', 'declined', 'entered-in-error', 'stopped'].includes(dispense.status)) return null
  const performer = dispense.performer?.[0]?.actor
  const organization = referencedId(performer, 'Organization')
  return {
    id: dispense.id ?? '',
    prescription: referencedId(dispense.authorizingPrescription?.[0], 'MedicationRequest'),
    medicine: dispense.medicationCodeableConcept || dispense.medicationReference ? substanceOf(dispense, lookup) : null,
    on: dayOf(dispense.whenHandedOver, osloDateOf),
    where:
      text(dispense.location?.display) ??
      text(performer?.display) ??
      (organization === null ? null : (lookup.name('Organization', organization) ?? null)),
    amount: quantityText(dispense.quantity),
    days: inDays(dispense.daysSupply),
  }
}

function isOrder(request: MedicationRequest): boolean {
  const orders = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']
  return orders.includes(request.intent) && request.status !== 'draft' && request.doNotPerform !== true
}

function courseOf(request: MedicationRequest): Course {
  const codes = request.courseOfTherapyType?.coding?.map((coding) => coding.code) ?? []
  if (codes.includes('acute')) return 'short'
  if (codes.includes('continuous') || codes.includes('seasonal')) return 'regular'
  const bounds = request.dosageInstruction?.[0]?.timing?.repeat
  const days = inDays(bounds?.boundsDuration)
  if (days !== null && days <= 30) return 'short'
  return (request.dispenseRequest?.numberOfRepeatsAllowed ?? 0) > 0 ? 'regular' : 'unknown'
}

function prescriberOf(request: MedicationRequest, lookup: Lookup): string | null {
  for (const reference of [request.requester, request.recorder]) {
    const display = text(reference?.display)
    if (display) return display
    for (const type of ['Practitioner', 'PractitionerRole', 'Organization']) {
      const id = referencedId(reference, type)
      const name = id === null ? undefined : lookup.name(type, id)
      if (name) return name
    }
  }
  return null
}

function useOf(request: MedicationRequest, lookup: Lookup): string | null {
  const coded = conceptText(request.reasonCode?.[0])
  if (coded) return coded
  const reference = request.reasonReference?.[0]
  const id = referencedId(reference, 'Condition')
  return text(reference?.display) ?? (id === null ? null : (lookup.condition(id) ?? null))
}

function doseText(dosages: readonly Dosage[]): string | null {
  const words = dosages.flatMap((dosage) => {
    const own = text(dosage.patientInstruction) ?? text(dosage.text)
    const more = dosage.additionalInstruction?.flatMap((one) => conceptText(one) ?? []) ?? []
    return own === null ? [] : [own, ...more]
  })
  return words.length > 0 ? words.join('. ').replaceAll('..', '.') : null
}

function planOf(dosage: Dosage | undefined): DosePlan | null {
  const repeat = dosage?.timing?.repeat
  const per = (['h', 'd', 'wk', 'mo'] as const).find((unit) => unit === repeat?.periodUnit)
  if (!dosage || repeat?.frequency === undefined || repeat.period === undefined || !per) return null
  const quantity = dosage.doseAndRate?.[0]?.doseQuantity
  return {
    amount: quantity?.value ?? null,
    unit: quantity?.unit ?? null,
    times: repeat.frequency,
    period: repeat.period,
    per,
    asNeeded: dosage.asNeededBoolean === true,
  }
}

function inDays(duration: { value?: number; unit?: string; code?: string } | undefined): number | null {
  if (duration?.value === undefined) return null
  const unit = (duration.code ?? duration.unit ?? 'd').toLowerCase()
  if (['d', 'day', 'days', 'dag', 'dager', 'døgn'].includes(unit)) return Math.round(duration.value)
  if (['wk', 'week', 'weeks', 'uke', 'uker'].includes(unit)) return Math.round(duration.value * 7)
  return ['mo', 'month', 'months', 'måned', 'måneder'].includes(unit) ? Math.round(duration.value * 30) : null
}

function hasLabel(resource: { meta?: { security?: { code?: string }[] } }, label: string): boolean {
  return (resource.meta?.security ?? []).some(({ code }) => code === label)
}
