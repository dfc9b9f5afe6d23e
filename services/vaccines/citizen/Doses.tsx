import Input from '@helsenorge/designsystem-react/components/Input'
import Label from '@helsenorge/designsystem-react/components/Label'
import { EmptyState, Row, Rows } from '@lomma/platform/ui'
import { type Texts, useTexts } from '@lomma/platform/web'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Dose } from '../contract/index.ts'
import styles from './vaccines.module.css'
import { dateOf, headingOf, matches } from './words.ts'

/** More than this, and a person searches rather than reads. */
const searchAbove = 15

/** Every vaccine given, newest first, by year. */
export function Doses({ doses }: { readonly doses: readonly Dose[] }) {
  const texts = useTexts()
  const { t } = texts
  const [words, setWords] = useState('')
  useEffect(() => {
    // Paper shows all vaccines, whatever was searched for on the screen.
    const showAll = () => flushSync(() => setWords(''))
    window.addEventListener('beforeprint', showAll)
    return () => window.removeEventListener('beforeprint', showAll)
  }, [])
  if (doses.length === 0)
    return (
      <EmptyState title={t('vaccines.doses.none.title')}>
        <p>{t('vaccines.doses.none.body')}</p>
        <p>{t('vaccines.doses.incomplete')}</p>
      </EmptyState>
    )
  const found = doses.filter((dose) => matches(texts, dose, words))
  return (
    <>
      {doses.length > searchAbove ? (
        <div className={styles.search}>
          <Input
            inputId="search-vaccines"
            type="search"
            label={<Label labelTexts={[{ text: t('vaccines.doses.search'), type: 'subdued' }]} />}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            autoComplete="off"
          />
          <p role="status" className={styles.soft}>
            {words
              ? t('vaccines.doses.found', { count: found.length })
              : t('vaccines.doses.count', { count: doses.length })}
          </p>
        </div>
      ) : (
        <p className={styles.soft}>{t('vaccines.doses.count', { count: doses.length })}</p>
      )}
      <ByYear doses={found} />
      <p className={styles.after}>
        {t('vaccines.doses.incomplete')} {t('vaccines.doses.wrong')}
      </p>
    </>
  )
}

function ByYear({ doses }: { readonly doses: readonly Dose[] }) {
  const { t } = useTexts()
  const years = Map.groupBy(doses, ({ on }) => on?.slice(0, 4) ?? '')
  return [...years].map(([year, group]) => (
    <section key={year} className={styles.year}>
      <h3>{year || t('vaccines.doses.undated')}</h3>
      <Rows>
        {group.map((dose) => (
          <DoseRow key={dose.id} dose={dose} />
        ))}
      </Rows>
    </section>
  ))
}

function DoseRow({ dose }: { readonly dose: Dose }) {
  const texts = useTexts()
  const { t } = texts
  const facts = [
    dateOf(texts, dose),
    dose.doseNumber && t('vaccines.dose.number', { number: dose.doseNumber }),
    dose.place && t('vaccines.dose.place', { place: dose.place }),
  ].filter(Boolean)
  const remark = remarkOn(texts, dose)
  return (
    <Row
      title={headingOf(texts, dose)}
      detail={
        <>
          {remark && <strong className={styles.remark}>{remark} </strong>}
          {facts.join(' · ')}
        </>
      }
      meta={
        <span className={styles.source}>
          {dose.protectsAgainst.length > 0 && `${dose.name}. `}
          {sourceOf(texts, dose)}
        </span>
      }
    />
  )
}

function remarkOn({ t }: Texts, { outcome, protectsAgainst }: Dose): string | undefined {
  if (outcome === 'not-given') return `${t('vaccines.dose.not-given')}.`
  if (outcome === 'weak') return t('vaccines.dose.weak')
  return protectsAgainst.length === 0 ? t('vaccines.dose.unknown') : undefined
}

function sourceOf({ t, formatDate }: Texts, { on, source }: Dose): string {
  const { kind, name, at } = source
  if (name === null) return t(`vaccines.dose.${kind}-unnamed`, { at })
  const sameDay = on !== null && on.length === 10 && formatDate(on) === formatDate(at)
  return kind === 'registered' && sameDay
    ? t('vaccines.dose.registered-same-day', { name })
    : t(`vaccines.dose.${kind}`, { name, at })
}
