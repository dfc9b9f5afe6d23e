import { Answer, Notice, Page } from '@lomma/platform/ui'
import { navigate, useSearchParams, useTexts } from '@lomma/platform/web'
import { useEffect } from 'react'
import type { AppointmentDetail, HoldView } from '../contract/index.ts'
import { useAppointment, useAttempt } from './api.ts'
import { HeldTime } from './HeldTime.tsx'
import { TimesToChoose } from './TimesToChoose.tsx'

/**
 * Book at the GP, or move an appointment: choose a time, which is then held, and confirm it. The address carries the hold, so that
 * a page that is loaded anew asks whether it went through and says so.
 */
export default function BookPage() {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const [move, token, practice] = [search.get('flytt'), search.get('tid'), search.get('sted')]
  const key = move ? 'appointments.page.book.move' : 'appointments.page.book'
  return (
    <Page
      title={t(`${key}.title`)}
      lead={t(`${key}.lead`)}
      back={
        move
          ? { href: `/timeavtaler/${move}`, label: t('appointments.page.one.title') }
          : practice
            ? { href: `/behandlere/${practice}`, label: t('appointments.page.book.practice') }
            : { href: '/timeavtaler', label: t('appointments.page.list.title') }
      }
    >
      {token ? (
        <Attempted token={token} move={move} practice={practice} />
      ) : (
        <TimesToChoose move={move} onHeld={(hold) => toHold(hold, move, practice)} />
      )}
    </Page>
  )
}

function toHold({ token }: HoldView, move: string | null, practice: string | null): void {
  navigate(bookHref({ tid: token, flytt: move, sted: practice }))
}

function bookHref(values: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value)
  return `/timeavtaler/bestill${search.size > 0 ? `?${search}` : ''}`
}

/** Where the hold stands: held, booked, or gone. */
interface Whereabouts {
  readonly move: string | null
  /** Id of a practice; null: the GP. */
  readonly practice: string | null
}

function Attempted({ token, move, practice }: Whereabouts & { readonly token: string }) {
  const query = useAttempt(token)
  const again = () => navigate(bookHref({ flytt: move, sted: practice }))
  return (
    <Answer query={query} service="appointments" count={3}>
      {(attempt) => {
        if (attempt.state === 'booked') return <AlreadyBooked id={attempt.appointment} />
        if (attempt.state === 'none') return <NotBooked move={move} practice={practice} />
        return move ? (
          <MovedFrom move={move} hold={attempt.hold} onAgain={again} />
        ) : (
          <HeldTime hold={attempt.hold} moves={null} onAgain={again} onUnsure={query.reload} />
        )
      }}
    </Answer>
  )
}

function MovedFrom(props: { readonly move: string; readonly hold: HoldView; readonly onAgain: () => void }) {
  const query = useAppointment(props.move)
  return (
    <Answer query={query} service="appointments" count={3}>
      {(one: AppointmentDetail) => (
        <HeldTime hold={props.hold} moves={one} onAgain={props.onAgain} onUnsure={query.reload} />
      )}
    </Answer>
  )
}

/** The answer was lost, or the page was loaded again: it is booked, once. */
function AlreadyBooked({ id }: { readonly id: string }) {
  const { t } = useTexts()
  useEffect(() => navigate(`/timeavtaler/${id}?ny=1`, { replace: true }), [id])
  return (
    <Notice tone="good" title={t('appointments.page.one.booked-title')} announced>
      <a href={`/timeavtaler/${id}`}>{t('appointments.page.book.see')}</a>
    </Notice>
  )
}

function NotBooked({ move, practice }: Whereabouts) {
  const { t } = useTexts()
  return (
    <>
      <Notice tone="attention" title={t('appointments.page.book.not-booked')} announced>
        <p>{t('appointments.page.book.not-booked-text')}</p>
      </Notice>
      <TimesToChoose move={move} onHeld={(hold) => toHold(hold, move, practice)} />
    </>
  )
}
