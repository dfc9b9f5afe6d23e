import Button from '@helsenorge/designsystem-react/components/Button'
import Checkbox from '@helsenorge/designsystem-react/components/Checkbox'
import Label from '@helsenorge/designsystem-react/components/Label'
import { Section } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Medicine } from '../contract/index.ts'
import { MedicineCard } from './MedicineCard.tsx'
import styles from './medicines.module.css'
import { fullName, renewHref } from './names.ts'

/** What may be renewed now: one by one, or several ticked and sent together. */
export function RenewableMedicines({ medicines }: { readonly medicines: readonly Medicine[] }) {
  const { t } = useTexts()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const chosen = medicines.filter((one) => ticked.includes(one.id)).map((one) => one.id)
  const toggle = (id: string) =>
    setTicked((now) => (now.includes(id) ? now.filter((other) => other !== id) : [...now, id]))
  return (
    <Section title={t('prescriptions.page.list.renew-now')}>
      <ul className={styles.cards}>
        {medicines.map((medicine) => (
          <MedicineCard
            key={medicine.id}
            medicine={medicine}
            actions={
              <div className={styles.actions}>
                <RenewButton medicine={medicine} primary={chosen.length === 0} />
                {medicines.length > 1 && (
                  <Tick medicine={medicine} checked={chosen.includes(medicine.id)} onToggle={toggle} />
                )}
              </div>
            }
          />
        ))}
      </ul>
      <div role="status" className={chosen.length > 0 ? styles.chosen : undefined}>
        {chosen.length > 0 && (
          <>
            <span>{t('prescriptions.page.list.chosen', { count: chosen.length })}</span>
            <Button onClick={() => navigate(renewHref(chosen))}>
              {t('prescriptions.page.list.renew-chosen', { count: chosen.length })}
            </Button>
          </>
        )}
      </div>
    </Section>
  )
}

function RenewButton({ medicine, primary }: { readonly medicine: Medicine; readonly primary: boolean }) {
  const { t } = useTexts()
  return (
    <Button
      htmlMarkup="a"
      href={renewHref([medicine.id])}
      variant={primary ? 'fill' : 'outline'}
      aria-label={t('prescriptions.page.medicine.renew-this', { name: fullName(medicine) })}
    >
      {t('prescriptions.page.medicine.renew')}
    </Button>
  )
}

interface TickProps {
  readonly medicine: Medicine
  readonly checked: boolean
  readonly onToggle: (id: string) => void
}

function Tick({ medicine, checked, onToggle }: TickProps) {
  const { t } = useTexts()
  const label = (
    <Label
      labelTexts={[{ text: t('prescriptions.page.list.choose'), type: 'subdued' }]}
      afterLabelChildren={<span className="only-spoken">: {fullName(medicine)}</span>}
    />
  )
  return (
    <Checkbox
      inputId={`choose-${medicine.id}`}
      label={label}
      checked={checked}
      onChange={() => onToggle(medicine.id)}
    />
  )
}
