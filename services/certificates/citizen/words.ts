import type { Texts } from '@lomma/platform/web'
import type { Certificate, Vaccine } from '../contract/index.ts'

/** `Difteri, stivkrampe og polio`, as a heading. */
export function diseasesInWords({ t }: Pick<Texts, 't'>, diseases: readonly string[]): string {
  const names = diseases.map((disease) => t(`vaccines.disease.${disease}`))
  const last = names.at(-1) ?? ''
  const words = names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${t('vaccines.and')} ${last}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A date as precise as it is known; undefined when nobody knows. */
export function dateInWords({ formatDate, formatMonth }: Texts, on: string | null): string | undefined {
  if (on === null || on.length === 4) return on ?? undefined
  return on.length === 7 ? formatMonth(on) : formatDate(on)
}

/** What it protects against; the source's own name when we do not know. */
export function headingOf(texts: Texts, { protectsAgainst, name }: Pick<Vaccine, 'protectsAgainst' | 'name'>): string {
  return protectsAgainst.length > 0 ? diseasesInWords(texts, protectsAgainst) : name
}

/** Where a certificate stands, in one sentence. */
export function standing({ t }: Pick<Texts, 't'>, certificate: Certificate): string {
  const { state, validUntil: until, withdrawn } = certificate
  if (state === 'withdrawn' && withdrawn) return t(`certificates.state.withdrawn-${withdrawn.by}`, { at: withdrawn.at })
  return t(state === 'expired' ? 'certificates.state.expired' : 'certificates.state.valid', { until })
}
