import Button from '@helsenorge/designsystem-react/components/Button'
import { Notice, RefusalMessage } from '@lomma/platform/ui'
import { type Command, useTexts } from '@lomma/platform/web'
import { useEffect, useState } from 'react'
import type { ArchiveCommand, Done } from '../contract/index.ts'
import styles from './inbox.module.css'

/** What was just put away, with the way back; or why it did not work. */
export function PutAway({ archive }: { readonly archive: Command<ArchiveCommand, Done> }) {
  const { t } = useTexts()
  const [last, setLast] = useState<Done>()
  const { result, failure } = archive
  useEffect(() => setLast(result), [result])
  if (failure)
    return (
      <Notice tone="bad" announced>
        <p>
          <RefusalMessage failure={failure} service="inbox" />
        </p>
      </Notice>
    )
  return (
    <div role="status" className="not-printed">
      {last && last.ids.length > 0 && (
        <div className={styles.putAway}>
          <span>{t(last.archived ? 'inbox.isPutAway' : 'inbox.isBack')}</span>
          <Button variant="borderless" onClick={() => void archive.run({ ids: last.ids, archived: !last.archived })}>
            {t('inbox.undo')}
          </Button>
        </div>
      )}
    </div>
  )
}
