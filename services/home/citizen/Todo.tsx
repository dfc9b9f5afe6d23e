import Button from '@helsenorge/designsystem-react/components/Button'
import { Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Item } from '../contract/index.ts'
import styles from './home.module.css'

/** *You need to do*: each task with its deadline and its button; in words when there is none. */
export function Todo({ items }: { readonly items: readonly Item[] }) {
  const { t } = useTexts()
  return (
    <Section title={t('home.todo.title')}>
      {items.length === 0 ? (
        <p className={styles.nothing}>{t('home.todo.none')}</p>
      ) : (
        <ul className={styles.tasks}>
          {items.map((item, index) => (
            <Task key={item.id} item={item} first={index === 0} />
          ))}
        </ul>
      )}
    </Section>
  )
}

/** The nearest deadline has the page's one filled button. */
function Task({ item, first }: { readonly item: Item; readonly first: boolean }) {
  const { t, text } = useTexts()
  const titleId = `task-${item.id}`
  return (
    <li className={styles.task}>
      <h3 id={titleId} className={styles.taskTitle}>
        {text(item.title)}
      </h3>
      {item.detail && <p className={styles.taskDetail}>{text(item.detail)}</p>}
      {item.at && <p className={styles.taskDetail}>{t('home.todo.by', { at: item.at })}</p>}
      <div className={styles.taskAct}>
        <Button htmlMarkup="a" variant={first ? 'fill' : 'outline'} href={item.href} aria-describedby={titleId}>
          {item.action ? text(item.action) : t('home.todo.open')}
        </Button>
      </div>
    </li>
  )
}
