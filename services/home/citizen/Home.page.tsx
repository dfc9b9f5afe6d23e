import { Answer, Page, Row, Rows, Section } from '@lomma/platform/ui'
import { useSession, useTexts, useTiles } from '@lomma/platform/web'
import type { Front } from '../contract/index.ts'
import { useFront } from './api.ts'
import { GpCard } from './GpCard.tsx'
import styles from './home.module.css'
import { Items } from './Items.tsx'
import { Missing } from './Missing.tsx'
import { Todo } from './Todo.tsx'

/** What matters now. Nothing else. */
export default function Home() {
  const { t } = useTexts()
  const { name } = useSession()
  const front = useFront()
  const given = front.data?.givenName ?? name.split(' ')[0]
  return (
    <Page title={given ? t('home.greeting', { name: given }) : t('home.title')} wide>
      <Answer query={front} service="home" count={3}>
        {(data) => <Content front={data} />}
      </Answer>
    </Page>
  )
}

function Content({ front }: { readonly front: Front }) {
  const { t } = useTexts()
  return (
    <div className={styles.columns}>
      <div>
        <Missing services={front.missing} />
        <Todo items={front.todo} />
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
      </div>
      <div>
        <Section title={t('home.gp.title')}>
          <GpCard gp={front.gp} silent={front.missing.includes('gp')} />
        </Section>
        <Shortcuts />
      </div>
    </div>
  )
}

function Shortcuts() {
  const { t } = useTexts()
  const tiles = useTiles('health')
  if (tiles.length === 0) return null
  return (
    <Section title={t('home.shortcuts')}>
      <Rows>
        {tiles.map((tile) => (
          <Row key={tile.href} href={tile.href} title={t(tile.title)} />
        ))}
      </Rows>
    </Section>
  )
}
