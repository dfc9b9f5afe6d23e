import CalendarEvent from '@helsenorge/designsystem-react/components/Icons/CalendarEvent'
import EChat from '@helsenorge/designsystem-react/components/Icons/EChat'
import Envelope from '@helsenorge/designsystem-react/components/Icons/Envelope'
import Journal from '@helsenorge/designsystem-react/components/Icons/Journal'
import Laboratory from '@helsenorge/designsystem-react/components/Icons/Laboratory'
import Medicine from '@helsenorge/designsystem-react/components/Icons/Medicine'
import Vaccine from '@helsenorge/designsystem-react/components/Icons/Vaccine'
import VideoChat from '@helsenorge/designsystem-react/components/Icons/VideoChat'
import { Phone, Row, Rows, Section } from '@lomma/platform/ui'
import { useHasScreen, useTexts } from '@lomma/platform/web'
import type { Gp, GpService, ServiceKind } from '../contract/index.ts'
import { PhoneHours } from './PhoneHours.tsx'

const icons = {
  appointment: CalendarEvent,
  renewal: Medicine,
  'e-consultation': EChat,
  contact: Envelope,
  video: VideoChat,
  'lab-sample': Laboratory,
  vaccine: Vaccine,
  'journal-copy': Journal,
} as const satisfies Record<ServiceKind, unknown>

/** What can be done here and what it costs; then what cannot, and the way out for that. */
export function Services({ gp }: { readonly gp: Gp }) {
  const { t } = useTexts()
  const hasScreen = useHasScreen()
  const here = gp.services.filter(({ offered, href }) => offered && hasScreen(href))
  const elsewhere = gp.services.filter((service) => !here.includes(service))
  return (
    <>
      <Section title={t('gp.services.title')}>
        {here.length === 0 ? (
          <p>
            {t('gp.services.nothing')} {t('gp.services.call')} <Phone number={gp.office.phone} />.{' '}
            <PhoneHours state={gp.office.phoneState} />
          </p>
        ) : (
          <Rows>
            {here.map((service) => (
              <Service key={service.kind} service={service} />
            ))}
          </Rows>
        )}
      </Section>
      {here.length > 0 && elsewhere.length > 0 && (
        <Section title={t('gp.elsewhere.title')}>
          <ul>
            {elsewhere.map(({ kind }) => (
              <li key={kind}>{t(`gp.service.${kind}.name`)}</li>
            ))}
          </ul>
          <p>
            {t('gp.elsewhere.call')} <Phone number={gp.office.phone} />. <PhoneHours state={gp.office.phoneState} />
          </p>
        </Section>
      )}
    </>
  )
}

/** One service: what it is for, what it costs, when it is answered. A closed one says so and leads nowhere. */
function Service({ service }: { readonly service: GpService }) {
  const { t } = useTexts()
  const { kind, note, price, answerDays, closed } = service
  const facts = [
    ...(price === null ? [] : [price === 0 ? t('gp.price.free') : t('gp.price.amount', { price })]),
    ...(answerDays === null ? [] : [t('gp.answer', { days: answerDays })]),
  ]
  const detail = [t(`gp.service.${kind}.what`), ...(note ? [note] : []), ...(closed ? [] : [facts.join(' ')])]
  return (
    <Row
      icon={icons[kind]}
      title={t(`gp.service.${kind}.name`)}
      detail={detail.filter(Boolean).join(' ')}
      {...(closed ? { meta: <ClosedLine closed={closed} /> } : { href: service.href })}
    />
  )
}

function ClosedLine({ closed: { until, standIn } }: { readonly closed: NonNullable<GpService['closed']> }) {
  const { t } = useTexts()
  return (
    <strong>
      {until ? t('gp.closed.until', { until }) : t('gp.closed.now')}{' '}
      {standIn && t('gp.closed.standIn', { doctor: standIn })}
    </strong>
  )
}
