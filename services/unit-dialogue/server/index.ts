import { threadParts, threadWorklist } from '@lomma/platform/dialogue'
import type { ServerPlugin, WorklistContribution } from '@lomma/platform/service'
import { contactGuard } from './guard.ts'
import { unitDialogue } from './kind.ts'
import { home, inbox } from './lines.ts'
import { listeners } from './listeners.ts'
import { contactIndex, relationIndex, talkIndex, unitIndex } from './projection.ts'
import { routes } from './routes.ts'

const kinds = [unitDialogue]
const threads = threadParts('unit-dialogue', kinds)
const queue = threadWorklist('unit-dialogue', kinds)

/** What patients write to a hospital's units is health personnel's alone: a secretary there has no relation to the patients. */
const worklist: WorklistContribution = {
  ...queue,
  list: async (context, deps) => (context.actor.kind === 'practitioner' ? queue.list(context, deps) : []),
}

export const plugin: ServerPlugin = {
  service: 'unit-dialogue',
  threads: threads.threads,
  guards: [contactGuard, ...threads.guards],
  projections: [unitIndex, relationIndex, contactIndex, ...threads.projections, talkIndex],
  listeners: [...listeners, ...threads.listeners],
  routes,
  worklist,
  home,
  inbox,
}
