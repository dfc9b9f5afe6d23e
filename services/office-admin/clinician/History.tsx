import Button from '@helsenorge/designsystem-react/components/Button'
import { EmptyState, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Version } from '../contract/index.ts'
import { Changes } from './Changes.tsx'
import styles from './setup.module.css'

interface Props {
  readonly history: readonly Version[]
  readonly pending: boolean
  readonly onBegin: (version: string) => void
}

/** Who changed what and when; an earlier version is the start of a new draft. */
export function History({ history, pending, onBegin }: Props) {
  const { t } = useTexts()
  return (
    <Section title={t('office-admin.history.title')}>
      {history.length === 0 ? (
        <EmptyState title={t('office-admin.history.empty')} />
      ) : (
        <ol className={styles.history}>
          {history.map((version) => (
            <li key={version.id}>
              <h3>{t('office-admin.history.at', { at: version.wentLiveAt })}</h3>
              <p className={styles.soft}>{who(t, version)}</p>
              <Changes changes={version.changes} />
              {version.state !== 'live' && (
                <Button variant="borderless" aria-disabled={pending} onClick={() => onBegin(version.id)}>
                  {t('office-admin.history.again', { at: version.wentLiveAt })}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

function who(t: ReturnType<typeof useTexts>['t'], { authors, approvedBy }: Version): string {
  if (authors.length === 0) return t('office-admin.history.unknown')
  return t('office-admin.history.who', { names: authors.join(', '), by: approvedBy ?? '' })
}
