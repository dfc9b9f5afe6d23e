import type { DraftState, RefusalCode } from '../contract/index.ts'

export type MoveName = 'save' | 'submit' | 'send-back' | 'take-back' | 'approve' | 'discard' | 'refresh'

/** Who wants to move it. */
export interface Mover {
  /** Has written in it. */
  readonly author: boolean
}

/** From which states, and by whom. What is not here does not happen. */
const moves: Readonly<Record<MoveName, { from: readonly DraftState[]; by: 'anyone' | 'other' }>> = {
  save: { from: ['draft'], by: 'anyone' },
  refresh: { from: ['draft', 'submitted'], by: 'anyone' },
  submit: { from: ['draft'], by: 'anyone' },
  'send-back': { from: ['submitted'], by: 'other' },
  'take-back': { from: ['submitted', 'approved'], by: 'anyone' },
  approve: { from: ['submitted'], by: 'other' },
  discard: { from: ['draft', 'submitted', 'approved'], by: 'anyone' },
}

/** Why the move cannot be made; undefined when it can. Whoever has written in a draft never approves it. */
export function refuseMove(move: MoveName, state: DraftState, { author }: Mover): RefusalCode | undefined {
  const { from, by } = moves[move]
  if (!from.includes(state)) return 'wrong-state'
  if (by === 'other' && author) return 'own-draft'
  return undefined
}

/** When it may go live: now, or within a year. */
export function refuseTime(at: Date | null, now: Date): RefusalCode | undefined {
  if (at === null) return undefined
  if (at.getTime() < now.getTime()) return 'time-in-the-past'
  return at.getTime() > now.getTime() + 366 * 86_400_000 ? 'time-too-far' : undefined
}
