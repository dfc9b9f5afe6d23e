import { useTexts } from '../web/index.ts'
import styles from './states.module.css'

/** `done`: finished well · `waiting`: someone else's turn · `attention`: your turn, or late · `ended`: over without effect. */
export type Tone = 'done' | 'waiting' | 'attention' | 'ended'

export interface StateLineProps {
  readonly tone: Tone
  /** The state in words: "Sendt til legen". */
  readonly text: string
  /** Whose turn it is, and by when: "Legen svarer innen fredag 6. mars. Du trenger ikke gjøre noe nå." */
  readonly turn?: string
}

/** Where a matter stands, in words; the mark repeats it by shape, never by colour alone. */
export function StateLine({ tone, text, turn }: StateLineProps) {
  return (
    <div className={`${styles.line} ${styles[tone]}`}>
      <span className={styles.mark} aria-hidden="true" />
      <span>
        <span className={styles.words}>{text}</span>
        {turn && <span className={styles.turn}>{turn}</span>}
      </span>
    </div>
  )
}

export interface Step {
  readonly label: string
  /** ISO date or instant, when known. */
  readonly at?: string
  /** Whose turn, what it means, the reason. */
  readonly note?: string
  readonly state: 'done' | 'now' | 'ahead'
}

const stepClass = { done: styles.stepDone, now: styles.stepNow, ahead: styles.stepAhead } as const

/** The states of a matter in order: sent → received → opened → answered. */
export function Timeline({ steps }: { readonly steps: readonly Step[] }) {
  const { t, relativeDay } = useTexts()
  return (
    <ol className={styles.timeline}>
      {steps.map((step) => (
        <li
          key={step.label}
          className={`${styles.step} ${stepClass[step.state]}`}
          {...(step.state === 'now' ? { 'aria-current': 'step' as const } : {})}
        >
          <span className={styles.stepLabel}>{step.label}</span>
          <span className="only-spoken"> {t(`ui.step.${step.state}`)}</span>
          {step.at && <span className={styles.stepNote}>{relativeDay(step.at)}</span>}
          {step.note && <span className={styles.stepNote}>{step.note}</span>}
        </li>
      ))}
    </ol>
  )
}
