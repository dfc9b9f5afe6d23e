import { Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { ProgrammeItem, VaccineList } from '../contract/index.ts'
import { RuleCard } from './RuleCard.tsx'
import { RuleSource } from './RuleSource.tsx'
import styles from './vaccines.module.css'

/** What the person should act on. */
export function isPressing({ status }: ProgrammeItem): boolean {
  return status === 'overdue' || status === 'due'
}

interface Props {
  readonly items: readonly ProgrammeItem[]
  readonly gp: VaccineList['gp']
}

/** The programme: what to do first, what comes, what is in order; what is not for this person is folded. */
export function Programme({ items, gp }: Props) {
  const { t } = useTexts()
  const pressing = items.filter(isPressing)
  const coming = items.filter(({ status }) => status === 'coming')
  const done = items.filter(({ status }) => status === 'done')
  const others = items.filter((item) => item.status === 'not-for-you' && !isPastChildhood(item))
  const childhood = items.filter(isPastChildhood)
  return (
    <>
      {pressing.length > 0 && (
        <Section title={t('vaccines.programme.title')}>
          <Cards items={pressing} gp={gp} />
        </Section>
      )}
      {coming.length > 0 && (
        <Section title={t('vaccines.programme.coming')}>
          <Cards items={coming} gp={gp} />
        </Section>
      )}
      {done.length > 0 && (
        <Section title={t('vaccines.programme.done')}>
          <Cards items={done} gp={gp} />
        </Section>
      )}
      {others.length + childhood.length > 0 && (
        <details className={styles.others}>
          <summary>
            <h2>{t('vaccines.programme.others')}</h2>
          </summary>
          <p>{t('vaccines.programme.others-lead')}</p>
          <Cards items={others} gp={gp} />
          {childhood.length > 0 && <PastChildhood items={childhood} />}
        </details>
      )}
    </>
  )
}

function Cards({ items, gp }: Props) {
  return (
    <ul className={styles.cards}>
      {items.map((item) => (
        <RuleCard key={item.rule} item={item} gp={gp} />
      ))}
    </ul>
  )
}

/** For grown-ups the rules of childhood are one line, not a card each. */
function isPastChildhood({ status, notes }: ProgrammeItem): boolean {
  return status === 'not-for-you' && notes.includes('programme-age-passed')
}

function PastChildhood({ items }: { readonly items: readonly ProgrammeItem[] }) {
  const { t } = useTexts()
  const oneOfEachSource = [...new Map(items.map((item) => [item.source.id, item])).values()]
  return (
    <div className={`${styles.card} ${styles.below}`}>
      <h3 className={styles.name}>{t('vaccines.programme.childhood-over')}</h3>
      <p>{t('vaccines.note.programme-age-passed')}</p>
      <ul className={styles.names}>
        {items.map(({ rule }) => (
          <li key={rule}>{t(`vaccines.rule.${rule}.name`)}</li>
        ))}
      </ul>
      {oneOfEachSource.map((item) => (
        <RuleSource key={item.source.id} item={item} />
      ))}
    </div>
  )
}
