import Button from '@helsenorge/designsystem-react/components/Button'
import type { ReactNode } from 'react'
import { type Failure, type Query, useTexts } from '../web/index.ts'
import { Notice } from './Notice.tsx'
import { Actions, Phone } from './Page.tsx'
import { Skeleton, type SkeletonProps } from './Skeleton.tsx'

export interface ErrorStateProps {
  readonly failure: Failure
  /** Id of the service whose `refusal.<code>` texts apply. */
  readonly service: string
  /** What was kept: "Det du skrev, er her fortsatt." */
  readonly kept?: string
  /** Other way out. */
  readonly phone?: string
  readonly onRetry?: () => void
}

/** What happened, what was kept, what to do. In place of what could not be shown or done. */
export function ErrorState({ failure, service, kept, phone, onRetry }: ErrorStateProps) {
  const { t } = useTexts()
  const title = failure.kind === 'refused' ? undefined : t(`ui.failure.${failure.kind}.title`)
  return (
    <Notice tone={failure.kind === 'offline' ? 'attention' : 'bad'} announced {...(title ? { title } : {})}>
      <p>
        <RefusalMessage failure={failure} service={service} /> {kept}{' '}
        {phone && (
          <>
            {t('ui.failure.call')} <Phone number={phone} />.
          </>
        )}
      </p>
      {failure.kind === 'broken' && failure.requestId && (
        <p>{t('ui.failure.quote', { id: failure.requestId.slice(0, 8) })}</p>
      )}
      {onRetry && (
        <Actions>
          <Button variant="outline" onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        </Actions>
      )}
    </Notice>
  )
}

/** The sentence of a failure: `<service>.refusal.<code>`, else of conversations, else `ui.refusal.<code>`, else a plain one. */
export function RefusalMessage({ failure, service }: { readonly failure: Failure; readonly service: string }) {
  const { t, has } = useTexts()
  if (failure.kind !== 'refused') return t(`ui.failure.${failure.kind}.body`)
  const { code } = failure
  // Services with conversations refuse in the conversation's own words as well.
  const keys = [`${service}.refusal.${code}`, `dialogue.refusal.${code}`, `ui.refusal.${code}`]
  return t(keys.find(has) ?? 'ui.refusal.other', failure.params)
}

export interface PartialFailureProps {
  /** Whose part may be missing: "Helse Vest". */
  readonly source: string
  readonly since?: string
  readonly phone?: string
  readonly onRetry?: () => void
}

/** One dead source costs a line, never the page (rule 2 of docs/ARCHITECTURE.md). */
export function PartialFailure({ source, since, phone, onRetry }: PartialFailureProps) {
  const { t, relativeDay } = useTexts()
  return (
    <Notice tone="attention">
      <p>
        {since ? t('ui.partial.since', { source, when: relativeDay(since) }) : t('ui.partial.plain', { source })}{' '}
        {phone && (
          <>
            {t('ui.failure.call')} <Phone number={phone} />.
          </>
        )}
      </p>
      {onRetry && (
        <Button variant="borderless" onClick={onRetry}>
          {t('ui.retry')}
        </Button>
      )}
    </Notice>
  )
}

export interface AnswerProps<T> extends SkeletonProps {
  readonly query: Query<T>
  readonly service: string
  readonly phone?: string
  children(data: T): ReactNode
}

/** The three states of a fetched answer in one place: skeleton, error with retry, content. Old data stays on failure. */
export function Answer<T>({ query, service, phone, children, ...skeleton }: AnswerProps<T>) {
  const { data, failure, loading, reload } = query
  if (loading) return <Skeleton {...skeleton} />
  return (
    <>
      {failure && <ErrorState failure={failure} service={service} onRetry={reload} {...(phone ? { phone } : {})} />}
      {data !== undefined && children(data)}
    </>
  )
}
