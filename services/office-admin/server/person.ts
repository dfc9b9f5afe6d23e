import type { Actor } from '@lomma/platform/access'
import type { OfficeContext } from '@lomma/platform/service'
import type { Author, VersionRow } from './queries.ts'

/** Who acts, by the id that stays the same from day to day. */
export function personOf(actor: OfficeContext['actor']): Author {
  return { id: actor.kind === 'office' ? actor.person : actor.practitioner, name: actor.name }
}

export function isAuthor(row: VersionRow, actor: Actor): boolean {
  if (actor.kind !== 'office' && actor.kind !== 'practitioner') return false
  const { id } = personOf(actor)
  return row.authors.some((author) => author.id === id)
}
