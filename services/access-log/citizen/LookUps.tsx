import Button from '@helsenorge/designsystem-react/components/Button'
import Input from '@helsenorge/designsystem-react/components/Input'
import Label from '@helsenorge/designsystem-react/components/Label'
import { Actions, EmptyState, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Entries, LookUp } from '../contract/index.ts'
import styles from './access-log.module.css'
import { type Filter, useOlder } from './api.ts'
import { Days } from './Days.tsx'
import { matches } from './words.ts'

/** More than this, and a person searches rather than reads. */
const searchAbove = 15

interface Props {
  readonly filter: Filter
  readonly newest: Entries
}

/** The log from the newest back, as far as it has been asked for. */
export function LookUps({ filter, newest }: Props) {
  const texts = useTexts()
  const { t } = texts
  const [words, setWords] = useState('')
  const older = useOlder(filter, newest)
  const entries = once([...newest.entries, ...older.entries])
  if (entries.length === 0) return <Nothing filter={filter} />
  const found = entries.filter((entry) => matches(texts, entry, words))
  return (
    <>
      {entries.length > searchAbove && (
        <div className={styles.search}>
          <Input
            inputId="search-look-ups"
            type="search"
            label={<Label labelTexts={[{ text: t('access-log.search'), type: 'subdued' }]} />}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            autoComplete="off"
          />
          <p role="status">
            {words && t('access-log.found', { count: found.length })}{' '}
            {words && older.next !== null && t('access-log.search-scope')}
          </p>
        </div>
      )}
      <Days entries={found} />
      {older.failure && <ErrorState failure={older.failure} service="access-log" />}
      <p role="status" className={styles.end}>
        {older.next === null ? t('access-log.end') : t('access-log.shown', { count: entries.length })}
      </p>
      {older.next !== null && (
        <Actions>
          <Button variant="outline" onClick={() => void older.more()}>
            {older.pending ? t('ui.loading') : t('access-log.more')}
          </Button>
        </Actions>
      )}
    </>
  )
}

function Nothing({ filter }: { readonly filter: Filter }) {
  const { t } = useTexts()
  const kind = filter.own ? 'all' : 'others'
  return (
    <EmptyState title={t(`access-log.empty.${kind}.title`)}>
      <p>{t(`access-log.empty.${kind}.body`)}</p>
    </EmptyState>
  )
}

/** The newest page is asked for again when the window is looked at; what has moved down is not shown twice. */
function once(entries: readonly LookUp[]): LookUp[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()]
}
