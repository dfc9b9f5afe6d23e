import { Answer, Card, Phone, Section } from '@lomma/platform/ui'
import { useHasScreen, useTexts } from '@lomma/platform/web'
import type { Gp, GpPage } from '@lomma/services/gp/contract'
import { useGp } from './api.ts'
import styles from './home.module.css'

/** What the card offers, in this order; the GP's own page has the rest. */
const onCard: readonly string[] = ['appointment', 'renewal', 'e-consultation', 'contact']

/** Who the GP is, what can be done here now, and the phone – which is all there is when nothing can. */
export function GpCard() {
  const { t } = useTexts()
  const page = useGp()
  return (
    <Section title={t('home.gp.title')}>
      <Answer query={page} service="gp" count={1}>
        {(data) => <Content page={data} />}
      </Answer>
    </Section>
  )
}

function Content({ page: { gp, silent } }: { readonly page: GpPage }) {
  const { t } = useTexts()
  if (!gp)
    return (
      <Card>
        <p className={styles.last}>{t(silent ? 'home.gp.silent' : 'home.gp.none')}</p>
      </Card>
    )
  return (
    <Card title={gp.doctor} level={3}>
      <p>
        {gp.office.name}
        <br />
        {t('home.gp.phone')} <Phone number={gp.office.phone} />. <PhoneHours gp={gp} />
      </p>
      {gp.substitute && (
        <p>
          {gp.substitute.until
            ? t('home.gp.substitute', { doctor: gp.substitute.doctor, until: gp.substitute.until })
            : t('home.gp.substituteNow', { doctor: gp.substitute.doctor })}
        </p>
      )}
      <Offers gp={gp} />
      <p className={styles.last}>
        <a href="/fastlege">{t('home.gp.more')}</a>
      </p>
    </Card>
  )
}

function PhoneHours({ gp: { office } }: { readonly gp: Gp }) {
  const { t } = useTexts()
  const { phoneState } = office
  if (phoneState.open) return t('home.gp.open', { closes: phoneState.closes.replace(':', '.') })
  return phoneState.opens ? t('home.gp.opens', { opens: phoneState.opens }) : null
}

function Offers({ gp }: { readonly gp: Gp }) {
  const { t } = useTexts()
  const hasScreen = useHasScreen()
  const offered = gp.services.filter(({ kind, offered, href }) => offered && onCard.includes(kind) && hasScreen(href))
  const now = offered.filter(({ closed }) => closed === null)
  if (offered.length === 0) return <p>{t('home.gp.nothingHere')}</p>
  if (now.length === 0) return <p>{t('home.gp.closed')}</p>
  return (
    <ul className={styles.offers}>
      {now.map(({ kind, href }) => (
        <li key={kind}>
          <a href={href}>{t(`home.gp.offer.${kind}`)}</a>
        </li>
      ))}
    </ul>
  )
}
