import Button from '@helsenorge/designsystem-react/components/Button'
import { ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { useWithdraw } from './api.ts'
import styles from './certificates.module.css'

/** Take the certificate back: whoever checks it afterwards is told. */
export function Withdraw({ number }: { readonly number: string }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const withdraw = useWithdraw(number, () => setAsking(false))
  return (
    <div className={styles.withdraw}>
      <Button variant="borderless" concept="destructive" onClick={() => setAsking(true)}>
        {t('certificates.withdraw.act')}
      </Button>
      {asking && (
        <ConfirmSheet
          title={t('certificates.withdraw.sure')}
          act={t('certificates.withdraw.act')}
          destructive
          pending={withdraw.pending}
          onConfirm={() => void withdraw.run({})}
          onClose={() => setAsking(false)}
        >
          <p>{t('certificates.withdraw.body')}</p>
          {withdraw.failure && <ErrorState failure={withdraw.failure} service="certificates" />}
        </ConfirmSheet>
      )}
    </div>
  )
}
