import { serverNow, useTexts } from '@lomma/platform/web'
import { useEffect, useState } from 'react'
import styles from './appointments.module.css'

/** Whole seconds until an instant, by the server's clock; 0 when it has passed. */
export function useSecondsLeft(until: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - serverNow().getTime()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500)
    return () => clearInterval(timer)
  })
  return seconds
}

/** How long the time is kept: seen by the second, read out by the minute. */
export function HoldClock({ seconds }: { readonly seconds: number }) {
  const { t } = useTexts()
  const minutes = Math.ceil(seconds / 60)
  const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <p className={styles.clock}>
      <span aria-hidden="true">{t('appointments.hold.left', { time: shown })}</span>
      <span className="only-spoken" aria-live="polite">
        {t('appointments.hold.minutes', { count: minutes })}
      </span>
    </p>
  )
}
