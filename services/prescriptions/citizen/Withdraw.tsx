import Button from '@helsenorge/designsystem-react/components/Button'
import { ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { ReceiptItem } from '../contract/index.ts'
import { useWithdraw } from './api.ts'
import { fullName } from './names.ts'
import styles from './receipt.module.css'

/** Take it back, until the office has opened it. */
export function Withdraw({ item }: { readonly item: ReceiptItem }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const withdraw = useWithdraw(() => setAsking(false))
  const name = fullName(item.medicine)
  const key = (part: string) => `prescriptions.page.receipt.${part}`
  return (
    <div className={styles.withdraw}>
      <p>{t(key('withdraw-until'))}</p>
      <Button variant="outline" aria-label={t(key('withdraw-this'), { name })} onClick={() => setAsking(true)}>
        {t(key('withdraw'))}
      </Button>
      {asking && (
        <ConfirmSheet
          title={t(key('withdraw-sure'), { name })}
          act={t(key('withdraw'))}
          destructive
          pending={withdraw.pending}
          onConfirm={() => void withdraw.run({ task: item.task, version: item.version })}
          onClose={() => setAsking(false)}
        >
          <p>{t(key('withdraw-text'))}</p>
          {withdraw.failure && <ErrorState failure={withdraw.failure} service="prescriptions" />}
        </ConfirmSheet>
      )}
    </div>
  )
}
