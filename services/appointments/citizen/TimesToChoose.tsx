import { Answer, EmptyState, ErrorState, Notice, Phone, Section } from '@lomma/platform/ui'
import { useSearchParams, useTexts } from '@lomma/platform/web'
import type { HoldView, Mode, Times } from '../contract/index.ts'
import { modes } from '../contract/index.ts'
import { useHold, useTimes } from './api.ts'
import styles from './appointments.module.css'
import { BeforeYouBook } from './BeforeYouBook.tsx'
import { modeName } from './names.ts'
import { WeekOfTimes } from './WeekOfTimes.tsx'

interface Props {
  readonly move: string | null
  readonly onHeld: (hold: HoldView) => void
}

/** What the office offers – said before anything is asked – the way of meeting, and a week of free times. */
export function TimesToChoose({ move, onHeld }: Props) {
  const [search, setSearch] = useSearchParams()
  const mode = modes.find((one) => one === search.get('maate'))
  const week = search.get('uke') ?? undefined
  const office = search.get('sted')
  const query = useTimes({
    ...(week ? { week } : {}),
    ...(mode ? { mode } : {}),
    ...(move ? { move } : {}),
    ...(office ? { office } : {}),
  })
  const change = (values: { uke?: string | null; maate?: Mode }) => {
    const next = new URLSearchParams(search)
    next.delete('tid')
    for (const [name, value] of Object.entries(values)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setSearch(next)
  }
  return (
    <Answer query={query} service="appointments" count={5}>
      {(times) =>
        times.way === 'open' ? (
          <Open
            times={times}
            onHeld={onHeld}
            onWeek={(uke) => change({ uke })}
            onMode={(maate) => change({ maate, uke: null })}
            move={move}
          />
        ) : (
          <Shut times={times} />
        )
      }
    </Answer>
  )
}

/** Nothing can be booked here: why, and the way out. */
function Shut({ times }: { readonly times: Times }) {
  const { t } = useTexts()
  const { office, way, closedUntil, doctor } = times
  const facts = { office: office?.name ?? '', until: closedUntil ?? times.today, doctor: doctor ?? '' }
  return (
    <EmptyState title={t(`appointments.way.${way}`, facts)}>
      <p>
        {t(`appointments.way-out.${way}`)} {office?.phone && way !== 'too-many' && <Phone number={office.phone} />}
      </p>
      {way === 'too-many' && <a href="/timeavtaler">{t('appointments.page.book.to-list')}</a>}
    </EmptyState>
  )
}

interface OpenProps {
  readonly times: Times
  readonly move: string | null
  readonly onHeld: (hold: HoldView) => void
  readonly onWeek: (week: string) => void
  readonly onMode: (mode: Mode) => void
}

function Open({ times, move, onHeld, onWeek, onMode }: OpenProps) {
  const { t } = useTexts()
  const hold = useHold(onHeld)
  const { held, doctor, standsInFor, office } = times
  const who = standsInFor ? 'appointments.page.book.stand-in' : 'appointments.page.book.who'
  return (
    <>
      {held && !hold.pending && <StillHeld hold={held} move={move} />}
      <p>
        {t(who, { doctor: doctor ?? '', office: office?.name ?? '', own: standsInFor ?? '' })} {office?.note}
      </p>
      {!move && <ModeChoice times={times} onMode={onMode} />}
      {hold.failure && <ErrorState failure={hold.failure} service="appointments" />}
      <WeekOfTimes times={times} pending={hold.pending} onWeek={onWeek} onTime={(slot) => void hold.run({ slot })} />
      {!move && !times.practice && <WaitInstead times={times} />}
      <BeforeYouBook price={times.price} rule={times.rule} />
    </>
  )
}

function StillHeld({ hold, move }: { readonly hold: HoldView; readonly move: string | null }) {
  const { t, formatWeekday, formatTime } = useTexts()
  const search = new URLSearchParams({ tid: hold.token, ...(move ? { flytt: move } : {}) })
  return (
    <Notice
      title={t('appointments.page.book.still-held', {
        day: formatWeekday(hold.start),
        time: formatTime(hold.start),
      })}
    >
      <a href={`/timeavtaler/bestill?${search}`}>{t('appointments.page.book.go-on')}</a>
    </Notice>
  )
}

function ModeChoice({ times, onMode }: { readonly times: Times; readonly onMode: (mode: Mode) => void }) {
  const { t } = useTexts()
  const lacking = times.modes.filter(({ offered }) => !offered)
  return (
    <fieldset className={styles.modes}>
      <legend>{t('appointments.page.book.how')}</legend>
      {times.modes
        .filter(({ offered }) => offered)
        .map(({ mode }) => (
          <label key={mode} className={styles.mode}>
            <input type="radio" name="mode" checked={mode === times.mode} onChange={() => onMode(mode)} />
            <span>{modeName(mode, times.practice, t)}</span>
          </label>
        ))}
      {lacking.length > 0 && (
        <p className={styles.soft}>
          {t('appointments.page.book.not-offered', {
            what: lacking.map(({ mode }) => t(`appointments.mode-in.${mode}`)).join(', '),
          })}
        </p>
      )}
    </fieldset>
  )
}

function WaitInstead({ times }: { readonly times: Times }) {
  const { t } = useTexts()
  return (
    <Section title={t('appointments.page.book.no-fit')}>
      {times.waiting ? (
        <p>{t('appointments.page.book.waits-already')}</p>
      ) : (
        <p>
          {t('appointments.page.book.wait-text')}{' '}
          <a href="/timeavtaler/venteliste">{t('appointments.page.book.wait')}</a>
        </p>
      )}
    </Section>
  )
}
