import Button from '@helsenorge/designsystem-react/components/Button'
import type { Thread } from '@lomma/platform/thread'
import { Actions, Answer, LateNotice, Page } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import { useEffect, useRef } from 'react'
import { useMarkRead, useThread } from './api.ts'
import { Ended } from './Ended.tsx'
import { History } from './History.tsx'
import { Messages } from './Messages.tsx'
import { Reply } from './Reply.tsx'
import { Standing } from './Standing.tsx'
import { Withdraw } from './Withdraw.tsx'

/** One conversation, of whatever kind: where it stands, what was said, the answer under it. */
export default function ThreadPage() {
  const { t } = useTexts()
  const { thread: id = '' } = useParams()
  const query = useThread(id)
  const thread = query.data
  return (
    <Page
      title={thread ? t(thread.title) : t('inbox.thread.page')}
      back={{ href: '/innboks', label: t('inbox.title') }}
      {...(thread ? { lead: thread.withWhom ? `${thread.withWhom}, ${thread.office}` : thread.office } : {})}
    >
      <Answer query={query} service="dialogue" count={3}>
        {(data) => <Content key={data.id} thread={data} />}
      </Answer>
    </Page>
  )
}

function Content({ thread }: { readonly thread: Thread }) {
  const { t } = useTexts()
  useReading(thread)
  return (
    <>
      <Standing thread={thread} />
      {thread.late && thread.answerBy && (
        <LateNotice deadline={thread.answerBy} who={thread.office} {...(thread.phone ? { phone: thread.phone } : {})} />
      )}
      <Messages thread={thread} />
      {thread.may.reply ? <Reply thread={thread} /> : <Ended thread={thread} />}
      {thread.may.withdraw && <Withdraw thread={thread} />}
      <History thread={thread} />
      <Actions>
        <Button variant="borderless" onClick={() => window.print()}>
          {t('inbox.print')}
        </Button>
      </Actions>
    </>
  )
}

/** To have it open is to have read it; the office sees that. */
function useReading({ id, unread }: Thread): void {
  const { run } = useMarkRead(id)
  const told = useRef(0)
  useEffect(() => {
    if (unread === 0 || told.current === unread) return
    told.current = unread
    void run({})
  }, [unread, run])
}
