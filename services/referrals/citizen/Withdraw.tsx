import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Referral } from '../contract/index.ts'
import { useMove } from './api.ts'

/** Say no to what the referral asks for, as long as there is no time. */
export function Withdraw({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const withdraw = useMove(one.id, 'withdraw', () => setAsking(false))
  if (!one.may.withdraw) return null
  return (
    <>
      <Actions>
        <Button variant="borderless" onClick={() => setAsking(true)}>
          {t('referrals.withdraw.open')}
        </Button>
      </Actions>
      {asking && (
        <ConfirmSheet
          title={t('referrals.withdraw.sure')}
          act={t('referrals.withdraw.act')}
          destructive
          pending={withdraw.pending}
          onConfirm={() => void withdraw.run({ version: one.version })}
          onClose={() => setAsking(false)}
        >
          <p>{t('referrals.withdraw.text', { unit: one.unit.name })}</p>
          {withdraw.failure && <ErrorState failure={withdraw.failure} service="referrals" />}
        </ConfirmSheet>
      )}
    </>
  )
}
