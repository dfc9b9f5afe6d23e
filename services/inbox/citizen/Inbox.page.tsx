import { Answer, EmptyState, Page } from '@lomma/platform/ui'
import { useSearchParams, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Inbox } from '../contract/index.ts'
import { finds } from '../domain/find.ts'
import { Archived } from './Archived.tsx'
import { useArchive, useInbox } from './api.ts'
import { Entries } from './Entries.tsx'
import { Missing } from './Missing.tsx'
import { Older } from './Older.tsx'
import { PutAway } from './PutAway.tsx'
import { Tools } from './Tools.tsx'
import { useWords } from './words.ts'

/** Messages, letters, receipts and events: the unread first, the rest by month, what is put away folded. */
export default function InboxPage() {
  const { t } = useTexts()
  const [years, setYears] = useState(1)
  const inbox = useInbox(years)
  return (
    <Page title={t('inbox.title')} lead={t('inbox.lead')}>
      <Answer query={inbox} service="inbox" count={4}>
        {(data) => (
          <>
            <Missing services={data.missing} />
            <Content inbox={data} />
            <Older since={data.since} years={years} onMore={() => setYears(years + 1)} />
          </>
        )}
      </Answer>
    </Page>
  )
}

function Content({ inbox: { entries } }: { readonly inbox: Inbox }) {
  const { t } = useTexts()
  const [params] = useSearchParams()
  const [onlyUnread, setOnlyUnread] = useState(params.get('vis') === 'uleste')
  const [typed, setTyped] = useState('')
  const archive = useArchive()
  const wordsOf = useWords()
  if (entries.length === 0)
    return (
      <EmptyState title={t('inbox.empty')}>
        <p>{t('inbox.emptyMore')}</p>
      </EmptyState>
    )
  const found = entries.filter((entry) => (!onlyUnread || entry.unread) && finds(typed, wordsOf(entry)))
  const here = found.filter(({ archived }) => !archived)
  return (
    <>
      <Tools
        typed={typed}
        onType={setTyped}
        onlyUnread={onlyUnread}
        onOnlyUnread={setOnlyUnread}
        found={found.length}
      />
      <PutAway archive={archive} />
      {here.length === 0 ? (
        <Nothing onlyUnread={onlyUnread} typed={typed} />
      ) : (
        <Entries entries={here} archive={archive} />
      )}
      <Archived entries={found.filter(({ archived }) => archived)} archive={archive} open={typed.trim() !== ''} />
    </>
  )
}

function Nothing({ onlyUnread, typed }: { readonly onlyUnread: boolean; readonly typed: string }) {
  const { t } = useTexts()
  if (typed.trim() !== '') return <EmptyState title={t('inbox.nothingFound')} />
  return <EmptyState title={t(onlyUnread ? 'inbox.nothingUnread' : 'inbox.allPutAway')} />
}
