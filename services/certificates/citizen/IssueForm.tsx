import { ActButton, Actions, ErrorState, Notice } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Vaccine } from '../contract/index.ts'
import { useIssue } from './api.ts'
import { Choices } from './Choices.tsx'
import styles from './certificates.module.css'
import { dateInWords, headingOf } from './words.ts'

/** Everything is chosen from the start: the one press left is "make". */
export function IssueForm({ vaccines }: { readonly vaccines: readonly Vaccine[] }) {
  const { t } = useTexts()
  const fit = vaccines.filter(({ why }) => why === null)
  const [chosen, setChosen] = useState<readonly string[]>(() => fit.map(({ id }) => id))
  const [none, setNone] = useState(false)
  const issue = useIssue(({ number }) => navigate(`/vaksiner/bevis/${number}`))
  const choose = (ids: readonly string[]) => {
    setNone(false)
    setChosen(ids)
  }
  const submit = () => {
    if (chosen.length === 0) return setNone(true)
    void issue.run({ vaccines: [...chosen] })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Choices vaccines={fit} onChoose={choose} />
      <p role="status" className={styles.count}>
        {t('certificates.choose.chosen', { count: chosen.length })}
      </p>
      <p role="alert" className={styles.error}>
        {none && t('certificates.choose.none')}
      </p>
      <Cannot vaccines={vaccines.filter(({ why }) => why !== null)} />
      <Before />
      <NotMade issue={issue} onRetry={submit} />
      <Actions>
        <ActButton act={t('certificates.choose.make')} onAct={submit} pending={issue.pending} />
      </Actions>
    </form>
  )
}

/** What is told, to whom, and for how long: before the press. */
function Before() {
  const { t } = useTexts()
  return (
    <Notice title={t('certificates.before.title')}>
      <ul className={styles.points}>
        <li>{t('certificates.before.tells')}</li>
        <li>{t('certificates.before.anyone')}</li>
        <li>{t('certificates.before.holds')}</li>
      </ul>
    </Notice>
  )
}

interface NotMadeProps {
  readonly issue: ReturnType<typeof useIssue>
  readonly onRetry: () => void
}

/** It waits for the network, or did not go through: what happened, and that nothing chosen is lost. */
function NotMade({ issue: { failure, pending, waiting }, onRetry }: NotMadeProps) {
  const { t } = useTexts()
  return (
    <>
      <div aria-live="polite">
        {waiting && (
          <Notice tone="attention">
            <p>{t('certificates.choose.waiting')}</p>
          </Notice>
        )}
      </div>
      {failure && !pending && (
        <ErrorState
          failure={failure}
          service="certificates"
          kept={t('certificates.choose.kept')}
          {...(failure.kind === 'refused' ? {} : { onRetry })}
        />
      )}
    </>
  )
}

/** What cannot be in a certificate, and why not. */
function Cannot({ vaccines }: { readonly vaccines: readonly Vaccine[] }) {
  const texts = useTexts()
  const { t } = texts
  if (vaccines.length === 0) return null
  return (
    <details className={styles.cannot}>
      <summary>{t('certificates.choose.cannot', { count: vaccines.length })}</summary>
      <ul>
        {vaccines.map((vaccine) => (
          <li key={vaccine.id}>
            <strong>{[headingOf(texts, vaccine), dateInWords(texts, vaccine.on)].filter(Boolean).join(', ')}.</strong>{' '}
            {t(`certificates.why.${vaccine.why ?? 'code-unknown'}`)}
          </li>
        ))}
      </ul>
    </details>
  )
}
