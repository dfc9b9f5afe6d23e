import { Notice, Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { helfoPhone, type Referral } from '../contract/index.ts'
import styles from './referrals.module.css'

/** The deadline has passed: what to do, in order, with the numbers. */
export function Late({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  const { late, unit, way } = one
  if (late === null) return null
  const phones = { 'call-unit': unit.phone, 'call-helfo': helfoPhone }
  return (
    <Notice tone="attention" title={t(`referrals.late.title-${late}`)}>
      <ol className={styles.way}>
        {way.map((step) => (
          <li key={step}>
            {t(`referrals.late.${step}-${late}`, { unit: unit.name })}{' '}
            {phones[step] !== null && <Phone number={phones[step]} />}
          </li>
        ))}
      </ol>
    </Notice>
  )
}
