import type {
  CodeableConcept,
  Coding,
  Extension,
  Medication,
  Quantity,
  Ratio,
  Reference,
  Resource,
} from '@medplum/fhirtypes'
import type { Substance } from '../domain/prescription.ts'
import { conceptText, referencedId, text } from './reference.ts'
import { extensions, systems } from './systems.ts'

/** What a mapping needs from outside the resource it maps; absent facts stay unknown. */
export interface Lookup {
  medication(id: string): Medication | undefined
  /** Name of a practitioner or organization. */
  name(type: string, id: string): string | undefined
  /** What a condition is called. */
  condition(id: string): string | undefined
}

export const emptyLookup: Lookup = {
  medication: () => undefined,
  name: () => undefined,
  condition: () => undefined,
}

interface HasMedication {
  contained?: Resource[]
  extension?: Extension[]
  medicationCodeableConcept?: CodeableConcept
  medicationReference?: Reference<Medication>
}

/** The Medication resource behind a request or dispense: contained, shared, or none. */
export function medicationOf(resource: HasMedication, lookup: Lookup): Medication | undefined {
  const reference = resource.medicationReference?.reference
  if (!reference) return undefined
  if (reference.startsWith('#')) {
    const found = resource.contained?.find((one) => one.id === reference.slice(1))
    return found?.resourceType === 'Medication' ? found : undefined
  }
  const id = referencedId(resource.medicationReference, 'Medication')
  return id === null ? undefined : lookup.medication(id)
}

/** The medicine as far as the resource tells. A medicine without any name is called by its identifier, never left out. */
export function substanceOf(resource: HasMedication, lookup: Lookup): Substance {
  const medication = medicationOf(resource, lookup)
  const concept = medication?.code ?? resource.medicationCodeableConcept
  const codings = [...(concept?.coding ?? []), ...classifications(medication?.extension)]
  const name =
    conceptText(concept) ??
    text(resource.medicationReference?.display) ??
    text(resource.medicationReference?.identifier?.value) ??
    '?'
  return {
    name,
    strength: strengthOf(medication?.ingredient?.[0]?.strength),
    form: conceptText(medication?.form),
    atc: codings.find((coding) => isAtc(coding))?.code ?? null,
    codes: codings.flatMap(({ system, code }) => (code ? [`${system ?? ''}|${code}`] : [])),
  }
}

/** As on the box and the laboratory's answer in Norway: decimal comma, no more decimals than mean anything. */
export function inFigures(value: number): string {
  return String(Number(value.toPrecision(4))).replace('.', ',')
}

/** Prescription group on the request or on its Medication (no-basis-prescriptiongroup). */
export function groupOf(resource: HasMedication, lookup: Lookup): string | null {
  const all = [...(resource.extension ?? []), ...(medicationOf(resource, lookup)?.extension ?? [])]
  const found = all.find((extension) => extension.url === extensions.group)
  const code = found?.valueCoding?.code ?? found?.valueCodeableConcept?.coding?.[0]?.code ?? found?.valueCode
  return code ? code.toUpperCase() : null
}

export function quantityText(quantity: Quantity | undefined): string | null {
  if (quantity?.value === undefined) return null
  return [inFigures(quantity.value), quantity.unit ?? quantity.code].filter(Boolean).join(' ')
}

// Norwegian institutions report ATC as an extension of the Medication (LMDI: LegemiddelClassification).
function classifications(given: Extension[] | undefined): Coding[] {
  return (given ?? []).flatMap((extension) => [
    ...(extension.valueCodeableConcept?.coding ?? []),
    ...(extension.valueCoding ? [extension.valueCoding] : []),
    ...classifications(extension.extension),
  ])
}

function isAtc({ system, code }: Coding): boolean {
  return (system === systems.atc || system === systems.atcVolven) && /^[A-Z]\d{2}[A-Z]{0,2}\d{0,2}$/.test(code ?? '')
}

function strengthOf(strength: Ratio | undefined): string | null {
  const amount = quantityText(strength?.numerator)
  const per = strength?.denominator
  if (amount === null) return null
  const volume = per?.unit ?? per?.code
  const isVolume = volume !== undefined && /^(ml|l|dose|h|time)$/i.test(volume)
  if (!isVolume) return amount
  return `${amount}/${per?.value === undefined || per.value === 1 ? '' : `${per.value} `}${volume}`
}
