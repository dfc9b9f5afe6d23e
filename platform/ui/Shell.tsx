import type { ReactNode } from 'react'
import { useTexts } from '../web/index.ts'
import styles from './shell.module.css'

/** First thing the Tab key meets: past the menu, to the content (`<main id="innhold">`). */
export function SkipLink() {
  const { t } = useTexts()
  return (
    <a className={styles.skip} href="#innhold">
      {t('ui.skip')}
    </a>
  )
}

/** Lomma's mark, a pocket, with the name beside it. */
export function Mark({ href, children }: { readonly href: string; readonly children?: ReactNode }) {
  return (
    <a className={styles.mark} href={href}>
      <PocketMark size={32} />
      Lomma{children}
    </a>
  )
}

/** The pocket alone; decoration. */
export function PocketMark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M5 4h22a2 2 0 0 1 2 2v12c0 7-5.8 12-13 12S3 25 3 18V6a2 2 0 0 1 2-2Zm1 7v7c0 5.300 4.500 9 10 9s10-3.700 10-9v-7H6Z" />
      <path d="M14.500 14h3v3h3v3h-3v3h-3v-3h-3v-3h3z" />
    </svg>
  )
}
