import Button from '@helsenorge/designsystem-react/components/Button'
import { ConfirmSheet, ErrorState, OnlySpoken } from '@lomma/platform/ui'
import {
  confirmWithPasskey,
  loginHref,
  type Passkey,
  removePasskey,
  useCommand,
  useLanguage,
  useTexts,
} from '@lomma/platform/web'
import { useState } from 'react'
import styles from './passkeys.module.css'

interface Props {
  readonly passkey: Passkey
  /** The person has just shown who they are. */
  readonly fresh: boolean
  readonly onRemoved: () => void
}

export function PasskeyRow({ passkey, fresh, onRemoved }: Props) {
  const { t, formatDate, formatDateTime } = useTexts()
  const [asking, setAsking] = useState(false)
  const { name, added, lastUsed, synced } = passkey
  return (
    <li className={styles.key}>
      <div>
        <h3>{name}</h3>
        <p>{t('passkeys.row.added', { date: formatDate(added) })}</p>
        <p>{lastUsed ? t('passkeys.row.used', { when: formatDateTime(lastUsed) }) : t('passkeys.row.not-used')}</p>
        {synced && <p>{t('passkeys.row.synced')}</p>}
      </div>
      <Button variant="outline" onClick={() => setAsking(true)}>
        {t('passkeys.remove.open')} <OnlySpoken>{name}</OnlySpoken>
      </Button>
      {asking && <Remove passkey={passkey} fresh={fresh} onRemoved={onRemoved} onClose={() => setAsking(false)} />}
    </li>
  )
}

/** Away with it. Who has been signed in for a while first shows anew who they are, with a key or national ID. */
function Remove({ passkey, fresh, onRemoved, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTexts()
  const { language } = useLanguage()
  const remove = useCommand(
    async ({ id }: { id: string }) => {
      if (!fresh) await confirmWithPasskey()
      return removePasskey(id)
    },
    { invalidates: ['passkeys'], onDone: onRemoved },
  )
  return (
    <ConfirmSheet
      title={t('passkeys.remove.title', { name: passkey.name })}
      act={t(fresh ? 'passkeys.remove.act' : 'passkeys.remove.confirm')}
      onConfirm={() => void remove.run({ id: passkey.id })}
      onClose={onClose}
      pending={remove.pending}
    >
      <p>{t('passkeys.remove.lead')}</p>
      {!fresh && (
        <p>
          {t('passkeys.remove.who')}{' '}
          <a href={`${loginHref('/meg/passnokler', language)}&pa-nytt=1`}>{t('passkeys.remove.national-id')}</a>
        </p>
      )}
      {remove.failure && !remove.pending && <ErrorState failure={remove.failure} service="passkeys" />}
    </ConfirmSheet>
  )
}
