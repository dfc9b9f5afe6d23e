import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, ErrorState, Notice } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Content, ServiceContent } from '../contract/index.ts'
import { changesBetween } from '../domain/content.ts'
import { faultsOf } from '../domain/faults.ts'
import { Changes } from './Changes.tsx'
import { HoursFields } from './HoursFields.tsx'
import { NoticeFields } from './NoticeFields.tsx'
import { ScheduleFields } from './ScheduleFields.tsx'
import { ServiceFields } from './ServiceFields.tsx'
import styles from './setup.module.css'
import type { DraftEditor } from './use-editor.ts'

/** What is wrong at one place of the form, in words; undefined when nothing is. */
export type FaultAt = (at: string) => string | undefined

/** The whole of what an office says. Kept at each pause; nothing here is seen by citizens. */
export function Editor({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTexts()
  const { content, now, write } = editor
  const faults = faultsOf(content, now.today)
  const faultAt: FaultAt = (at) => {
    const found = faults.find((one) => one.at === at)
    return found && t(`office-admin.fault.${found.code}`, found.params)
  }
  const setService = (kind: ServiceContent['kind'], change: Partial<ServiceContent>) =>
    write((all) => ({
      ...all,
      services: all.services.map((one) => (one.kind === kind ? { ...one, ...change } : one)),
    }))
  const set = (change: Partial<Content>) => write((all) => ({ ...all, ...change }))
  return (
    <div className={styles.editor}>
      <Saving editor={editor} />
      <section>
        <h2>{t('office-admin.services')}</h2>
        {content.services.map((service) => (
          <ServiceFields
            key={service.kind}
            service={service}
            faultAt={faultAt}
            onSet={(change) => setService(service.kind, change)}
          />
        ))}
      </section>
      <HoursFields hours={content.hours} faultAt={faultAt} onSet={(hours) => set({ hours })} />
      <NoticeFields
        notices={content.notices}
        today={now.today}
        faultAt={faultAt}
        onSet={(notices) => set({ notices })}
      />
      <ScheduleFields
        schedules={content.schedules}
        today={now.today}
        faultAt={faultAt}
        onSet={(schedules) => set({ schedules })}
      />
    </div>
  )
}

/** Whether it is kept; when somebody else has saved, both are shown and nothing is thrown away by itself. */
function Saving({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTexts()
  const { state, failure, theirs, content, now } = editor
  return (
    <>
      <p role="status" className={styles.saving}>
        {state === 'saved' ? t('office-admin.saving.saved', { at: now.changedAt }) : t(`office-admin.saving.${state}`)}
      </p>
      {theirs && (
        <Notice tone="attention" title={t('office-admin.conflict.title')} announced>
          <p>{t('office-admin.conflict.text', { names: theirs.authors.join(', ') })}</p>
          <Changes changes={changesBetween(theirs.content, content)} />
          <Actions>
            <Button onClick={() => editor.take('mine')}>{t('office-admin.conflict.mine')}</Button>
            <Button variant="outline" onClick={() => editor.take('theirs')}>
              {t('office-admin.conflict.theirs')}
            </Button>
          </Actions>
        </Notice>
      )}
      {failure && !theirs && (
        <ErrorState
          failure={failure}
          service="office-admin"
          kept={t('office-admin.saving.kept')}
          onRetry={() => void editor.flush()}
        />
      )}
    </>
  )
}
