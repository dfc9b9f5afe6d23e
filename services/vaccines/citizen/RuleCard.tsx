import { Phone, StateLine, type Tone } from '@lomma/platform/ui'
import { type Texts, useTexts } from '@lomma/platform/web'
import type { ProgrammeItem, Status, VaccineList } from '../contract/index.ts'
import { isPressing } from './Programme.tsx'
import { RuleSource } from './RuleSource.tsx'
import styles from './vaccines.module.css'
import { inWords } from './words.ts'

const tones: Record<Exclude<Status, 'not-for-you'>, Tone> = {
  overdue: 'attention',
  due: 'attention',
  coming: 'waiting',
  done: 'done',
}

interface Props {
  readonly item: ProgrammeItem
  readonly gp: VaccineList['gp']
}

/** Where the person stands with one rule, what to do about it, and where the rule comes from. */
export function RuleCard({ item, gp }: Props) {
  const texts = useTexts()
  const { t } = texts
  const { rule, status, protectsAgainst, notes } = item
  return (
    <li className={`${styles.card} ${styles[status] ?? ''}`}>
      <h3 className={styles.name}>{t(`vaccines.rule.${rule}.name`)}</h3>
      {status === 'not-for-you' ? (
        <p className={styles.soft}>{t(`vaccines.rule.${rule}.when`)}</p>
      ) : (
        <StateLine tone={tones[status]} text={t(`vaccines.status.${status}`)} turn={standing(texts, item)} />
      )}
      {protectsAgainst.length > 1 && (
        <p className={styles.soft}>{t('vaccines.protects', { diseases: inWords(texts, protectsAgainst) })}</p>
      )}
      {notes.map((note) => (
        <p key={note}>{t(`vaccines.note.${note}`)}</p>
      ))}
      {isPressing(item) && <WhatToDo item={item} gp={gp} />}
      <RuleSource item={item} />
    </li>
  )
}

function WhatToDo({ item, gp }: Props) {
  const { t } = useTexts()
  if (item.contact === 'gp' && gp)
    return (
      <p className={styles.act}>
        {t('vaccines.contact.gp-named', { office: gp.office })} <Phone number={gp.phone} />
      </p>
    )
  return <p className={styles.act}>{t(`vaccines.contact.${item.contact}`)}</p>
}

/** Dates and doses in short sentences. */
function standing({ t }: Texts, { status, dueFrom, until, taken, needed, lastDose, validFrom }: ProgrammeItem): string {
  const isSeries = needed !== null && needed > 1
  const said = [
    // A rule younger than the person's due date is not recommended since before it was made.
    (status === 'overdue' || status === 'due') &&
      dueFrom !== null &&
      t('vaccines.since', { from: dueFrom > validFrom ? dueFrom : validFrom }),
    status === 'coming' && dueFrom !== null && t('vaccines.from', { from: dueFrom }),
    isSeries && t('vaccines.taken', { taken, needed }),
    lastDose !== null && t('vaccines.last', { date: lastDose }),
    status === 'done' && dueFrom !== null && t('vaccines.next', { from: dueFrom }),
    status !== 'done' && until !== null && t('vaccines.until', { until }),
  ]
  return said.filter((sentence) => sentence !== false).join(' ')
}
