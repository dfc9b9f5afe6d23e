import { Answer, EmptyState, Notice, Page, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Absence, Absences } from '../contract/index.ts'
import { AbsenceForm } from './AbsenceForm.tsx'
import { AbsenceRow } from './AbsenceRow.tsx'
import styles from './absence.module.css'
import { useAbsences } from './api.ts'

/** B7: who is away, until when, and who stands in. Two presses: the days, and "register". */
export default function AbsencePage() {
  const { t } = useTexts()
  const query = useAbsences()
  return (
    <Page title={t('absence.title')} lead={t('absence.lead')} wide>
      <Answer query={query} service="absence" count={4}>
        {(found) => <Overview found={found} />}
      </Answer>
    </Page>
  )
}

function Overview({ found }: { readonly found: Absences }) {
  const { t } = useTexts()
  const [editing, setEditing] = useState<Absence>()
  const [said, setSaid] = useState<string>()
  const done = (what: string) => () => {
    setEditing(undefined)
    setSaid(t(`absence.done.${what}`))
  }
  return (
    <div className={styles.columns}>
      {found.doctors.length > 0 && (
        <AbsenceForm
          key={editing?.id ?? `new ${said ?? ''}`}
          found={found}
          editing={editing}
          onDone={done(editing ? 'changed' : 'registered')}
          onCancel={() => setEditing(undefined)}
        />
      )}
      <div>
        <div aria-live="polite">
          {said && (
            <Notice tone="good">
              <p>{said}</p>
            </Notice>
          )}
        </div>
        <Section title={t('absence.list.title')}>
          {found.absences.length === 0 ? (
            <EmptyState title={t('absence.list.empty')} />
          ) : (
            <List found={found} absences={found.absences} onEdit={setEditing} onEnded={done('ended')} />
          )}
        </Section>
        {found.past.length > 0 && (
          <details className={styles.past}>
            <summary>{t('absence.list.past', { count: found.past.length })}</summary>
            <List found={found} absences={found.past} />
          </details>
        )}
      </div>
    </div>
  )
}

interface ListProps {
  readonly found: Absences
  readonly absences: readonly Absence[]
  readonly onEdit?: (absence: Absence) => void
  readonly onEnded?: () => void
}

function List({ found, absences, onEdit, onEnded }: ListProps) {
  return (
    <ul className={styles.list}>
      {absences.map((absence) => (
        <AbsenceRow
          key={`${absence.role} ${absence.id}`}
          absence={absence}
          version={found.doctors.find(({ role }) => role === absence.role)?.version}
          {...(onEdit && onEnded ? { onEdit, onEnded } : {})}
        />
      ))}
    </ul>
  )
}
