import { useTexts } from '@lomma/platform/web'
import type { Entry } from '../contract/index.ts'

/** What a line says on the screen, for the search: it looks through what is already here, and nothing typed travels. */
export function useWords(): (entry: Entry) => string {
  const { text, formatDate } = useTexts()
  return ({ title, detail, state, from, searchText, at }) =>
    [text(title), detail && text(detail), state && text(state), from, searchText, formatDate(at)]
      .filter(Boolean)
      .join(' ')
}
