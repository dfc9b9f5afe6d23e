import { useEffect, useRef, useState } from 'react'
import { daysBetween, osloDateOf } from '../../calendar/index.ts'
import type { ThreadCase, ThreadHandOver } from '../../thread/index.ts'
import { Notice, Section } from '../../ui/index.ts'
import {
  api,
  type CaseProps,
  type Command,
  serverNow,
  useCommand,
  useQuery,
  useShortcuts,
  useTexts,
} from '../../web/index.ts'
import { AnswerButtons } from '../AnswerButtons.tsx'
import { CaseHead } from '../CaseHead.tsx'
import { CasePaper } from '../CasePaper.tsx'
import { HandOverForm } from '../HandOverForm.tsx'
import { OfficeAnswer } from './OfficeAnswer.tsx'
import { OfficeMessages } from './OfficeMessages.tsx'

/** A conversation as a case of the office's queue, for a service that owns the kind. */
export function OfficeThread({ service, ...props }: CaseProps & { readonly service: string }) {
  const path = `/${service}/office/threads/${encodeURIComponent(props.id)}`
  const query = useQuery(`${service}.case.${props.id}`, () => api.get<ThreadCase>(path))
  return (
    <CasePaper id={props.id} service="dialogue" query={query}>
      {(found) => <Opened found={found} path={path} service={service} {...props} />}
    </CasePaper>
  )
}

export interface OpenedCase extends CaseProps {
  readonly found: ThreadCase
  readonly path: string
  readonly service: string
}

function Opened(props: OpenedCase) {
  const { found, path, service } = props
  const { t } = useTexts()
  useOpening(found, path, service)
  const { patient, doctor, handedTo, sent, receipt, answerBy, late, state, turn, office } = found
  const daysToDeadline = answerBy === null ? null : daysBetween(osloDateOf(serverNow()), answerBy)
  return (
    <>
      <CaseHead
        title={t(found.title)}
        patient={patient}
        doctor={doctor}
        handedTo={handedTo}
        deadline={{ answerBy, daysToDeadline, late }}
        sent={sent}
        receipt={receipt}
        state={t(`dialogue.state.${state}`)}
      >
        <span>{t(`dialogue.turn.${turn}`, { office })}</span>
        {found.openedBy && (
          <span>
            {t('dialogue.case.opened-by')}: {found.openedBy}
          </span>
        )}
        {found.unreadByPatient && <span>{t('dialogue.case.unread')}</span>}
      </CaseHead>
      {found.hidden > 0 && (
        <Notice>
          <p>{t('dialogue.case.hidden', { count: found.hidden })}</p>
        </Notice>
      )}
      {found.messages.length > 0 && (
        <Section title={found.topic ?? t('dialogue.case.messages')}>
          <OfficeMessages messages={found.messages} patient={patient.name} />
        </Section>
      )}
      <OfficeAnswer {...props} />
      {found.may.handOver && <HandOver {...props} />}
    </>
  )
}

/** To a colleague or stand-in, or back to the office; unfolds by button or key. */
function HandOver({ found, path, service, begin, onDone }: OpenedCase) {
  const { t } = useTexts()
  const [open, setOpen] = useState(begin === 'h')
  const give = useCommand(
    (input: ThreadHandOver, idempotencyKey) => api.post<ThreadCase>(`${path}/hand-over`, input, { idempotencyKey }),
    { invalidates: [service, 'work-queue'], onDone },
  )
  const fold = () => setOpen(false)
  const text = 'desk.hand.title'
  useShortcuts(open ? [{ key: 'Escape', label: 'desk.do.cancel', run: fold }] : [])
  return (
    <>
      <AnswerButtons
        acts={[{ name: 'hand', key: 'h', text, label: t(text), weight: 'quiet', run: () => setOpen(true) }]}
        begun={open ? 'hand' : undefined}
      />
      {open && (
        <HandOverForm
          colleagues={found.colleagues}
          handedTo={found.handedTo}
          service="dialogue"
          pending={give.pending}
          failure={give.failure}
          onHandOver={(to) => void give.run({ version: found.version, to })}
          onCancel={fold}
        />
      )}
    </>
  )
}

/** Whoever may read it begins to look: the citizen sees that it is opened, and its messages are read. */
function useOpening({ version, may, state, messages }: ThreadCase, path: string, service: string): void {
  const open: Command<{ version: string }, ThreadCase> = useCommand(
    (input: { version: string }, idempotencyKey) => api.post<ThreadCase>(`${path}/open`, input, { idempotencyKey }),
    { invalidates: [`${service}.case`] },
  )
  const asked = useRef(false)
  const unread = messages.some(({ side, readAt }) => side === 'citizen' && readAt === null)
  const wanted = may.answer && (state === 'sent' || state === 'received' || unread)
  useEffect(() => {
    if (!wanted || asked.current) return
    asked.current = true
    void open.run({ version })
  }, [wanted, version, open])
}
