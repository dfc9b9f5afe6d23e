import { Row, Rows } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Item } from '../contract/index.ts'

/** Things with a date: what is coming, what is new. The whole row is the link. */
export function Items({ items }: { readonly items: readonly Item[] }) {
  return (
    <Rows>
      {items.map((item) => (
        <ItemRow key={item.id} item={item} />
      ))}
    </Rows>
  )
}

export function ItemRow({ item }: { readonly item: Item }) {
  const { text, relativeDay } = useTexts()
  const { title, detail, at, href } = item
  return (
    <Row
      href={href}
      title={text(title)}
      {...(detail ? { detail: text(detail) } : {})}
      {...(at ? { meta: relativeDay(at) } : {})}
    />
  )
}
