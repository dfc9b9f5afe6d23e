import { useTexts } from '@lomma/platform/web'
import type { WorkList } from '../contract/index.ts'
import { filters, selected } from '../domain/selection.ts'
import type { Desk } from './desk.ts'
import styles from './queue.module.css'

interface Props {
  readonly list: WorkList
  readonly desk: Desk
}

/** Whose and which. A kind that nobody waits for now is not offered; nor is "unread" where nothing is. */
export function Filters({ list, desk }: Props) {
  const { t } = useTexts()
  const { selection, setFilter } = desk
  const count = (filter: (typeof filters)[number]) => selected(list.items, { filter, kind: selection.kind }).length
  const offered = filters.filter(
    (filter) => !['unread', 'handed'].includes(filter) || filter === selection.filter || count(filter) > 0,
  )
  return (
    <>
      <fieldset className={styles.filters}>
        <legend className="only-spoken">{t('work-queue.filter.label')}</legend>
        {offered.map((filter) => (
          <button
            key={filter}
            type="button"
            aria-pressed={selection.filter === filter}
            onClick={() => setFilter(filter)}
          >
            {t(`work-queue.filter.${filter}`)} <span>{count(filter)}</span>
          </button>
        ))}
      </fieldset>
      <Kinds list={list} desk={desk} />
    </>
  )
}

function Kinds({ list, desk }: Props) {
  const { t } = useTexts()
  const { kind: chosen, filter } = desk.selection
  const there = list.kinds.filter(({ kind }) => kind === chosen || list.items.some((item) => item.kind === kind))
  if (there.length < 2) return null
  const count = (kind: string | null) => selected(list.items, { filter, kind }).length
  return (
    <label className={styles.kinds}>
      <span>{t('work-queue.filter.kind')}</span>
      <select value={chosen ?? ''} onChange={({ target: { value } }) => desk.setKind(value || null)}>
        <option value="">
          {t('work-queue.filter.all-kinds')} ({count(null)})
        </option>
        {there.map(({ kind, title }) => (
          <option key={kind} value={kind}>
            {t(title)} ({count(kind)})
          </option>
        ))}
      </select>
    </label>
  )
}
