import { AnswerButtons, type CaseAct, holdAnswer, useAnswered } from '@lomma/platform/desk'
import { Notice } from '@lomma/platform/ui'
import { type CaseProps, useSession, useShortcuts, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Decision, OfficeRenewal } from '../contract/index.ts'
import { medicineWords } from '../domain/medicine-words.ts'
import { sendDecision } from './api.ts'
import { Begun } from './Begun.tsx'

interface Props extends CaseProps {
  readonly renewal: OfficeRenewal
}

/** What needs a form of its own. */
export type Act = 'change' | 'decline' | 'hand' | 'outside'

const keys = { c: 'change', d: 'decline', h: 'hand', o: 'outside' } as const satisfies Record<string, Act>

/** The answer: one key or one button; what needs words unfolds here, over the history it is about. */
export function CaseAnswer(props: Props) {
  const { renewal } = props
  const { t } = useTexts()
  const answered = useAnswered().has(renewal.task)
  const open = ['sent', 'received', 'opened'].includes(renewal.state)
  if (!open) return <Answered renewal={renewal} />
  if (answered) return <p role="status">{t('prescriptions.office.case.waiting-to-send')}</p>
  return <Open {...props} />
}

function Open({ renewal, begin, templates, onDone }: Props) {
  const [begun, setBegun] = useState<Act | undefined>(() => actOf(renewal, begin))
  const answer = useHold(renewal, () => {
    setBegun(undefined)
    onDone()
  })
  const fold = () => setBegun(undefined)
  const acts = useActs(renewal.may, setBegun, () => answer({ kind: 'approve' }))
  // Only while a form is unfolded: otherwise Escape is the queue's.
  useShortcuts(begun ? [{ key: 'Escape', label: 'desk.do.cancel', run: fold }] : [])
  return (
    <>
      <OthersOnIt renewal={renewal} />
      <AnswerButtons acts={acts} begun={begun} />
      <Begun renewal={renewal} begun={begun} templates={templates} onAnswer={answer} onFold={fold} />
    </>
  )
}

/** What the role may do, in the order of how often it is done. */
function useActs(may: OfficeRenewal['may'], begin: (act: Act) => void, approve: () => void): CaseAct[] {
  const { t } = useTexts()
  const act = (name: Act, key: string, weight: CaseAct['weight']): CaseAct => {
    const text = `prescriptions.office.do.${name}`
    return { name, key, text, label: t(text), weight, run: () => begin(name) }
  }
  const text = 'prescriptions.office.do.approve'
  return [
    ...(may.answer
      ? [
          { name: 'approve', key: 'a', text, label: t(text), weight: 'primary' as const, run: approve },
          act('change', 'c', 'plain'),
          act('decline', 'd', 'plain'),
        ]
      : []),
    ...(may.handOver ? [act('hand', 'h', 'quiet')] : []),
    ...(may.closeOutside ? [act('outside', 'o', 'quiet')] : []),
  ]
}

function useHold(renewal: OfficeRenewal, onHeld: () => void): (decision: Decision) => void {
  const { task, version, patient, medicine } = renewal
  return (decision) => {
    holdAnswer({
      id: task,
      service: 'prescriptions',
      title: medicine
        ? { key: 'prescriptions.office.row.medicine', params: { medicine: medicineWords(medicine) } }
        : { key: 'prescriptions.office.case-title' },
      patient: patient.name,
      held: `prescriptions.office.held.${decision.kind}`,
      row: `prescriptions.office.row.held-${decision.kind}`,
      send: (options) => sendDecision(task, { version, decision }, options),
    })
    onHeld()
  }
}

/** The key pressed in the list begins only what the role may. */
function actOf({ may }: OfficeRenewal, key: string | undefined): Act | undefined {
  const act = Object.entries(keys).find(([letter]) => letter === key)?.[1]
  if (act === 'hand') return may.handOver ? act : undefined
  if (act === 'outside') return may.closeOutside ? act : undefined
  return may.answer ? act : undefined
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

/** Somebody else has opened it, or was given it. */
function OthersOnIt({ renewal }: { readonly renewal: OfficeRenewal }) {
  const { t } = useTexts()
  const { name } = useSession()
  if (renewal.openedBy === null || renewal.openedBy === name) return null
  return <p role="status">{t('prescriptions.office.case.other-opened', { name: renewal.openedBy })}</p>
}
