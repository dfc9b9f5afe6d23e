import Icon, { type SvgIcon } from '@helsenorge/designsystem-react/components/Icon'
import ChevronRight from '@helsenorge/designsystem-react/components/Icons/ChevronRight'
import type { ReactNode } from 'react'
import { monthOf } from '../i18n/index.ts'
import { useTexts } from '../web/index.ts'
import styles from './lists.module.css'

/** A list of things, each a `Row`. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>
}

export interface RowProps {
  readonly title: string
  readonly detail?: ReactNode
  /** State or date, under the detail. */
  readonly meta?: ReactNode
  /** The whole row is the link; without it the row is a fact. */
  readonly href?: string
  /** Icon of the design system; decoration, never alone. */
  readonly icon?: SvgIcon
}

export function Row({ title, detail, meta, href, icon }: RowProps) {
  const content = (
    <>
      {icon && (
        <span className={styles.icon}>
          <Icon svgIcon={icon} size={38} color="currentColor" />
        </span>
      )}
      <span className={styles.text}>
        <span className={styles.title}>{title}</span>
        {detail && <span className={styles.detail}>{detail}</span>}
        {meta && <span className={styles.meta}>{meta}</span>}
      </span>
      {href && (
        <span className={styles.chevron}>
          <Icon svgIcon={ChevronRight} size={38} color="currentColor" />
        </span>
      )}
    </>
  )
  return (
    <li className={styles.row}>
      {href ? <a href={href}>{content}</a> : <div className={styles.plain}>{content}</div>}
    </li>
  )
}

export interface MonthListProps<T> {
  readonly items: readonly T[]
  /** ISO date or instant; the list is grouped in the order given. */
  date(item: T): string
  /** A `Row` with a `key`. */
  children(item: T): ReactNode
  /** Level of the months' headings: 2 on a page of its own, 3 within a `Section`. */
  readonly level?: 2 | 3
}

/** A list grouped by month, for what has dates. */
export function MonthList<T>({ items, date, children, level = 2 }: MonthListProps<T>) {
  const { formatMonth } = useTexts()
  const Heading = level === 2 ? 'h2' : 'h3'
  const months = new Map<string, T[]>()
  for (const item of items) {
    const month = monthOf(date(item))
    months.set(month, [...(months.get(month) ?? []), item])
  }
  return (
    <div className={styles.months}>
      {[...months].map(([month, group]) => (
        <section key={month}>
          <Heading className={styles.month}>{formatMonth(month)}</Heading>
          <Rows>{group.map(children)}</Rows>
        </section>
      ))}
    </div>
  )
}

export interface Fact {
  readonly term: string
  readonly value: ReactNode
}

/** Facts as term and value; those without a value are left out by the caller. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, value }) => (
        <div key={term} className={styles.fact}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Where a fact comes from and how old it is: "Kilde: Reseptregisteret, hentet i dag kl. 10.30". */
export function SourceLine({ source, at }: { readonly source: string; readonly at?: string }) {
  const { t, relativeDay } = useTexts()
  return (
    <p className={styles.source}>
      {at ? t('ui.source.dated', { source, when: relativeDay(at) }) : t('ui.source.plain', { source })}
    </p>
  )
}
