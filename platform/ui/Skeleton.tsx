import { useEffect, useState } from 'react'
import { useTexts } from '../web/index.ts'
import styles from './states.module.css'

export interface SkeletonProps {
  /** How many of the real thing to draw. */
  readonly count?: number
  /** `rows`: lists and cards · `text`: lines · `facts`: term and value. */
  readonly shape?: 'rows' | 'text' | 'facts'
}

/** What takes less than this is not worth a flicker. */
const patience = 300

/** The shape of what is coming, after 300 ms. */
export function Skeleton({ count = 3, shape = 'rows' }: SkeletonProps) {
  const { t } = useTexts()
  const late = useLater(patience)
  return (
    <div role="status" className={styles.skeleton}>
      {late && <span className="only-spoken">{t('ui.loading')}</span>}
      {late &&
        Array.from({ length: count }, (_, index) => (
          <div
            key={index}
            className={`${styles.bone} ${shape === 'rows' ? styles.boneRow : index % 2 ? styles.boneShort : ''}`}
          />
        ))}
    </div>
  )
}

/** True once a while has passed. */
export function useLater(ms: number): boolean {
  const [later, setLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return later
}
