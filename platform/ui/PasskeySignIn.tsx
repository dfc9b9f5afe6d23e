import Button from '@helsenorge/designsystem-react/components/Button'
import { passkeysWork, passkeyUsedHere, signInWithPasskey, useCommand, useTexts, whereToReturn } from '../web/index.ts'
import { Notice } from './Notice.tsx'

/** Sign-in with a key on the device (G7): first where one has been used before, quietly elsewhere, not at all where none can be. */
export function PasskeySignIn({ home }: { readonly home: string }) {
  const { t } = useTexts()
  const enter = useCommand(() => signInWithPasskey(), { onDone: () => location.assign(whereToReturn(home)) })
  if (!passkeysWork()) return null
  const { failure, pending } = enter
  const known = failure?.kind === 'refused' && ['passkey-stopped', 'passkey-unknown'].includes(failure.code)
  const code = failure?.kind === 'refused' && known ? failure.code : 'passkey-not-accepted'
  return (
    <>
      <Button
        variant={passkeyUsedHere() ? 'fill' : 'borderless'}
        size={passkeyUsedHere() ? 'large' : 'medium'}
        disabled={pending}
        onClick={() => void enter.run(undefined)}
      >
        {t('ui.signIn.passkey.act')}
      </Button>
      {failure && (
        <Notice tone="attention" announced>
          <p>{t(failure.kind === 'offline' ? 'ui.failure.offline.body' : `ui.signIn.passkey.fault.${code}`)}</p>
        </Notice>
      )}
    </>
  )
}
