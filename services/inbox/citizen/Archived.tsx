import { useTexts } from '@lomma/platform/web'
import type { ListProps } from './Entries.tsx'
import { EntryRow } from './EntryRow.tsx'
import styles from './inbox.module.css'

/** What is put away: folded, not hidden. A search looks here too, and then it is open. */
export function Archived({ entries, archive, open }: ListProps & { readonly open: boolean }) {
  const { t } = useTexts()
  if (entries.length === 0) return null
  return (
    <details className={styles.archived} open={open}>
      <summary>{t('inbox.archived', { count: entries.length })}</summary>
      <ul className={styles.rows}>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} archive={archive} />
        ))}
      </ul>
    </details>
  )
}
