import { Card, Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { GpCard as Gp, GpOffer } from '../contract/index.ts'
import styles from './home.module.css'

interface Props {
  readonly gp: Gp | null
  /** The register of GPs did not answer. */
  readonly silent: boolean
}

const pages: Readonly<Record<GpOffer, string>> = { renewal: '/resepter/forny' }

/** Who the GP is, what the office does here, and the phone – which is all there is when it does nothing here. */
export function GpCard({ gp, silent }: Props) {
  const { t } = useTexts()
  if (!gp) return <Card>{<p className={styles.last}>{t(silent ? 'home.gp.silent' : 'home.gp.none')}</p>}</Card>
  return (
    <Card title={gp.doctor} level={3}>
      <p>
        {gp.office}
        <br />
        {t('home.gp.phone')} <Phone number={gp.phone} />
      </p>
      {gp.substitute && <p>{t('home.gp.substitute', { doctor: gp.substitute.doctor, until: gp.substitute.until })}</p>}
      {gp.offers.length === 0 ? (
        <p className={styles.last}>{t('home.gp.nothingHere')}</p>
      ) : (
        <ul className={styles.offers}>
          {gp.offers.map((offer) => (
            <li key={offer}>
              <a href={pages[offer]}>{t(`home.gp.offer.${offer}`)}</a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
