import Button from '@helsenorge/designsystem-react/components/Button'
import Label from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { Actions, Page, Section } from '@lomma/platform/ui'
import { serverNow, useTexts } from '@lomma/platform/web'
import { useEffect, useRef, useState } from 'react'
import { CheckResult, type Outcome } from './CheckResult.tsx'
import { cardsIn } from './cards-in.ts'
import styles from './check.module.css'
import { FilePicker } from './FilePicker.tsx'
import { HowItWorks } from './HowItWorks.tsx'
import { Scanner } from './Scanner.tsx'
import { contentOf, loadDecoder } from './scan.ts'
import { useTrusted } from './trusted.ts'
import { checkCard, type Trusted } from './verify.ts'

/** Open to all: is this vaccine certificate real, and does it still hold? What is scanned stays on the device. */
export default function CheckPage() {
  const { t } = useTexts()
  const { trusted, refresh } = useTrusted()
  const [scanning, setScanning] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const result = useRef<HTMLDivElement>(null)
  useEffect(() => {
    loadDecoder().catch(() => undefined)
  }, [])
  useEffect(() => {
    if (!outcome) return
    // Long certificates are read from the top, where the answer is.
    result.current?.scrollIntoView()
    result.current?.focus({ preventScroll: true })
  }, [outcome])
  const check = async (content: string) => {
    setScanning(false)
    setOutcome(await judge(content, await refresh()))
  }
  const readFile = (file: File) => void contentOf(file).then(check, () => check(''))
  return (
    <Page title={t('certificates.check.title')} lead={t('certificates.check.lead')}>
      <div ref={result} tabIndex={-1} className={styles.result}>
        {outcome && <CheckResult outcome={outcome} />}
      </div>
      {scanning ? (
        <Scanner onFound={(content) => void check(content)} onClose={() => setScanning(false)} />
      ) : (
        <Actions>
          {canScan && <Button onClick={() => setScanning(true)}>{t('certificates.check.scan')}</Button>}
          <FilePicker onFile={readFile} />
        </Actions>
      )}
      <Paste onPasted={(content) => void check(content)} />
      <HowItWorks trusted={trusted} />
    </Page>
  )
}

/** For those who were sent the code, and for keyboards. */
function Paste({ onPasted }: { readonly onPasted: (content: string) => void }) {
  const { t } = useTexts()
  const [pasted, setPasted] = useState('')
  return (
    <Section title={t('certificates.check.paste.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onPasted(pasted)
        }}
      >
        <Textarea
          textareaId="pasted-card"
          label={<Label labelTexts={[{ text: t('certificates.check.paste.label') }]} />}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
          minRows={2}
          maxRows={5}
        />
        <Actions>
          <Button variant="outline" type="submit">
            {t('certificates.check.paste.act')}
          </Button>
        </Actions>
      </form>
    </Section>
  )
}

const canScan = typeof navigator !== 'undefined' && navigator.mediaDevices !== undefined

async function judge(content: string, trusted: Trusted | undefined): Promise<Outcome> {
  const offline = !navigator.onLine
  const cards = cardsIn(content)
  if (cards.length === 0) return { checks: [{ verdict: 'unreadable' }], at: undefined, offline }
  if (!trusted) return { checks: [{ verdict: 'cannot-check' }], at: undefined, offline }
  const now = serverNow()
  const checks = await Promise.all(cards.map((card) => checkCard(card, trusted, now)))
  return { checks, at: trusted.at, offline }
}
