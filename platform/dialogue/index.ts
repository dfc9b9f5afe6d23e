import type { ServerPlugin } from '../service/index.ts'
import { threadGuard } from './guard.ts'
import type { ThreadKind } from './kind.ts'
import { threadListeners } from './listeners.ts'
import { threadProjection } from './projection.ts'
import { standInListeners } from './stand-in.ts'

export { type Begin, beginByCitizen, beginByOffice, beginThread, type Tell } from './begin.ts'
export { patientOf, readCase } from './case-view.ts'
export { markRead, replyAsCitizen, withdrawThread } from './citizen-acts.ts'
export { type MessageDocument, type NewMessage, newMessage, readMessage } from './communication.ts'
export { eventTypes, type Sensitivity, type ThreadEvent, type ThreadKind, threadEvents } from './kind.ts'
export { offerThread, threadBeginRoute, threadOfferRoute } from './offer.ts'
export { type Destination, destinationOf, forThread, type OfficeContext, type OfficeUser } from './office.ts'
export { answerThread, handOverThread, openThread } from './office-acts.ts'
export { openAtOffice, type QueuedThread, type ThreadRow, threadsOfCitizen } from './queries.ts'
export { citizenThreadRoutes, officeThreadRoutes } from './routes.ts'
export {
  advanceTask,
  handTask,
  type Named,
  type NewThread,
  newThreadTask,
  readTask,
  type ThreadDocument,
} from './task.ts'
export { lastAt, readThread, readThreads } from './thread-view.ts'
export { recordForUpload } from './upload.ts'
export { threadWorklist } from './worklist.ts'

/** What a service with conversations plugs in: spread into its `ServerPlugin`, beside its routes. */
export function threadParts(
  service: string,
  kinds: readonly ThreadKind[],
): Required<Pick<ServerPlugin, 'threads' | 'guards' | 'projections' | 'listeners'>> {
  return {
    threads: kinds,
    guards: [threadGuard(kinds)],
    projections: [threadProjection(kinds)],
    listeners: [...threadListeners(service, kinds), ...standInListeners(service, kinds)],
  }
}
