import { Answer, EmptyState, Notice, Page, Section } from '@lomma/platform/ui'
import { listPasskeys, type Passkeys, passkeysWork, useQuery, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { AddPasskey } from './AddPasskey.tsx'
import { PasskeyRow } from './PasskeyRow.tsx'
import styles from './passkeys.module.css'

/** Keys on the person's devices: what they are, which there are, a new one, and away with one. */
export default function PasskeysPage() {
  const { t } = useTexts()
  const query = useQuery('passkeys', listPasskeys)
  return (
    <Page title={t('passkeys.title')} lead={t('passkeys.lead')} back={{ href: '/meg', label: t('ui.nav.me') }}>
      <Answer query={query} service="passkeys" count={2}>
        {(found) => <Keys found={found} />}
      </Answer>
    </Page>
  )
}

function Keys({ found }: { readonly found: Passkeys }) {
  const { t } = useTexts()
  const [told, setTold] = useState<'added' | 'removed'>()
  return (
    <>
      <div role="status">
        {told && (
          <Notice>
            <p>{t(`passkeys.done.${told}`)}</p>
          </Notice>
        )}
      </div>
      <Section title={t('passkeys.list')}>
        {found.passkeys.length === 0 ? (
          <EmptyState title={t('passkeys.none')} />
        ) : (
          <ul className={styles.keys}>
            {found.passkeys.map((one) => (
              <PasskeyRow key={one.id} passkey={one} fresh={found.mayRemove} onRemoved={() => setTold('removed')} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('passkeys.add.title')}>
        {passkeysWork() ? (
          <AddPasskey mayAdd={found.mayAdd} onAdded={() => setTold('added')} />
        ) : (
          <p>{t('passkeys.add.not-here')}</p>
        )}
      </Section>
    </>
  )
}
