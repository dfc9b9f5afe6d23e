import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Card, OnlySpoken, Phone } from '@lomma/platform/ui'
import { useHasScreen, useTexts } from '@lomma/platform/web'
import type { Contact } from '../contract/index.ts'
import styles from './contacts.module.css'
import { Talks } from './Talks.tsx'

/** An open health contact: who, how long, when they answer, and the press that begins a message. */
export function UnitContact({ contact }: { readonly contact: Contact }) {
  const { t } = useTexts()
  const hasScreen = useHasScreen()
  const { id, unit, hospital, phone, since, until, answerDays, talks } = contact
  return (
    <Card title={unit} level={3}>
      <p>
        {hospital}
        {phone && (
          <>
            <br />
            {t('unit-dialogue.phone')} <Phone number={phone} />
          </>
        )}
      </p>
      <p className={styles.soft}>
        {t('unit-dialogue.units.since', { since })} {until && t('unit-dialogue.units.until', { until })}{' '}
        {t('unit-dialogue.units.answer', { days: answerDays })}
      </p>
      <Talks talks={talks} />
      <Actions>
        <Button htmlMarkup="a" href={`/helsekontakter/skriv?kontakt=${id}`}>
          {t('unit-dialogue.units.write')} <OnlySpoken>{unit}</OnlySpoken>
        </Button>
        {hasScreen('/timeavtaler') && (
          <Button htmlMarkup="a" variant="borderless" href="/timeavtaler">
            {t('unit-dialogue.units.appointments')}
          </Button>
        )}
      </Actions>
    </Card>
  )
}
