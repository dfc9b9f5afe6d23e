import { Phone, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Gp } from '../contract/index.ts'
import styles from './gp.module.css'
import { PhoneHours } from './PhoneHours.tsx'

/** Three numbers and what each is for, the most urgent first. */
export function Emergency({ gp }: { readonly gp: Gp | null }) {
  const { t } = useTexts()
  return (
    <Section title={t('gp.emergency.title')}>
      <ul className={styles.numbers}>
        <li>
          <Phone number="113" /> <span>{t('gp.emergency.life')}</span>
        </li>
        {gp && (
          <li>
            <Phone number={gp.office.phone} />{' '}
            <span>
              {t('gp.emergency.office')} <PhoneHours state={gp.office.phoneState} />
            </span>
          </li>
        )}
        <li>
          <Phone number="116117" /> <span>{t('gp.emergency.outOfHours')}</span>
        </li>
      </ul>
    </Section>
  )
}
