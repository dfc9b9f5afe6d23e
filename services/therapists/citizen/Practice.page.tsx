import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, FactList, Notice, Page, Phone, Row, Rows, Section } from '@lomma/platform/ui'
import { navigate, useParams, useTexts } from '@lomma/platform/web'
import type { Practice } from '../contract/index.ts'
import { usePractice } from './api.ts'
import { NextFree } from './Find.page.tsx'
import styles from './therapists.module.css'

/** One practice: the first free time and the way to it, what can be written, and where to come. */
export default function PracticePage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const query = usePractice(id)
  const { data } = query
  return (
    <Page
      title={data?.name ?? t('therapists.practice')}
      {...(data ? { lead: t(`therapists.kinds.${data.kind}`) } : {})}
      back={{ href: '/behandlere', label: t('therapists.title') }}
    >
      <Answer query={query} service="therapists" count={4}>
        {(one) => <Content one={one} />}
      </Answer>
    </Page>
  )
}

function Content({ one }: { readonly one: Practice }) {
  const { t } = useTexts()
  return (
    <>
      {one.notices.map((text) => (
        <Notice key={text} tone="attention">
          <p>{text}</p>
        </Notice>
      ))}
      <Book one={one} />
      <Topics one={one} />
      <Section title={t('therapists.about')}>
        <FactList
          facts={[
            { term: t('therapists.phone'), value: <Phone number={one.phone} /> },
            {
              term: t('therapists.address'),
              value: `${one.address.line}, ${one.address.postalCode} ${one.address.city}`,
            },
            ...(one.people.length > 0 ? [{ term: t('therapists.people'), value: one.people.join(', ') }] : []),
            ...(one.hours.length > 0 ? [{ term: t('therapists.hours'), value: <Hours hours={one.hours} /> }] : []),
          ]}
        />
      </Section>
    </>
  )
}

function Book({ one }: { readonly one: Practice }) {
  const { t } = useTexts()
  if (!one.booking)
    return (
      <Notice title={t('therapists.no-booking')}>
        <p>
          {t('therapists.call')} <Phone number={one.phone} />
        </p>
      </Notice>
    )
  const { price, note } = one.booking
  return (
    <Section title={t('therapists.book')}>
      <p>
        <NextFree one={one} />
      </p>
      {note && <p>{note}</p>}
      {price !== null && <p>{t('therapists.price', { price })}</p>}
      <Actions>
        <Button onClick={() => navigate(`/timeavtaler/bestill?sted=${encodeURIComponent(one.id)}`)}>
          {t('therapists.see-times')}
        </Button>
      </Actions>
    </Section>
  )
}

/** The capability promise: what can be written about, by when it is answered, and what cannot. */
function Topics({ one }: { readonly one: Practice }) {
  const { t } = useTexts()
  const offered = one.topics.filter((topic) => topic.offered)
  const rest = one.topics.filter((topic) => !topic.offered)
  return (
    <Section title={t('therapists.write.title')}>
      <Rows>
        {offered.map(({ topic, note, answerDays }) => (
          <Row
            key={topic}
            href={`/behandlere/skriv?${new URLSearchParams({ behandler: one.id, hva: topic })}`}
            title={t(`therapists.kind.${topic}`)}
            detail={note ?? t(`therapists.topic.${topic}`)}
            meta={t('therapists.answer', { days: answerDays })}
          />
        ))}
      </Rows>
      {rest.length > 0 && (
        <p className={styles.soft}>
          {t('therapists.not-offered', { list: rest.map(({ topic }) => t(`therapists.kind.${topic}`)).join(', ') })}{' '}
          <Phone number={one.phone} />
        </p>
      )}
    </Section>
  )
}

function Hours({ hours }: { readonly hours: Practice['hours'] }) {
  const { t } = useTexts()
  return hours.map(({ days, opens, closes }) => (
    <span key={`${days} ${opens}`} className={styles.line}>
      {days.map((day) => t(`therapists.day.${day}`)).join(', ')} {opens.replace(':', '.')}–{closes.replace(':', '.')}
    </span>
  ))
}
