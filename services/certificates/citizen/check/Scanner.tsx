import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Notice } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useEffect, useRef, useState } from 'react'
import styles from './check.module.css'
import { loadDecoder, pixelsOf } from './scan.ts'

/** Milliseconds between two looks: often enough for the hand, seldom enough for the battery. */
const lookEvery = 200

interface Props {
  readonly onFound: (content: string) => void
  readonly onClose: () => void
}

/** The camera's picture until a code is in it. Nothing of it is kept, and nothing is sent. */
export function Scanner({ onFound, onClose }: Props) {
  const { t } = useTexts()
  const video = useRef<HTMLVideoElement>(null)
  const [closed, setClosed] = useState(false)
  const found = useRef(onFound)
  useEffect(() => {
    found.current = onFound
  })
  useEffect(() => {
    const stop = new AbortController()
    watch(video.current, stop.signal, (content) => found.current(content)).catch(() => setClosed(true))
    return () => stop.abort()
  }, [])
  return (
    <div className={styles.scanner}>
      {closed ? (
        <Notice tone="attention" title={t('certificates.check.camera.closed')} announced>
          <p>{t('certificates.check.camera.closed-body')}</p>
        </Notice>
      ) : (
        <>
          <p role="status">{t('certificates.check.camera.hold')}</p>
          <video ref={video} className={styles.video} playsInline muted />
        </>
      )}
      <Actions>
        <Button variant="outline" onClick={onClose}>
          {t('certificates.check.camera.stop')}
        </Button>
      </Actions>
    </div>
  )
}

async function watch(
  video: HTMLVideoElement | null,
  stop: AbortSignal,
  onFound: (content: string) => void,
): Promise<void> {
  if (!video) return
  const wanted = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 1280 } }
  const [stream, decode] = await Promise.all([navigator.mediaDevices.getUserMedia({ video: wanted }), loadDecoder()])
  const end = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (stop.aborted) return end()
  stop.addEventListener('abort', end)
  video.srcObject = stream
  await video.play()
  while (!stop.aborted) {
    const pixels = pixelsOf(video, video.videoWidth, video.videoHeight)
    const content = pixels && decode(pixels)
    if (content && !stop.aborted) return onFound(content)
    await new Promise((next) => setTimeout(next, lookEvery))
  }
}
