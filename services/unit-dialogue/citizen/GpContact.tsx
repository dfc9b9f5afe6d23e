import { Answer, Card, Phone } from '@lomma/platform/ui'
import { useHasScreen, useTexts } from '@lomma/platform/web'
import type { Gp } from '@lomma/services/gp/contract'
import { useGp } from './api.ts'
import styles from './contacts.module.css'

/** What is offered here, in this order; the GP's own page has the rest. */
const onCard: readonly string[] = ['contact', 'e-consultation', 'appointment', 'renewal']

/** The GP as a health contact: who, where, and what can be done now. */
export function GpContact() {
  const { t } = useTexts()
  const page = useGp()
  return (
    <Answer query={page} service="gp" count={1}>
      {({ gp, silent }) =>
        gp ? <Content gp={gp} /> : <p>{t(silent ? 'unit-dialogue.gp.silent' : 'unit-dialogue.gp.none')}</p>
      }
    </Answer>
  )
}

function Content({ gp }: { readonly gp: Gp }) {
  const { t } = useTexts()
  return (
    <Card title={gp.doctor} level={3}>
      <p>
        {gp.office.name}
        <br />
        {t('unit-dialogue.phone')} <Phone number={gp.office.phone} />
      </p>
      {gp.substitute && (
        <p>
          {t('unit-dialogue.gp.substitute', { doctor: gp.substitute.doctor, until: gp.substitute.until ?? 'none' })}
        </p>
      )}
      <Offers gp={gp} />
      <p className={styles.last}>
        <a href="/fastlege">{t('unit-dialogue.gp.more')}</a>
      </p>
    </Card>
  )
}

function Offers({ gp }: { readonly gp: Gp }) {
  const { t } = useTexts()
  const hasScreen = useHasScreen()
  const offered = gp.services.filter(({ kind, offered, href }) => offered && onCard.includes(kind) && hasScreen(href))
  const now = offered
    .filter(({ closed }) => closed === null)
    .toSorted((a, b) => onCard.indexOf(a.kind) - onCard.indexOf(b.kind))
  if (offered.length === 0) return <p>{t('unit-dialogue.gp.nothing')}</p>
  if (now.length === 0) return <p>{t('unit-dialogue.gp.closed')}</p>
  return (
    <ul className={styles.acts}>
      {now.map(({ kind, href }) => (
        <li key={kind}>
          <a href={href}>{t(`unit-dialogue.gp.do.${kind}`)}</a>
        </li>
      ))}
    </ul>
  )
}
