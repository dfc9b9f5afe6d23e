import Checkbox from '@helsenorge/designsystem-react/components/Checkbox'
import Label from '@helsenorge/designsystem-react/components/Label'
import { useTexts } from '@lomma/platform/web'
import type { RenewalOffer } from '../contract/index.ts'
import { leftInWords } from './MedicineCard.tsx'
import { fullName } from './names.ts'
import styles from './renew.module.css'

type Offered = RenewalOffer['chosen'][number]

interface Props {
  readonly offer: RenewalOffer
  readonly ticked: readonly string[]
  readonly onToggle: (id: string) => void
  /** Nothing was ticked when "send" was pressed. */
  readonly none: boolean
}

/** What is asked for, ticked; and what may be asked for at the same time, not ticked. */
export function RenewChoices({ offer, ticked, onToggle, none }: Props) {
  const { t } = useTexts()
  const chosen = offer.chosen.filter((one) => one.renewal.allowed)
  const list = (medicines: readonly Offered[]) =>
    medicines.map((one) => (
      <Choice key={one.id} medicine={one} checked={ticked.includes(one.id)} onToggle={onToggle} error={none} />
    ))
  return (
    <>
      {chosen.length > 0 && (
        <fieldset className={styles.choices} aria-describedby={none ? 'choose-one' : undefined}>
          <legend>{t('prescriptions.page.renew.asks-for')}</legend>
          {list(chosen)}
        </fieldset>
      )}
      {offer.alsoRenewable.length > 0 && (
        <fieldset className={styles.choices}>
          <legend>{t('prescriptions.page.renew.also')}</legend>
          {list(offer.alsoRenewable)}
        </fieldset>
      )}
      <p role="alert" id="choose-one" className={styles.error}>
        {none && t('prescriptions.page.renew.choose-one')}
      </p>
    </>
  )
}

interface ChoiceProps {
  readonly medicine: Offered
  readonly checked: boolean
  readonly onToggle: (id: string) => void
  readonly error: boolean
}

function Choice({ medicine, checked, onToggle, error }: ChoiceProps) {
  const { t } = useTexts()
  const { id, dose, dispensingsLeft } = medicine
  const left = dispensingsLeft === null ? null : leftInWords(t, dispensingsLeft, null)
  return (
    <div className={styles.choice}>
      <Checkbox
        inputId={`renew-${id}`}
        label={<Label labelTexts={[{ text: fullName(medicine) }]} />}
        checked={checked}
        onChange={() => onToggle(id)}
        error={error}
        aria-describedby={`about-${id}`}
      />
      <p id={`about-${id}`} className={styles.about}>
        {[dose, left].filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}
