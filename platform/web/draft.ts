import { useEffect, useState } from 'react'
import { draftPrefix } from './kept-drafts.ts'
import { useSession } from './session.ts'

/**
 * Words that are being written, kept in this tab until they are sent: a reload, a broken line or a session that ended does not
 * lose them. Another person in the same tab does not find them, and signing out takes them away.
 */
export function useDraft<T>(name: string, empty: T, isDraft: (value: unknown) => value is T) {
  const { name: who } = useSession()
  const key = `${draftPrefix}${name}`
  const [draft, setDraft] = useState<T>(() => read(key, who, isDraft) ?? empty)
  useEffect(() => {
    if (JSON.stringify(draft) === JSON.stringify(empty)) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ who, draft }))
  }, [key, who, draft, empty])
  const forget = () => {
    sessionStorage.removeItem(key)
    setDraft(empty)
  }
  return { draft, setDraft, forget }
}

function read<T>(key: string, who: string, isDraft: (value: unknown) => value is T): T | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('draft' in kept) || !('who' in kept)) return undefined
    return kept.who === who && isDraft(kept.draft) ? kept.draft : undefined
  } catch {
    return undefined
  }
}
