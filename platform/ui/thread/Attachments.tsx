import Button from '@helsenorge/designsystem-react/components/Button'
import { useId, useRef, useState } from 'react'
import type { Attachment } from '../../thread/index.ts'
import { type Failure, failureOf, newIdempotencyKey, uploadFile, useTexts } from '../../web/index.ts'
import { RefusalMessage } from '../Failure.tsx'
import { OnlySpoken } from '../Page.tsx'
import styles from './thread.module.css'

const mega = 1024 * 1024
/** As the server has it: each, and together. */
const largest = { file: 20 * mega, together: 25 * mega } as const

interface Failed {
  readonly name: string
  readonly failure: Failure
}

export interface AttachmentsProps {
  readonly files: readonly Attachment[]
  readonly onFiles: (change: (files: readonly Attachment[]) => readonly Attachment[]) => void
  /** The conversation an office answers, or what it begins one about; a citizen's files need none. */
  readonly thread?: string
}

/** Pictures and PDF that follow a message: brought to the server at once, each with its own word if it is not taken. */
export function Attachments({ files, onFiles, thread }: AttachmentsProps) {
  const { t } = useTexts()
  const { choose, coming, failed } = useBringing(onFiles, thread)
  const together = files.reduce((sum, { size }) => sum + size, 0)
  return (
    <div className={styles.attachments}>
      <Chooser onChosen={choose} />
      <ul className={styles.files} aria-label={t('dialogue.attach.list')}>
        {files.map((file) => (
          <li key={file.id}>
            <span>{file.name}</span>{' '}
            <Button variant="borderless" onClick={() => onFiles((now) => now.filter(({ id }) => id !== file.id))}>
              {t('dialogue.attach.remove')} <OnlySpoken>{file.name}</OnlySpoken>
            </Button>
          </li>
        ))}
      </ul>
      <div role="status">
        {coming.length > 0 && <p>{t('dialogue.attach.coming', { count: coming.length })}</p>}
        {together > largest.together && <p>{t('dialogue.refusal.attachments-too-large')}</p>}
      </div>
      <div role="alert">
        {failed.map(({ name, failure }) => (
          <p key={name} className={styles.failed}>
            {name}: <RefusalMessage failure={failure} service="dialogue" />
          </p>
        ))}
      </div>
    </div>
  )
}

/** Files on their way, and those that were not taken. */
function useBringing(onFiles: AttachmentsProps['onFiles'], thread: string | undefined) {
  const [coming, setComing] = useState<readonly string[]>([])
  const [failed, setFailed] = useState<readonly Failed[]>([])
  const bring = async (file: File) => {
    setComing((now) => [...now, file.name])
    try {
      if (file.size > largest.file) throw new TooLarge()
      const kept = await uploadFile(file, thread, newIdempotencyKey())
      onFiles((now) => [...now, kept])
    } catch (error) {
      const failure: Failure =
        error instanceof TooLarge
          ? { kind: 'refused', code: 'file-too-large', status: 413, params: {} }
          : failureOf(error)
      setFailed((now) => [...now, { name: file.name, failure }])
    } finally {
      setComing((now) => now.toSpliced(now.indexOf(file.name), 1))
    }
  }
  const choose = (chosen: readonly File[]) => {
    setFailed([])
    for (const file of chosen) void bring(file)
  }
  return { choose, coming, failed }
}

class TooLarge extends Error {}

function Chooser({ onChosen }: { readonly onChosen: (files: readonly File[]) => void }) {
  const { t } = useTexts()
  const help = useId()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <label className={styles.choose}>
        {t('dialogue.attach.choose')}
        <input
          ref={input}
          type="file"
          multiple
          accept="image/jpeg,image/png,application/pdf"
          aria-describedby={help}
          onChange={(event) => {
            onChosen([...(event.target.files ?? [])])
            // The same file may be chosen again after a failure.
            if (input.current) input.current.value = ''
          }}
        />
      </label>
      <p id={help} className={styles.help}>
        {t('dialogue.attach.help')}
      </p>
    </>
  )
}
