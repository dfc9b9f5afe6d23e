import { Answer, Notice, Page, Section } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import type { Draft } from '../contract/index.ts'
import { useDraft } from './api.ts'
import { Changes } from './Changes.tsx'
import { DraftMoves } from './DraftMoves.tsx'
import { Editor } from './Editor.tsx'
import { Preview } from './Preview.tsx'
import { Conflicts } from './SchedulePreview.tsx'
import styles from './setup.module.css'
import { useEditor } from './use-editor.ts'

/** One draft: written, looked at as a citizen sees it, approved by another. */
export default function DraftPage() {
  const { t } = useTexts()
  const { draft = '' } = useParams()
  const query = useDraft(draft)
  return (
    <Page title={t('office-admin.draftTitle')} back={{ href: '/kontor/oppsett', label: t('office-admin.title') }} wide>
      <Answer query={query} service="office-admin" count={5}>
        {(found) => <Found key={found.id} draft={found} onRead={query.reload} />}
      </Answer>
    </Page>
  )
}

function Found({ draft, onRead }: { readonly draft: Draft; readonly onRead: () => void }) {
  const { t } = useTexts()
  const editor = useEditor(draft)
  const { now, content } = editor
  return (
    <>
      <StateWords draft={now} />
      {now.conflicts.length > 0 && (
        <Notice tone="attention" title={t('office-admin.schedules.conflicts', { count: now.conflicts.length })}>
          <p>{t('office-admin.schedules.conflicts-text')}</p>
          <Conflicts conflicts={now.conflicts} />
        </Notice>
      )}
      <div className={styles.columns}>
        {now.may.edit ? (
          <Editor editor={editor} />
        ) : (
          <Section title={t('office-admin.change.title')}>
            <div className={styles.paper}>
              <Changes changes={now.changes} />
            </div>
          </Section>
        )}
        <div className={styles.beside}>
          <Section title={t('office-admin.preview.title')}>
            <div className={styles.paper}>
              <Preview content={content} office={now.office} today={now.today} />
            </div>
          </Section>
          {now.may.edit && (
            <details className={styles.details}>
              <summary>{t('office-admin.change.count', { count: now.changes.length })}</summary>
              <Changes changes={now.changes} />
            </details>
          )}
        </div>
      </div>
      <DraftMoves key={now.state} editor={editor} onMoved={onRead} />
    </>
  )
}

function StateWords({ draft }: { readonly draft: Draft }) {
  const { t } = useTexts()
  const { state, authors, comment, commentBy, approvedBy, liveAt } = draft
  return (
    <>
      <p className={styles.state}>
        <strong>{t(`office-admin.state.${state}`)}</strong> {t('office-admin.writtenBy', { names: authors.join(', ') })}{' '}
        {state === 'approved' && liveAt && t('office-admin.approvedFor', { by: approvedBy ?? '', at: liveAt })}
      </p>
      {comment && (
        <Notice
          tone="attention"
          title={commentBy ? t('office-admin.sentBackBy', { name: commentBy }) : t('office-admin.overtaken.title')}
        >
          <p>{commentBy ? comment : t('office-admin.overtaken.text')}</p>
        </Notice>
      )}
    </>
  )
}
