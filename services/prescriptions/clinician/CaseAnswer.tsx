import { Notice } from '@lomma/platform/ui'
import { useSession, useTexts } from '@lomma/platform/web'
import { useEffect } from 'react'
import type { Decision, OfficeRenewal } from '../contract/index.ts'
import { AnswerButtons } from './AnswerButtons.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import { decisions } from './decisions.ts'
import { type Act, type Desk, useDecided } from './desk.ts'
import { HandOverForm } from './HandOverForm.tsx'
import { useMedicineName } from './names.ts'
import { ReasonForm } from './ReasonForm.tsx'

interface Props {
  readonly renewal: OfficeRenewal
  readonly desk: Desk
}

/** The answer: one key or one button; what needs words unfolds here, over the history it is about. */
export function CaseAnswer({ renewal, desk }: Props) {
  const { t } = useTexts()
  const medicineName = useMedicineName()
  const held = useDecided().has(renewal.task)
  const open = ['sent', 'received', 'opened'].includes(renewal.state)
  const { may } = renewal
  const answer = (decision: Decision) => {
    decisions.hold({
      task: renewal.task,
      version: renewal.version,
      decision,
      patient: renewal.patient.name,
      medicine: medicineName(renewal.medicine),
    })
    desk.begin(undefined)
    desk.goOn(renewal.task)
  }
  const approve = () => answer({ kind: 'approve' })
  const begin = (act: Act) => () => desk.begin(act)
  const active = open && !held
  useEffect(() => {
    if (!active) return
    desk.caseKeys.current = {
      ...(may.answer ? { approve, change: begin('change'), decline: begin('decline') } : {}),
      ...(may.handOver ? { hand: begin('hand') } : {}),
      ...(may.closeOutside ? { outside: begin('outside') } : {}),
    }
    return () => {
      desk.caseKeys.current = {}
    }
  })
  if (!open) return <Answered renewal={renewal} />
  if (held) return <p role="status">{t('prescriptions.office.case.waiting-to-send')}</p>
  return (
    <>
      <OthersOnIt renewal={renewal} />
      <AnswerButtons renewal={renewal} begun={desk.begun} onApprove={approve} onBegin={desk.begin} />
      <Begun renewal={renewal} desk={desk} onAnswer={answer} />
    </>
  )
}

function Begun({ renewal, desk, onAnswer }: Props & { readonly onAnswer: (decision: Decision) => void }) {
  const cancel = () => desk.begin(undefined)
  switch (desk.begun) {
    case 'change':
      return renewal.may.answer && <ChangeForm renewal={renewal} onAnswer={onAnswer} onCancel={cancel} />
    case 'decline':
      return renewal.may.answer && <ReasonForm kind="decline" renewal={renewal} onAnswer={onAnswer} onCancel={cancel} />
    case 'outside':
      return <ReasonForm kind="outside" renewal={renewal} onAnswer={onAnswer} onCancel={cancel} />
    case 'hand':
      return <HandOverForm renewal={renewal} onDone={cancel} onCancel={cancel} />
    default:
      return null
  }
}

/** The second doctor gets a clear word when someone else has answered. */
function Answered({ renewal }: { readonly renewal: OfficeRenewal }) {
  const { t } = useTexts()
  const { state, answeredBy, explanation } = renewal
  const key = (name: string) => `prescriptions.office.case.${name}`
  const said =
    state === 'withdrawn'
      ? t(key('withdrawn'))
      : answeredBy === null
        ? t(key('answered-unnamed'))
        : t(key('answered'), { name: answeredBy })
  return (
    <Notice tone="attention" title={t(`prescriptions.state.${state}`)} announced>
      <p>{said}</p>
      {explanation && <p>«{explanation}»</p>}
    </Notice>
  )
}

/** Somebody else looks at it, or was given it. */
function OthersOnIt({ renewal }: { readonly renewal: OfficeRenewal }) {
  const { t } = useTexts()
  const { name } = useSession()
  if (renewal.openedBy === null || renewal.openedBy === name) return null
  return <p role="status">{t('prescriptions.office.case.other-opened', { name: renewal.openedBy })}</p>
}
