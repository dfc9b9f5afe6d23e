import { AnswerButtons, type CaseAct, CaseHead, CasePaper, holdAnswer, useAnswered } from '@lomma/platform/desk'
import { Notice } from '@lomma/platform/ui'
import { type CaseProps, useShortcuts, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Answer, ReferralCase } from '../contract/index.ts'
import { AnswerForms } from './AnswerForms.tsx'
import { sendAnswer, useHospitalCase } from './api.ts'
import { Facts, Reply, Steps } from './Facts.tsx'
import styles from './referrals.module.css'

/** C3 at the hospital: a referral is read, assessed and answered; then a time is given. */
export default function HospitalCase(props: CaseProps) {
  const query = useHospitalCase(props.id)
  return (
    <CasePaper id={props.id} service="referrals" query={query}>
      {(one) => <OpenCase key={one.version} one={one} {...props} />}
    </CasePaper>
  )
}

interface Props extends CaseProps {
  readonly one: ReferralCase
}

function OpenCase(props: Props) {
  const { one } = props
  const { t } = useTexts()
  return (
    <>
      <CaseHead
        title={one.title}
        patient={one.patient}
        deadline={one}
        sent={one.sent}
        state={t(`referrals.office-state.${one.state}`)}
      />
      <Answers {...props} />
      <Facts one={one} />
      <Reply one={one} />
      <Steps one={one} />
    </>
  )
}

export type Act = Answer['kind']

const keys = { c: 'right', d: 'reject', h: 'forward', r: 'advise', o: 'finish' } as const satisfies Record<string, Act>

function Answers({ one, begin, templates, onDone }: Props) {
  const { t } = useTexts()
  const answered = useAnswered().has(one.id)
  const [begun, setBegun] = useState<Act | undefined>(() => actOf(one, begin))
  const fold = () => setBegun(undefined)
  // Only while a form is unfolded: otherwise Escape is the queue's.
  useShortcuts(begun ? [{ key: 'Escape', label: 'desk.do.cancel', run: fold }] : [])
  const acts = useActs(one, setBegun)
  if (answered) return <p role="status">{t('referrals.case.waiting-to-send')}</p>
  if (acts.length === 0 && !one.may.offer)
    return (
      <Notice tone="attention" title={t(`referrals.office-state.${one.state}`)} announced>
        <p>{t('referrals.case.nothing-to-do')}</p>
      </Notice>
    )
  const answer = (given: Answer) => {
    holdAnswer({
      id: one.id,
      service: 'referrals',
      title: { key: 'referrals.office.item', params: { title: one.title } },
      patient: one.patient.name,
      held: `referrals.held.${given.kind}`,
      row: `referrals.held-row.${given.kind}`,
      send: (options) => sendAnswer(one.id, one.version, given, options),
    })
    fold()
    onDone()
  }
  return (
    <>
      {one.may.offer && (
        <p>
          <a className={styles.primary} href={`/kontor/sykehustimer/tilby?henvisning=${one.id}`}>
            {t('referrals.case.offer')}
          </a>
        </p>
      )}
      <AnswerButtons acts={acts} begun={begun} />
      <AnswerForms one={one} begun={begun} templates={templates} onAnswer={answer} onFold={fold} />
    </>
  )
}

/** What may be done with it now, in the order of how often it is done. */
function useActs({ may, others, helpBy }: ReferralCase, begin: (act: Act) => void): CaseAct[] {
  const { t } = useTexts()
  const act = (name: Act, key: string, weight: CaseAct['weight']): CaseAct => {
    const text = `referrals.do.${name}`
    return { name, key, text, label: t(text), weight, run: () => begin(name) }
  }
  const fresh = may.assess && helpBy === null
  return [
    ...(may.assess ? [act('right', 'c', 'primary')] : []),
    ...(fresh ? [act('reject', 'd', 'plain'), act('advise', 'r', 'plain')] : []),
    ...((may.assess || may.offer) && others.length > 0 ? [act('forward', 'h', 'quiet')] : []),
    ...(may.finish ? [act('finish', 'o', 'quiet')] : []),
  ]
}

/** The key pressed in the list begins only what may be done. */
function actOf({ may, others, helpBy }: ReferralCase, key: string | undefined): Act | undefined {
  const act = Object.entries(keys).find(([letter]) => letter === key)?.[1]
  if (act === 'right') return may.assess ? act : undefined
  if (act === 'reject' || act === 'advise') return may.assess && helpBy === null ? act : undefined
  if (act === 'forward') return (may.assess || may.offer) && others.length > 0 ? act : undefined
  return act === 'finish' && may.finish ? act : undefined
}
