import Button from '@helsenorge/designsystem-react/components/Button'
import type { Thread } from '@lomma/platform/thread'
import { Actions, ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { useWithdraw } from './api.ts'

/** Take it back, until the office has opened it. */
export function Withdraw({ thread: { id, office } }: { readonly thread: Thread }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const withdraw = useWithdraw(id)
  return (
    <Actions>
      <Button variant="outline" onClick={() => setAsking(true)}>
        {t('inbox.withdraw.act')}
      </Button>
      {asking && (
        <ConfirmSheet
          title={t('inbox.withdraw.title')}
          act={t('inbox.withdraw.act')}
          destructive
          pending={withdraw.pending}
          onConfirm={() => void withdraw.run({}).then((done) => done && setAsking(false))}
          onClose={() => setAsking(false)}
        >
          <p>{t('inbox.withdraw.body', { office })}</p>
          {withdraw.failure && <ErrorState failure={withdraw.failure} service="dialogue" />}
        </ConfirmSheet>
      )}
    </Actions>
  )
}
