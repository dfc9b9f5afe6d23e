import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, EmptyState, ErrorState, Sheet, Skeleton } from '@lomma/platform/ui'
import {
  type Case,
  type CaseProps,
  ErrorBoundary,
  InLanguage,
  type PreviewProps,
  useCases,
  useSession,
  useTexts,
} from '@lomma/platform/web'
import { type ComponentType, lazy, Suspense, useState } from 'react'
import type { WorkItem } from '../contract/index.ts'
import { useFilledTemplates, usePatient } from './api.ts'
import styles from './case.module.css'
import type { Desk, Opened } from './desk.ts'
import { usePresence } from './live.ts'
import { PatientSide } from './PatientSide.tsx'

interface Props {
  readonly open: Opened
  readonly desk: Desk
  readonly items: readonly WorkItem[]
}

/** The open case, whichever service it belongs to, with who else looks at it and the patient beside it. */
export function CaseSide({ open, desk, items }: Props) {
  const { t } = useTexts()
  const found = useCases().find(({ kind }) => kind === open.kind)
  return (
    <>
      <a className={styles.back} href="/kontor">
        ‹ {t('work-queue.case.back')}
      </a>
      {found ? (
        <ErrorBoundary fallback={(retry) => <Broken onRetry={retry} />}>
          <Suspense fallback={<Skeleton shape="text" count={10} />}>
            <Found open={open} desk={desk} items={items} found={found} />
          </Suspense>
        </ErrorBoundary>
      ) : (
        <EmptyState title={t('desk.case.not-found-title')}>
          <p>{t('desk.case.not-found')}</p>
        </EmptyState>
      )}
    </>
  )
}

function Found({ open, desk, items, found }: Props & { readonly found: Case }) {
  const others = usePresence(open)
  const templates = useFilledTemplates(open.kind, open.id)
  const Content = caseComponent(found)
  return (
    <>
      <OthersLooking names={others} />
      <Content
        id={open.id}
        begin={desk.begin}
        templates={templates.data?.templates ?? []}
        onDone={() => desk.goOn(open.id)}
      />
      <Preview open={open} found={found} />
      <PatientSide open={open} others={othersOf(items, open)} />
    </>
  )
}

/** What else of the same patient waits here. */
function othersOf(items: readonly WorkItem[], open: Opened): readonly WorkItem[] {
  const person = items.find(({ id, kind }) => id === open.id && kind === open.kind)?.person
  return items.filter((item) => item.person === person && item.id !== open.id)
}

/** `Ingvild ser på denne nå.` */
function OthersLooking({ names }: { readonly names: readonly string[] }) {
  const { t } = useTexts()
  return (
    <p role="status" className={names.length > 0 ? styles.looking : styles.quiet}>
      {names.length > 0 && t('work-queue.case.looking', { names: names.join(', '), count: names.length })}
    </p>
  )
}

/** What the patient sees, one press away, in the patient's language. */
function Preview({ open, found }: { readonly open: Opened; readonly found: Case }) {
  const { t } = useTexts()
  const [shown, show] = useState(false)
  const patient = usePatient(open.kind, open.id)
  const { kind } = useSession()
  const Content = previewComponent(found)
  if (!Content || !patient.data || (found.preview?.health && kind !== 'practitioner')) return null
  return (
    <>
      <p className={styles.preview}>
        <Button variant="borderless" onClick={() => show(true)}>
          {t('work-queue.case.preview')}
        </Button>
      </p>
      {shown && (
        <Sheet title={t('work-queue.case.preview-title')} onClose={() => show(false)}>
          <Suspense fallback={<Skeleton shape="text" count={4} />}>
            <InLanguage language={patient.data.language}>
              <Content id={open.id} />
            </InLanguage>
          </Suspense>
          <Actions>
            <Button variant="outline" onClick={() => show(false)}>
              {t('work-queue.bulk.close')}
            </Button>
          </Actions>
        </Sheet>
      )}
    </>
  )
}

function Broken({ onRetry }: { readonly onRetry: () => void }) {
  return <ErrorState failure={{ kind: 'broken', status: 0 }} service="work-queue" onRetry={onRetry} />
}

const cases = new Map<unknown, ComponentType<CaseProps>>()

function caseComponent({ load }: Case): ComponentType<CaseProps> {
  const known = cases.get(load)
  if (known) return known
  const component = lazy(load)
  cases.set(load, component)
  return component
}

const previews = new Map<unknown, ComponentType<PreviewProps>>()

function previewComponent({ preview }: Case): ComponentType<PreviewProps> | undefined {
  if (!preview) return undefined
  const known = previews.get(preview.load)
  if (known) return known
  const component = lazy(preview.load)
  previews.set(preview.load, component)
  return component
}
