import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { ReferralCase } from '../contract/index.ts'
import { useMove } from './api.ts'

const until: readonly ReferralCase['state'][] = ['sent', 'received', 'assessed']

/** The office takes a referral back, as long as there is no time. */
export function TakeBack({ one, onDone }: { readonly one: ReferralCase; readonly onDone: () => void }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const withdraw = useMove(one.id, 'withdraw', onDone)
  if (one.side !== 'referrer' || !until.includes(one.state)) return null
  return (
    <>
      <Actions>
        <Button variant="borderless" onClick={() => setAsking(true)}>
          {t('referrals.take-back.open')}
        </Button>
      </Actions>
      {asking && (
        <ConfirmSheet
          title={t('referrals.take-back.sure')}
          act={t('referrals.take-back.act')}
          destructive
          pending={withdraw.pending}
          onConfirm={() => void withdraw.run({ version: one.version })}
          onClose={() => setAsking(false)}
        >
          <p>{t('referrals.take-back.text')}</p>
          {withdraw.failure && <ErrorState failure={withdraw.failure} service="referrals" />}
        </ConfirmSheet>
      )}
    </>
  )
}
