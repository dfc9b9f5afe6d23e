import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, EmptyState, Page, PartialFailure, Section } from '@lomma/platform/ui'
import { navigate, useSearchParams, useTexts } from '@lomma/platform/web'
import type { AppointmentList } from '../contract/index.ts'
import { AppointmentRows } from './AppointmentRows.tsx'
import { useAppointments } from './api.ts'
import styles from './appointments.module.css'
import { CalendarView } from './CalendarView.tsx'
import { WaitingCard } from './WaitingCard.tsx'

/** Everything that lies ahead, whoever has it, and what has been: as a list or a calendar. */
export default function AppointmentsPage() {
  const { t } = useTexts()
  const query = useAppointments()
  return (
    <Page title={t('appointments.page.list.title')} lead={t('appointments.page.list.lead')}>
      <Actions>
        <Button onClick={() => navigate('/timeavtaler/bestill')}>{t('appointments.page.list.book')}</Button>
      </Actions>
      <Answer query={query} service="appointments" shape="rows" count={4}>
        {(list) => <Everything list={list} onRetry={query.reload} />}
      </Answer>
    </Page>
  )
}

function Everything({ list, onRetry }: { readonly list: AppointmentList; readonly onRetry: () => void }) {
  const [search, setSearch] = useSearchParams()
  const calendar = search.get('visning') === 'kalender'
  return (
    <>
      <div className={styles.missing}>
        {list.missing.map(({ name, since, phone }) => (
          <PartialFailure key={name} source={name} since={since} {...(phone ? { phone } : {})} onRetry={onRetry} />
        ))}
      </div>
      {list.waiting.map((one) => (
        <WaitingCard key={one.id} waiting={one} />
      ))}
      <ViewChoice calendar={calendar} onCalendar={(on) => setSearch(on ? { visning: 'kalender' } : {})} />
      {calendar ? <CalendarView list={list} /> : <Lists list={list} />}
    </>
  )
}

function ViewChoice(props: { readonly calendar: boolean; readonly onCalendar: (on: boolean) => void }) {
  const { t } = useTexts()
  const choices = [
    { calendar: false, label: t('appointments.page.list.as-list') },
    { calendar: true, label: t('appointments.page.list.as-calendar') },
  ]
  return (
    <fieldset className={styles.switch}>
      <legend className="only-spoken">{t('appointments.page.list.view')}</legend>
      {choices.map(({ calendar, label }) => (
        <button
          key={label}
          type="button"
          aria-pressed={props.calendar === calendar}
          onClick={() => props.onCalendar(calendar)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}

function Lists({ list }: { readonly list: AppointmentList }) {
  const { t } = useTexts()
  return (
    <>
      <Section title={t('appointments.page.list.upcoming')}>
        {list.upcoming.length === 0 ? (
          <EmptyState title={t('appointments.page.list.none')}>
            <p>{t('appointments.page.list.none-text')}</p>
          </EmptyState>
        ) : (
          <AppointmentRows items={list.upcoming} folded />
        )}
      </Section>
      {list.past.length > 0 && (
        <Section title={t('appointments.page.list.past')}>
          <AppointmentRows items={list.past} />
        </Section>
      )}
    </>
  )
}
