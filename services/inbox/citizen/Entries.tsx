import { MonthList, Section } from '@lomma/platform/ui'
import { type Command, useTexts } from '@lomma/platform/web'
import type { ArchiveCommand, Done, Entry } from '../contract/index.ts'
import { EntryRow } from './EntryRow.tsx'
import styles from './inbox.module.css'

export interface ListProps {
  readonly entries: readonly Entry[]
  readonly archive: Command<ArchiveCommand, Done>
}

/** The unread first, under a heading of their own; the rest by month. */
export function Entries({ entries, archive }: ListProps) {
  const { t } = useTexts()
  const unread = entries.filter((entry) => entry.unread)
  const rest = entries.filter((entry) => !entry.unread)
  const row = (entry: Entry) => <EntryRow key={entry.id} entry={entry} archive={archive} />
  return (
    <>
      {unread.length > 0 && (
        <Section title={t('inbox.unread', { count: unread.length })}>
          <ul className={styles.rows}>{unread.map(row)}</ul>
        </Section>
      )}
      {rest.length > 0 && (
        <div className={styles.rest}>
          <MonthList items={rest} date={({ at }) => at}>
            {row}
          </MonthList>
        </div>
      )}
    </>
  )
}
