import { isDeepStrictEqual } from 'node:util'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Change, Guard, StoreTransaction } from '@lomma/platform/fhir'
import type { Communication } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { isLetter, readLetter } from '../fhir/letter.ts'

/** The two clocks may differ this much when a letter is said to be read. */
const drift = 300_000

/**
 * Letters, at either door. Systems send them, whole; nobody changes or takes back what was sent; the citizen says, once, that
 * it is read, and the sender sees it.
 */
export const letterGuard: Guard = {
  types: ['Communication', 'DocumentReference'],
  concerns: ({ before, after }) => [before, after].some((one) => one !== undefined && isLetterResource(one)),
  async check(change, tx) {
    if (tx.context.actor.kind === 'service') return undefined
    return change.type === 'Communication' ? checkMessage(change, tx) : checkDocument(change, tx)
  },
}

function isLetterResource(resource: NonNullable<Change['after']>): boolean {
  return (
    (resource.resourceType === 'Communication' || resource.resourceType === 'DocumentReference') && isLetter(resource)
  )
}

type Verdict = Refusal<RefusalCode> | undefined

function checkMessage({ before, after }: Change, { context, now }: StoreTransaction): Verdict {
  if (after?.resourceType !== 'Communication') return refuse('letter-stays', 409)
  if (before?.resourceType === 'Communication') return checkRead(before, after, now)
  if (context.actor.kind !== 'system') return refuse('not-for-role', 403)
  const { title, from, text, files } = readLetter(after)
  const lacks = [
    ...(after.status === 'completed' ? [] : ['Communication.status']),
    ...(title.trim() ? [] : ['Communication.topic']),
    ...(from.trim() && isSender(after.sender?.reference) ? [] : ['Communication.sender']),
    ...(after.sent ? [] : ['Communication.sent']),
    ...(text.trim() || files.length > 0 ? [] : ['Communication.payload']),
    ...(after.received ? ['Communication.received'] : []),
  ]
  return lacks.length > 0 ? refuse('letter-incomplete', 422, { expression: lacks }) : undefined
}

/** Only `received` may be added, once, as of now. */
function checkRead(before: Communication, after: Communication, now: Date): Verdict {
  const { received: was, meta: _old, ...kept } = before
  const { received, meta: _new, ...rest } = after
  if (was !== undefined || !isDeepStrictEqual(kept, rest)) return refuse('letter-stays', 409)
  const age = now.getTime() - new Date(received ?? '').getTime()
  return Math.abs(age) < drift
    ? undefined
    : refuse('letter-incomplete', 422, { expression: ['Communication.received'] })
}

function checkDocument({ before, after }: Change, { context }: StoreTransaction): Verdict {
  if (context.actor.kind !== 'system') return refuse('not-for-role', 403)
  if (after?.resourceType !== 'DocumentReference' || before !== undefined) return refuse('letter-stays', 409)
  const { title, from } = readLetter(after)
  const lacks = [
    ...(title.trim() ? [] : ['DocumentReference.description']),
    ...(from.trim() ? [] : ['DocumentReference.author']),
    ...(after.date ? [] : ['DocumentReference.date']),
  ]
  return lacks.length > 0 ? refuse('letter-incomplete', 422, { expression: lacks }) : undefined
}

const isSender = (reference: string | undefined): boolean =>
  /^(Organization|Practitioner|PractitionerRole)\//.test(reference ?? '')
