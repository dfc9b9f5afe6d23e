import { type Failure, failureOf, invalidate, newIdempotencyKey, useOnline } from '@lomma/platform/web'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Content, Draft } from '../contract/index.ts'
import { readDraft, saveDraft } from './api.ts'

/** After the last key: short enough that nothing is lost, long enough that not every letter is sent. */
const restMs = 600

export type SaveState = 'saved' | 'saving' | 'waiting'

export interface DraftEditor {
  /** The draft as the server has it. */
  readonly now: Draft
  /** What is written here. */
  readonly content: Content
  readonly state: SaveState
  readonly failure: Failure | undefined
  /** Somebody else has saved: theirs, beside what is written here. */
  readonly theirs: Draft | undefined
  write(change: (content: Content) => Content): void
  /** Everything is with the server, or the reason is in `failure`. */
  flush(): Promise<Draft | undefined>
  take(which: 'mine' | 'theirs'): void
  moved(draft: Draft): void
}

/** Keeps a draft while it is written: saved at each pause, kept here when the network or somebody else is in the way. */
export function useEditor(draft: Draft): DraftEditor {
  const saving = useSaving(draft)
  const { held, set, theirs, failure, flush } = saving
  const [content, setContent] = useState(draft.content)
  useEffect(() => {
    if (!held.current.dirty || theirs || failure) return
    const timer = setTimeout(() => void flush(), restMs)
    return () => clearTimeout(timer)
  })
  const put = (kept: Draft, written: Content, dirty: boolean) => {
    Object.assign(held.current, { draft: kept, content: written, dirty })
    setContent(written)
    set({ now: kept, state: dirty ? 'waiting' : 'saved' })
  }
  return {
    ...{ now: saving.now, content, state: saving.state, failure, theirs, flush },
    write: (change) => put(held.current.draft, change(held.current.content), true),
    take(which) {
      if (theirs) put(theirs, which === 'mine' ? held.current.content : theirs.content, which === 'mine')
    },
    moved: (kept) => put(kept, kept.content, false),
  }
}

interface Saving {
  readonly now: Draft
  readonly state: SaveState
  readonly failure?: Failure
  readonly theirs?: Draft
}

/** One save at a time; what is written meanwhile goes with the next. */
function useSaving(draft: Draft) {
  const [saving, set] = useState<Saving>({ now: draft, state: 'saved' })
  const online = useOnline()
  const running = useRef<Promise<void>>(undefined)
  const held = useRef({ draft, content: draft.content, dirty: false })
  const flush = useCallback(async (): Promise<Draft | undefined> => {
    await running.current
    if (held.current.dirty) {
      running.current = send(held.current, set)
      await running.current
    }
    return held.current.dirty ? undefined : held.current.draft
  }, [])
  useEffect(() => {
    if (online) void flush()
  }, [online, flush])
  useEffect(() => () => void flush(), [flush])
  return { ...saving, failure: saving.failure, theirs: saving.theirs, held, set, flush }
}

interface Held {
  draft: Draft
  content: Content
  dirty: boolean
}

async function send(held: Held, set: (saving: Saving) => void): Promise<void> {
  const { draft, content } = held
  held.dirty = false
  set({ now: draft, state: 'saving' })
  try {
    const kept = await saveDraft(draft.id, { revision: draft.revision, content }, newIdempotencyKey())
    held.draft = kept
    set({ now: kept, state: held.dirty ? 'waiting' : 'saved' })
    invalidate('office-admin.overview')
  } catch (error) {
    held.dirty = true
    const failure = failureOf(error)
    const overtaken = failure.kind === 'refused' && failure.code === 'changed-meanwhile'
    const theirs = overtaken ? await readDraft(draft.id).catch(() => undefined) : undefined
    set({ now: draft, state: 'waiting', failure, ...(theirs ? { theirs } : {}) })
  }
}
