import { Answer, EmptyState, MonthList, Page } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useInbox } from './api.ts'
import { ItemRow } from './Items.tsx'
import { Missing } from './Missing.tsx'

/** Receipts and answers, newest first. */
export default function InboxPage() {
  const { t } = useTexts()
  const inbox = useInbox()
  return (
    <Page title={t('home.inbox.title')} lead={t('home.inbox.lead')}>
      <Answer query={inbox} service="home" count={4}>
        {({ items, missing }) => (
          <>
            <Missing services={missing} />
            {items.length === 0 ? (
              <EmptyState title={t('home.inbox.empty')}>
                <p>{t('home.inbox.emptyMore')}</p>
              </EmptyState>
            ) : (
              <MonthList items={items} date={(item) => item.at ?? ''}>
                {(item) => <ItemRow key={item.id} item={item} />}
              </MonthList>
            )}
          </>
        )}
      </Answer>
    </Page>
  )
}
