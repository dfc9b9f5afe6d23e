import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, ConfirmSheet, ErrorState, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Place, Referral } from '../contract/index.ts'
import { useChoosePlace } from './api.ts'
import styles from './referrals.module.css'

/** Choose where, by how long one waits (fritt behandlingsvalg). */
export function ChoosePlace({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  if (!one.may.choose) return null
  return (
    <Section title={t('referrals.choose.title')}>
      <p>{t('referrals.choose.lead')}</p>
      {open ? (
        <Choice one={one} onDone={() => setOpen(false)} />
      ) : (
        <Actions>
          <Button variant="outline" onClick={() => setOpen(true)}>
            {t('referrals.choose.open')}
          </Button>
        </Actions>
      )}
    </Section>
  )
}

function Choice({ one, onDone }: { readonly one: Referral; readonly onDone: () => void }) {
  const { t } = useTexts()
  const [unit, setUnit] = useState('')
  const [asking, setAsking] = useState(false)
  const [none, setNone] = useState(false)
  const place = one.places.find((known) => known.unit === unit && !known.here)
  return (
    <form
      className={styles.choice}
      onSubmit={(event) => {
        event.preventDefault()
        setNone(!place)
        setAsking(place !== undefined)
      }}
    >
      <fieldset className={styles.places}>
        <legend>{t('referrals.choose.legend')}</legend>
        {one.places.map((known) => (
          <PlaceChoice key={known.unit} place={known} checked={known.unit === unit} onChoose={setUnit} />
        ))}
      </fieldset>
      <p role="alert" className={styles.error}>
        {none && !place && t('referrals.choose.pick')}
      </p>
      <Actions>
        <Button type="submit">{t('referrals.choose.next')}</Button>
        <Button variant="borderless" onClick={onDone}>
          {t('referrals.choose.keep')}
        </Button>
      </Actions>
      {asking && place && <Confirm one={one} place={place} onClose={() => setAsking(false)} onDone={onDone} />}
    </form>
  )
}

interface PlaceChoiceProps {
  readonly place: Place
  readonly checked: boolean
  readonly onChoose: (unit: string) => void
}

function PlaceChoice({ place, checked, onChoose }: PlaceChoiceProps) {
  const { t } = useTexts()
  const { unit, name, hospital, city, weeks, asOf, here } = place
  return (
    <label className={styles.place}>
      <input type="radio" name="place" value={unit} disabled={here} checked={checked} onChange={() => onChoose(unit)} />
      <span>
        <strong>{hospital}</strong>
        <span className={styles.soft}>{[name, city].filter(Boolean).join(', ')}</span>
        <span>{weeks === null ? t('referrals.choose.wait-unknown') : t('referrals.choose.wait', { weeks })}</span>
        {asOf !== null && <span className={styles.soft}>{t('referrals.choose.as-of', { date: asOf })}</span>}
        {here && <span className={styles.here}>{t('referrals.choose.here')}</span>}
      </span>
    </label>
  )
}

interface ConfirmProps {
  readonly one: Referral
  readonly place: Place
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Before the press: who gets it, by when they answer, what is kept, and that it can be undone. */
function Confirm({ one, place, onClose, onDone }: ConfirmProps) {
  const { t } = useTexts()
  const choose = useChoosePlace(one.id, onDone)
  const { hospital, name } = place
  return (
    <ConfirmSheet
      title={t('referrals.choose.sure', { hospital })}
      act={t('referrals.choose.act')}
      pending={choose.pending}
      onConfirm={() => void choose.run({ unit: place.unit, version: one.version })}
      onClose={onClose}
    >
      <p>{t('referrals.choose.to', { unit: name, date: one.newAnswerBy })}</p>
      {one.helpBy !== null && <p>{t('referrals.choose.right-stands', { date: one.helpBy })}</p>}
      <p>{t('referrals.choose.undo-until')}</p>
      {choose.failure && <ErrorState failure={choose.failure} service="referrals" />}
    </ConfirmSheet>
  )
}
