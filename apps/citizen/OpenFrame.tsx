import { LanguageMenu, Mark, OfflineLine, SkipLink } from '@lomma/platform/ui'
import type { ReactNode } from 'react'
import styles from './frame.module.css'

/** Around what is for everybody: the mark and the language, and no places, which belong to those who are signed in. */
export function OpenFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.open}>
      <SkipLink />
      <header className={`${styles.header} not-printed`}>
        <div className={styles.bar}>
          <Mark href="/" />
          <LanguageMenu />
        </div>
      </header>
      <OfflineLine />
      <main id="innhold" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  )
}
