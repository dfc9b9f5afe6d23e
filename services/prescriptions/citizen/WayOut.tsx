import { Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import styles from './medicines.module.css'

interface Props {
  readonly office: string | null
  readonly phone: string | null
}

/** Whom to call when the screen cannot help: the office, out-of-hours, emergency. On every page of this service. */
export function WayOut({ office, phone }: Props) {
  const { t } = useTexts()
  return (
    <section className={styles.wayOut} aria-labelledby="way-out">
      <h2 id="way-out">{t('prescriptions.page.way-out.title')}</h2>
      <ul>
        {phone !== null && (
          <li>
            <span>{office ?? t('prescriptions.page.way-out.office-unnamed')}</span>
            <Phone number={phone} />
          </li>
        )}
        <li>
          <span>{t('prescriptions.page.way-out.urgent')}</span>
          <Phone number="116 117" />
        </li>
        <li>
          <span>{t('prescriptions.page.way-out.emergency')}</span>
          <Phone number="113" />
        </li>
      </ul>
    </section>
  )
}
