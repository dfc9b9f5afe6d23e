import { Notice, Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Content, ServiceContent } from '../contract/index.ts'
import { daysInWords } from './days.ts'
import { SchedulePreview } from './SchedulePreview.tsx'
import styles from './setup.module.css'

interface Props {
  readonly content: Content
  readonly office: { readonly name: string; readonly phone: string }
  readonly today: string
}

/** As a citizen of the office sees it: notices of the day, what is offered and what is not, hours, phone. */
export function Preview({ content, office, today }: Props) {
  const { t } = useTexts()
  const notices = content.notices.filter(({ from, until, text }) => text.trim() && from <= today && today <= until)
  const ahead = content.notices.filter(({ from }) => from > today)
  const offered = content.services.filter(({ active }) => active)
  const rest = content.services.filter(({ active }) => !active)
  return (
    <div className={styles.preview}>
      <p className={styles.officeName}>{office.name}</p>
      {notices.map(({ text }) => (
        <Notice key={text} tone="attention">
          <p>{text}</p>
        </Notice>
      ))}
      {ahead.map(({ text, from }) => (
        <p key={text} className={styles.soft}>
          {t('office-admin.preview.ahead', { from, text })}
        </p>
      ))}
      {offered.length === 0 ? (
        <p>{t('office-admin.preview.nothing')}</p>
      ) : (
        <ul className={styles.offers}>
          {offered.map((service) => (
            <Offer key={service.kind} service={service} />
          ))}
        </ul>
      )}
      {offered.length > 0 && rest.length > 0 && (
        <p className={styles.soft}>
          {t('office-admin.preview.not', { list: rest.map(({ kind }) => t(`ui.officeService.${kind}`)).join(', ') })}
        </p>
      )}
      <dl className={styles.hours}>
        {content.hours.map((one) => (
          <div key={`${one.days} ${one.opens}`}>
            <dt>{daysInWords(one.days, t)}</dt>
            <dd>
              {one.opens}–{one.closes}
            </dd>
          </div>
        ))}
      </dl>
      <SchedulePreview schedules={content.schedules} today={today} />
      <p>
        {t('office-admin.preview.call')} <Phone number={office.phone} />
      </p>
    </div>
  )
}

function Offer({ service }: { readonly service: ServiceContent }) {
  const { t } = useTexts()
  const { kind, note, price, answerDays } = service
  const facts = [
    ...(price === null ? [] : [t('office-admin.price', { price })]),
    ...(answerDays === null ? [] : [t('office-admin.preview.answer', { days: answerDays })]),
  ]
  return (
    <li>
      <span className={styles.offerName}>{t(`ui.officeService.${kind}`)}</span>
      {note.trim() && <span>{note}</span>}
      {facts.length > 0 && <span className={styles.soft}>{facts.join(' · ')}</span>}
    </li>
  )
}
