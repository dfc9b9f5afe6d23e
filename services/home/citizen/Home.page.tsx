import { Answer, Page, Section, Skeleton } from '@lomma/platform/ui'
import { useSession, useTexts } from '@lomma/platform/web'
import type { Front } from '../contract/index.ts'
import { useBadge, useFront } from './api.ts'
import { Contacts } from './Contacts.tsx'
import { GpCard } from './GpCard.tsx'
import styles from './home.module.css'
import { Items } from './Items.tsx'
import { Missing } from './Missing.tsx'
import { News } from './News.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { Todo } from './Todo.tsx'

/** What matters now. Nothing else. */
export default function Home() {
  const { t } = useTexts()
  const { name } = useSession()
  const front = useFront()
  // What is unread stands between the lists: they come together, so that nothing moves under the eye.
  const waiting = useBadge().loading || front.loading
  const given = front.data?.givenName ?? name.split(' ')[0]
  return (
    <Page
      title={given ? t('home.greeting', { name: given }) : t('home.title')}
      lead={<PersonLine name={front.data?.person.name ?? name} age={front.data?.person.age ?? null} />}
      wide
    >
      <div className={waiting ? `${styles.columns} ${styles.coming}` : styles.columns}>
        <div>
          {waiting ? (
            <Skeleton />
          ) : (
            <Answer query={front} service="home" count={3}>
              {(data) => <Now front={data} />}
            </Answer>
          )}
        </div>
        <div>
          <GpCard />
          <Shortcuts />
          <Contacts />
        </div>
      </div>
    </Page>
  )
}

/** Whose page this is. */
function PersonLine({ name, age }: { readonly name: string; readonly age: number | null }) {
  const { t } = useTexts()
  return age === null ? name : t('home.person', { name, age })
}

function Now({ front }: { readonly front: Front }) {
  const { t } = useTexts()
  return (
    <>
      <Missing services={front.missing} />
      <Todo items={front.todo} />
      <News />
      <Section title={t('home.comingUp.title')}>
        {front.comingUp.length > 0 ? <Items items={front.comingUp} /> : <p>{t('home.comingUp.none')}</p>}
      </Section>
      <Section title={t('home.news.title')}>
        {front.news.length > 0 ? (
          <Items items={front.news} />
        ) : (
          <p>{t('home.news.none', { since: front.newsSince })}</p>
        )}
      </Section>
    </>
  )
}
