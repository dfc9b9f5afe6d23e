import Button from '@helsenorge/designsystem-react/components/Button'
import { useEffect, useState } from 'react'
import { extendSession, signOut, useSession, useTexts } from '../web/index.ts'
import { Actions } from './Page.tsx'
import { Sheet } from './Sheet.tsx'

/** Minutes before an idle session ends: go on, or sign out. What was written stays on the page. */
export function SessionWarning() {
  const { endsSoon, endsAt, status } = useSession()
  return status === 'signed-in' && endsSoon ? <Warning endsAt={endsAt} /> : null
}

function Warning({ endsAt }: { readonly endsAt: number }) {
  const { t } = useTexts()
  const minutes = useMinutesLeft(endsAt)
  const goOn = () => void extendSession()
  return (
    <Sheet title={t('ui.session.title')} onClose={goOn}>
      <p role="status">{t('ui.session.body', { minutes })}</p>
      <Actions>
        <Button onClick={goOn}>{t('ui.session.continue')}</Button>
        <Button variant="borderless" onClick={signOut}>
          {t('ui.signOut')}
        </Button>
      </Actions>
    </Sheet>
  )
}

function useMinutesLeft(endsAt: number): number {
  const left = () => Math.max(1, Math.ceil((endsAt - Date.now()) / 60_000))
  const [minutes, setMinutes] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setMinutes(left()), 5_000)
    return () => clearInterval(timer)
  })
  return minutes
}
