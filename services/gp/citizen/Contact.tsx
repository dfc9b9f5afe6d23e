import { FactList, Phone, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Gp } from '../contract/index.ts'
import { type HoursLine, weekOf } from '../domain/opening.ts'
import styles from './gp.module.css'
import { PhoneHours } from './PhoneHours.tsx'

/** Where the office is, and when somebody answers. */
export function Contact({ gp: { office } }: { readonly gp: Gp }) {
  const { t } = useTexts()
  const week = weekOf(office.openingHours)
  return (
    <Section title={t('gp.contact.title')}>
      <FactList
        facts={[
          {
            term: t('gp.contact.phone'),
            value: (
              <>
                <Phone number={office.phone} /> <PhoneHours state={office.phoneState} />
              </>
            ),
          },
          ...(office.address
            ? [{ term: t('gp.contact.address'), value: <Lines lines={[office.name, ...office.address]} /> }]
            : []),
          ...(week.length > 0 ? [{ term: t('gp.contact.hours'), value: <Week week={week} /> }] : []),
        ]}
      />
    </Section>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <span key={line} className={styles.line}>
      {line}
    </span>
  ))
}

function Week({ week }: { readonly week: readonly HoursLine[] }) {
  const { t } = useTexts()
  return week.map(({ first, last, opens, closes }) => {
    const day = t(`gp.day.${first}`)
    const days = first === last ? day : t('gp.contact.days', { first: day, last: t(`gp.day.${last}`) })
    const hours = t('gp.contact.from-to', { opens: opens.replace(':', '.'), closes: closes.replace(':', '.') })
    return (
      <span key={`${first}-${opens}`} className={styles.line}>
        {days} {hours}
      </span>
    )
  })
}
