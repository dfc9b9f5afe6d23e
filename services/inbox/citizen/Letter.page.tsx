import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, Page, Section } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import { useEffect, useMemo, useRef } from 'react'
import type { LetterView } from '../contract/index.ts'
import { useLetter, useLetterRead } from './api.ts'
import styles from './inbox.module.css'

/** One letter: what it says, from whom, and what came with it. To have it open is to have read it. */
export default function LetterPage() {
  const { t } = useTexts()
  const { letter: id = '' } = useParams()
  const query = useLetter(id)
  const letter = query.data
  return (
    <Page
      title={letter?.title || t('inbox.letter.page')}
      back={{ href: '/innboks', label: t('inbox.title') }}
      {...(letter ? { lead: <From letter={letter} /> } : {})}
    >
      <Answer query={query} service="inbox" count={2}>
        {(data) => <Content key={data.id} letter={data} />}
      </Answer>
    </Page>
  )
}

function From({ letter: { from, at } }: { readonly letter: LetterView }) {
  const { t, formatDateTime } = useTexts()
  const when = formatDateTime(at)
  return from ? t('inbox.letter.fromWhen', { from, when }) : when
}

function Content({ letter }: { readonly letter: LetterView }) {
  const { t } = useTexts()
  const { run } = useLetterRead(letter.id)
  const told = useRef(false)
  useEffect(() => {
    if (letter.readAt !== null || told.current) return
    told.current = true
    void run({})
  }, [letter.readAt, run])
  return (
    <>
      {letter.text && (
        <div className={styles.message}>
          <p className={styles.words}>{letter.text}</p>
        </div>
      )}
      {letter.files.length > 0 && (
        <Section title={t('inbox.thread.attachments')}>
          <ul className={styles.files}>
            {letter.files.map((file, at) => (
              <li key={`${file.name}-${file.file ?? at}`}>
                <File file={file} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p className={styles.since}>{t('inbox.letter.oneWay')}</p>
      <Actions>
        <Button variant="borderless" onClick={() => window.print()}>
          {t('inbox.print')}
        </Button>
      </Actions>
    </>
  )
}

/** Given to be saved, never shown as a page of ours: nothing in it may run here. */
function File({ file: { name, data, file } }: { readonly file: LetterView['files'][number] }) {
  const { t } = useTexts()
  const href = useMemo(
    () => (data === null ? `/api/files/${file ?? ''}` : `data:application/octet-stream;base64,${data}`),
    [data, file],
  )
  return (
    <a href={href} download={name || 'vedlegg'}>
      {name || t('inbox.letter.file')}
    </a>
  )
}
