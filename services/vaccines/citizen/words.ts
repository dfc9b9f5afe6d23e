import type { Texts } from '@lomma/platform/web'
import type { Disease, Dose } from '../contract/index.ts'

/** `difteri, stivkrampe og polio`. Browsers' own list words lack Northern Sami. */
export function inWords({ t }: Pick<Texts, 't'>, diseases: readonly Disease[]): string {
  const names = diseases.map((disease) => t(`vaccines.disease.${disease}`))
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${t('vaccines.and')} ${last}`
}

/** What it protects against, as a heading; the source's own name when we do not know. */
export function headingOf(texts: Pick<Texts, 't'>, dose: Pick<Dose, 'protectsAgainst' | 'name'>): string {
  const words = dose.protectsAgainst.length > 0 ? inWords(texts, dose.protectsAgainst) : dose.name
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The date as precise as it is known; undefined when nobody knows. */
export function dateOf({ formatDate, formatMonth }: Texts, dose: Pick<Dose, 'on' | 'onInWords'>): string | undefined {
  if (dose.on === null) return dose.onInWords ?? undefined
  if (dose.on.length === 4) return dose.on
  return dose.on.length === 7 ? formatMonth(dose.on) : formatDate(dose.on)
}

/** True when every word that is searched for is in the text of the dose. */
export function matches(texts: Texts, dose: Dose, words: string): boolean {
  const said = [headingOf(texts, dose), dose.name, dose.place, dateOf(texts, dose), dose.source.name]
    .join(' ')
    .toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}
