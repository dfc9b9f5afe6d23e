import Button from '@helsenorge/designsystem-react/components/Button'
import Checkbox from '@helsenorge/designsystem-react/components/Checkbox'
import { Actions, Sheet } from '@lomma/platform/ui'
import { useActiveShortcuts, useShortcutSetting, useShortcuts, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import styles from './frame.module.css'

/** `?` shows the keys that work on this screen. */
export function KeyHelp() {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  useShortcuts([{ key: '?', label: 'ui.kontor.keys.help', run: () => setOpen((was) => !was) }])
  return (
    <>
      <button type="button" className={`${styles.button} ${styles.keyHelp}`} onClick={() => setOpen(true)}>
        {t('ui.kontor.keys.open')} <kbd>?</kbd>
      </button>
      {open && <Help onClose={() => setOpen(false)} />}
    </>
  )
}

function Help({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts()
  const shortcuts = useActiveShortcuts()
  const { on, set } = useShortcutSetting()
  return (
    <Sheet title={t('ui.kontor.keys.title')} onClose={onClose}>
      <dl className={styles.keys}>
        {shortcuts.map(({ key, label }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox label={t('ui.kontor.keys.on')} checked={on} onChange={(event) => set(event.target.checked)} />
      <Actions>
        <Button variant="outline" onClick={onClose}>
          {t('ui.kontor.keys.close')}
        </Button>
      </Actions>
    </Sheet>
  )
}
