import { type ReactNode, useEffect, useRef } from 'react'
import { useTexts } from '../web/index.ts'
import styles from './case.module.css'
import { useDeadlineInWords, useWho } from './words.ts'

export interface CaseHeadProps {
  /** What it is: the heading. */
  readonly title: string
  readonly patient: { readonly name: string; readonly age: number | null; readonly birthDate: string | null }
  readonly doctor?: string | null
  readonly handedTo?: { readonly name: string } | null
  readonly deadline: {
    readonly answerBy: string | null
    readonly daysToDeadline: number | null
    readonly late: boolean
  }
  readonly sent: string
  /** The number a person can quote. */
  readonly receipt?: string
  readonly state: string
  /** More facts, each a span. */
  readonly children?: ReactNode
}

let toCase = false

/** The person goes to a case, not past it: its heading takes focus when it is there, once. */
export function focusNextCase(wanted = true): void {
  toCase = wanted
}

/** Who asks for what, since when, by when, and who else is on it. */
export function CaseHead({
  title,
  patient,
  doctor,
  handedTo,
  deadline,
  sent,
  receipt,
  state,
  children,
}: CaseHeadProps) {
  const { t, formatDate } = useTexts()
  const who = useWho()
  const inWords = useDeadlineInWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (toCase) heading.current?.focus()
    toCase = false
  }, [])
  const key = (name: string) => `desk.head.${name}`
  return (
    <header className={styles.head}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p className={styles.who}>
        <strong>{who(patient)}</strong>
        {patient.birthDate !== null && <span>{t(key('born'), { date: patient.birthDate })}</span>}
        {doctor && <span>{t(key('doctor'), { name: doctor })}</span>}
        {handedTo && <span>{t(key('handed'), { name: handedTo.name })}</span>}
      </p>
      <p className={styles.when}>
        <span className={deadline.late ? styles.late : undefined}>
          {inWords(deadline)}
          {deadline.answerBy !== null && ` (${formatDate(deadline.answerBy)})`}
        </span>
        <span>{t(key('sent'), { at: sent })}</span>
        {receipt !== undefined && <span>{t(key('receipt'), { number: receipt })}</span>}
        <span>{state}</span>
        {children}
      </p>
    </header>
  )
}
