import Button from '@helsenorge/designsystem-react/components/Button'
import Label, { Sublabel } from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { ActButton, Actions, Card, ErrorState, Notice } from '@lomma/platform/ui'
import { type Command, navigate, serverNow, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { AppointmentDetail, HoldView, Mode, Times } from '../contract/index.ts'
import { freeUntil } from '../domain/cancellation.ts'
import { useBook, useMove, useRelease, useTimes } from './api.ts'
import styles from './appointments.module.css'
import { BeforeYouBook } from './BeforeYouBook.tsx'
import { HoldClock, useSecondsLeft } from './HoldClock.tsx'
import { modeName } from './names.ts'

interface Props {
  readonly hold: HoldView
  /** The appointment that is moved to the held time. */
  readonly moves: AppointmentDetail | null
  /** Choose another time. */
  readonly onAgain: () => void
  /** The answer was lost: ask whether it went through. */
  readonly onUnsure: () => void
}

/** A time is held, not booked: the clock says for how long, and one press makes it an appointment. */
export function HeldTime({ hold, moves, onAgain, onUnsure }: Props) {
  const { t, formatWeekday, formatTime } = useTexts()
  const seconds = useSecondsLeft(hold.until)
  const release = useRelease(onAgain)
  const over = seconds <= 0
  const late = freeUntil(new Date(hold.start)) <= serverNow()
  return (
    <>
      <Card title={t('appointments.hold.title')} level={2}>
        <p className={styles.heldTime}>
          {t('appointments.when', { day: formatWeekday(hold.start), time: formatTime(hold.start) })}
        </p>
        {hold.with && <p>{t('appointments.hold.with', { name: hold.with })}</p>}
        {moves?.start && (
          <p>{t('appointments.hold.instead', { day: formatWeekday(moves.start), time: formatTime(moves.start) })}</p>
        )}
        <HoldClock seconds={seconds} />
        {late && <p className={styles.late}>{t('appointments.hold.late')}</p>}
      </Card>
      {over ? (
        <Notice tone="attention" title={t('appointments.hold.over')} announced>
          <p>{t('appointments.hold.over-text')}</p>
          <Button onClick={onAgain}>{t('appointments.hold.again')}</Button>
        </Notice>
      ) : moves ? (
        <MoveForm
          hold={hold}
          moves={moves}
          onOther={() => void release.run({ token: hold.token })}
          onUnsure={onUnsure}
        />
      ) : (
        <BookForm hold={hold} onOther={() => void release.run({ token: hold.token })} onUnsure={onUnsure} />
      )}
    </>
  )
}

interface FormProps {
  readonly hold: HoldView
  readonly onOther: () => void
  readonly onUnsure: () => void
}

function BookForm({ hold, onOther, onUnsure }: FormProps) {
  const { t } = useTexts()
  const [mode, setMode] = useState<Mode>(hold.modes[0] ?? 'attendance')
  const [reason, setReason] = useState('')
  const times = useTimes({ mode, office: hold.office })
  const book = useBook(({ appointment }) => navigate(`/timeavtaler/${appointment}?ny=1`, { replace: true }))
  const words = reason.trim()
  const submit = () => void book.run({ token: hold.token, mode, ...(words ? { reason: words } : {}) })
  return (
    <>
      {hold.modes.length > 1 && (
        <Ways modes={hold.modes} mode={mode} practice={times.data?.practice ?? null} onMode={setMode} />
      )}
      <div className={styles.reason}>
        <Textarea
          textareaId="appointment-reason"
          label={
            <Label
              labelTexts={[{ text: t('appointments.hold.reason') }]}
              sublabel={
                <Sublabel
                  id="appointment-reason-help"
                  sublabelTexts={[{ text: t('appointments.hold.reason-help'), type: 'subdued' }]}
                />
              }
            />
          }
          aria-describedby="appointment-reason-help"
          value={reason}
          onChange={(event) => setReason(event.target.value.slice(0, 300))}
          minRows={2}
          maxRows={6}
          grow
        />
      </div>
      {times.data && <BeforeYouBook price={times.data.price} rule={times.data.rule} />}
      <Send command={book} act={t('appointments.hold.book')} onSend={submit} onOther={onOther} onUnsure={onUnsure} />
    </>
  )
}

function Ways(props: {
  readonly modes: readonly Mode[]
  readonly mode: Mode
  readonly practice: Times['practice']
  readonly onMode: (mode: Mode) => void
}) {
  const { t } = useTexts()
  return (
    <fieldset className={styles.modes}>
      <legend>{t('appointments.page.book.how')}</legend>
      {props.modes.map((one) => (
        <label key={one} className={styles.mode}>
          <input type="radio" name="held-mode" checked={one === props.mode} onChange={() => props.onMode(one)} />
          <span>{modeName(one, props.practice, t)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function MoveForm({ hold, moves, onOther, onUnsure }: FormProps & { readonly moves: AppointmentDetail }) {
  const { t } = useTexts()
  const move = useMove(moves.id, () => navigate(`/timeavtaler/${moves.id}?ny=1`, { replace: true }))
  const submit = () => void move.run({ version: moves.version, token: hold.token })
  return <Send command={move} act={t('appointments.hold.move')} onSend={submit} onOther={onOther} onUnsure={onUnsure} />
}

interface SendProps<I, R> {
  readonly command: Command<I, R>
  readonly act: string
  readonly onSend: () => void
  readonly onOther: () => void
  readonly onUnsure: () => void
}

/** The press, and what is known when the answer did not come: nothing is booked twice, and one can ask. */
function Send<I, R>({ command, act, onSend, onOther, onUnsure }: SendProps<I, R>) {
  const { t } = useTexts()
  const { failure, pending, waiting } = command
  const unsure = failure !== undefined && failure.kind !== 'refused'
  return (
    <>
      <div aria-live="polite">
        {waiting && (
          <Notice tone="attention">
            <p>{t('appointments.hold.waiting')}</p>
          </Notice>
        )}
      </div>
      {failure && !pending && (
        <ErrorState failure={failure} service="appointments" kept={t('appointments.hold.kept')} onRetry={onSend} />
      )}
      {unsure && !pending && (
        <Button variant="outline" onClick={onUnsure}>
          {t('appointments.hold.ask')}
        </Button>
      )}
      <Actions>
        <ActButton act={act} onAct={onSend} pending={pending} />
        <Button variant="borderless" onClick={onOther}>
          {t('appointments.hold.other')}
        </Button>
      </Actions>
    </>
  )
}
