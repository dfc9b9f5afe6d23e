import { type ReactNode, useId } from 'react'
import styles from './setup.module.css'

interface ControlProps {
  readonly id: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string
}

interface Props {
  readonly label: string
  readonly fault: string | undefined
  readonly wide?: boolean
  children(props: ControlProps): ReactNode
}

/** A label, a control, and what is wrong with it. */
export function Field({ label, fault, wide = false, children }: Props) {
  const id = useId()
  return (
    <div className={wide ? `${styles.field} ${styles.fieldWide}` : styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': fault !== undefined, 'aria-describedby': `${id}-fault` })}
      <p id={`${id}-fault`} className={styles.error}>
        {fault}
      </p>
    </div>
  )
}
