import { AnswerButtons, type CaseAct, CaseHead, CasePaper } from '@lomma/platform/desk'
import { ErrorState } from '@lomma/platform/ui'
import { type CaseProps, useTexts } from '@lomma/platform/web'
import type { ReferralCase } from '../contract/index.ts'
import { useMove, useReply } from './api.ts'
import { Facts, Reply, Steps } from './Facts.tsx'
import { TakeBack } from './TakeBack.tsx'

/** C3 at the office: what became of a referral it sent, and the hospital's answer. */
export default function ReplyCase({ id, onDone }: CaseProps) {
  const query = useReply(id)
  return (
    <CasePaper id={id} service="referrals" query={query}>
      {(one) => <Content key={one.version} one={one} onDone={onDone} />}
    </CasePaper>
  )
}

function Content({ one, onDone }: { readonly one: ReferralCase; readonly onDone: () => void }) {
  const { t } = useTexts()
  const read = useMove(one.id, 'read', onDone)
  const text = 'referrals.do.read'
  const acts: CaseAct[] = one.may.read
    ? [
        {
          name: 'read',
          key: 'a',
          text,
          label: t(text),
          weight: 'primary',
          run: () => void read.run({ version: one.version }),
        },
      ]
    : []
  return (
    <>
      <CaseHead
        title={one.title}
        patient={one.patient}
        deadline={one}
        sent={one.sent}
        state={t(`referrals.office-state.${one.state}`)}
      />
      <Reply one={one} />
      {one.may.read && <p>{t(`referrals.case.next-${one.state === 'advised' ? 'advised' : 'rejected'}`)}</p>}
      {acts.length > 0 && <AnswerButtons acts={acts} />}
      {read.failure && <ErrorState failure={read.failure} service="referrals" />}
      <Facts one={one} />
      <Steps one={one} />
      <TakeBack one={one} onDone={onDone} />
    </>
  )
}
