import { FactList, Notice } from '@lomma/platform/ui'
import { type Texts, useTexts } from '@lomma/platform/web'
import { dateInWords, diseasesInWords } from '../words.ts'
import styles from './check.module.css'
import type { Card, CardVaccine } from './read-card.ts'
import type { Check, Verdict } from './verify.ts'

export interface Outcome {
  /** One for each card of what was given. */
  readonly checks: readonly Check[]
  /** When the list of what was taken back was fetched. */
  readonly at: Date | undefined
  readonly offline: boolean
}

const tones = {
  valid: 'good',
  expired: 'bad',
  'not-yet': 'attention',
  revoked: 'bad',
  altered: 'bad',
  'unknown-issuer': 'attention',
  unreadable: 'attention',
  'cannot-check': 'attention',
} as const satisfies Record<Verdict, 'good' | 'bad' | 'attention'>

/** The answer in words and a shape, then what the certificate says – where it can be believed. */
export function CheckResult({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTexts()
  const { checks, at, offline } = outcome
  return (
    <>
      {checks.map((check, place) => (
        <div key={`${place} ${check.verdict}`}>
          <Answer check={check} />
          {check.card && <CardFacts card={check.card} />}
        </div>
      ))}
      {at && (
        <p className={styles.fresh}>
          {t('certificates.check.revocation-at', { at: at.toISOString() })}{' '}
          {offline && t('certificates.check.revocation-offline')}
        </p>
      )}
    </>
  )
}

function Answer({ check: { verdict, card } }: { readonly check: Check }) {
  const { t } = useTexts()
  const tone = tones[verdict]
  const until = card?.validUntil?.toISOString() ?? ''
  return (
    <Notice tone={tone} announced>
      <div className={styles.answer}>
        <Sign tone={tone} />
        <div>
          <p className={styles.verdict}>{t(`certificates.check.verdict.${verdict}.title`)}</p>
          <p>{t(`certificates.check.verdict.${verdict}.body`, { until })}</p>
        </div>
      </div>
    </Notice>
  )
}

/** Tick, cross or question mark: the shape tells it without the colour. */
function Sign({ tone }: { readonly tone: (typeof tones)[Verdict] }) {
  const strokes = {
    good: 'M12 21l6 6 11-13',
    bad: 'M13 13l14 14M27 13L13 27',
    attention: 'M15 16a5 5 0 1 1 7 4.500c-1.500.700-2 1.700-2 3.500M20 29v.1',
  }
  return (
    <svg className={styles.sign} viewBox="0 0 40 40" aria-hidden="true">
      <circle cx="20" cy="20" r="17" />
      <path d={strokes[tone]} />
    </svg>
  )
}

function CardFacts({ card }: { readonly card: Card }) {
  const texts = useTexts()
  const { t, formatDate } = texts
  const { name, birthDate, issued, validUntil, number, vaccines } = card
  return (
    <div className={styles.card}>
      <FactList
        facts={[
          { term: t('certificates.paper.name'), value: <strong>{name}</strong> },
          { term: t('certificates.paper.birth-date'), value: <strong>{formatDate(birthDate)}</strong> },
          { term: t('certificates.paper.issued'), value: formatDate(issued) },
          ...(validUntil ? [{ term: t('certificates.paper.valid-until'), value: formatDate(validUntil) }] : []),
          ...(number ? [{ term: t('certificates.paper.number'), value: number }] : []),
        ]}
      />
      <h2 className={styles.heading}>{t('certificates.check.vaccines')}</h2>
      <ul className={styles.vaccines}>
        {vaccines.map((vaccine) => (
          <li key={`${vaccine.code} ${vaccine.on} ${vaccine.doseNumber}`}>
            <strong>{diseasesInWords(texts, vaccine.protectsAgainst) || vaccine.code}</strong>
            <span>{about(texts, vaccine)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function about(texts: Texts, { on, doseNumber, source, code }: CardVaccine): string {
  const { t } = texts
  return [
    dateInWords(texts, on),
    doseNumber && t('vaccines.dose.number', { number: doseNumber }),
    source && t('vaccines.dose.place', { place: source }),
    t('certificates.check.code', { code }),
  ]
    .filter(Boolean)
    .join(' · ')
}
