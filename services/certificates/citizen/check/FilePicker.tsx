import Button from '@helsenorge/designsystem-react/components/Button'
import { useTexts } from '@lomma/platform/web'
import { useRef } from 'react'

/** The browser's own file dialogue behind a button of ours. */
export function FilePicker({ onFile }: { readonly onFile: (file: File) => void }) {
  const { t } = useTexts()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant="outline" onClick={() => input.current?.click()}>
        {t('certificates.check.file')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".smart-health-card,application/smart-health-card,application/json,image/*"
        aria-label={t('certificates.check.file')}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // The same file may be chosen again.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
