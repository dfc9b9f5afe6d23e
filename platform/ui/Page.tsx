import Icon from '@helsenorge/designsystem-react/components/Icon'
import ChevronLeft from '@helsenorge/designsystem-react/components/Icons/ChevronLeft'
import type { ReactNode } from 'react'
import { useArrival } from '../web/index.ts'
import styles from './page.module.css'
import { Skeleton } from './Skeleton.tsx'

export interface PageProps {
  /** The heading: what this page is. */
  readonly title: string
  /** One sentence under it. */
  readonly lead?: ReactNode
  readonly back?: { readonly href: string; readonly label: string }
  /** For tables and queues; text stays in a narrow column. `all`: for a calendar, which has use for every pixel. */
  readonly wide?: boolean | 'all'
  readonly children?: ReactNode
}

/** Frame of every screen: back link, heading (focused after a navigation), lead, content. */
export function Page({ title, lead, back, wide, children }: PageProps) {
  const heading = useArrival<HTMLHeadingElement>()
  return (
    <div className={shapeOf(wide)}>
      {back && (
        <a className={styles.back} href={back.href}>
          <Icon svgIcon={ChevronLeft} size={38} color="currentColor" />
          {back.label}
        </a>
      )}
      <h1 className={styles.heading} tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  )
}

/** In place of a page whose code is on its way: no heading yet, so nothing to focus. */
export function PageSkeleton({ wide }: Pick<PageProps, 'wide'>) {
  return (
    <div className={shapeOf(wide)}>
      <Skeleton />
    </div>
  )
}

function shapeOf(wide: PageProps['wide']): string {
  if (!wide) return styles.page ?? ''
  return `${styles.page} ${wide === 'all' ? styles.all : styles.wide}`
}

/** A part of a page under its own heading. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionHeading}>{title}</h2>
      {children}
    </section>
  )
}

/** One thing on paper: a medicine, the GP, a task. `level` is the heading's level on the page. */
export function Card(props: { readonly title?: string; readonly level?: 2 | 3; readonly children: ReactNode }) {
  const Heading = props.level === 2 ? 'h2' : 'h3'
  return (
    <div className={styles.card}>
      {props.title && <Heading className={styles.cardHeading}>{props.title}</Heading>}
      {props.children}
    </div>
  )
}

/** The buttons of a page or card: the one primary act first. */
export function Actions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}

/** A phone number that can be pressed. */
export function Phone({ number }: { readonly number: string }) {
  const digits = number.replaceAll(/[^\d+]/g, '')
  const shown = digits.replace(/^(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1 $2 $3 $4').replace(/^(\d{3})(\d{3})$/, '$1 $2')
  return (
    <a className={styles.phone} href={`tel:${digits}`}>
      {shown.startsWith('+') ? number : shown}
    </a>
  )
}

/** Text for screen readers alone. */
export function OnlySpoken({ children }: { readonly children: ReactNode }) {
  return <span className="only-spoken">{children}</span>
}
