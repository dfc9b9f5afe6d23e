import { z } from '@hono/zod-openapi'
import type { CitizenActor, Context } from '../access/index.ts'
import { addWorkingDays, ageOn, osloDateOf } from '../calendar/index.ts'
import { isRefusal } from '../errors/index.ts'
import { type Route, route } from '../http/index.ts'
import type { Deps } from '../service/index.ts'
import {
  beginThreadSchema,
  startedSchema,
  type ThreadOffer,
  threadIdSchema,
  threadOfferSchema,
} from '../thread/index.ts'
import { beginThread } from './begin.ts'
import type { ThreadKind } from './kind.ts'
import { destinationOf } from './office.ts'
import { readThread } from './thread-view.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'threads'>

/** What a new conversation of a kind means before a word is written: who reads it, who answers by when, or why nobody does. */
export async function offerThread(
  context: Context & { actor: CitizenActor },
  kind: ThreadKind,
  about: string | undefined,
  deps: Parts,
): Promise<ThreadOffer> {
  const { citizen } = context.actor
  const now = deps.clock.now()
  const today = osloDateOf(now)
  const [place, person, earlier] = await Promise.all([
    destinationOf(kind, citizen, deps.registers, now),
    deps.registers.population.byCitizen(citizen).catch(() => undefined),
    about === undefined ? undefined : readThread(context, about, deps),
  ])
  const known = earlier !== undefined && !isRefusal(earlier) && earlier.kind === kind.code ? earlier : undefined
  const before = {
    kind: kind.code,
    today,
    attach: kind.attach.citizen,
    about: known ? { thread: known.id, topic: known.topic } : null,
    under16: person !== undefined && ageOn(person.birthDate, today) < 16,
  }
  if (isRefusal(place)) {
    const { office, phone } = place.params ?? {}
    return {
      ...before,
      refusal: { code: place.refused, params: { ...place.params } },
      office: office === undefined ? null : String(office),
      phone: phone === undefined ? null : String(phone),
      ...{ doctor: null, answerBy: null, answerDays: null, price: null, note: null },
    }
  }
  return {
    ...before,
    refusal: null,
    office: place.name,
    phone: place.phone,
    doctor: place.doctor,
    answerBy: addWorkingDays(today, place.answerDays),
    answerDays: place.answerDays,
    price: place.price,
    note: place.note,
  }
}

/** `GET /<service>/offer/<kind>`: what the screen says beside its *Send*. */
export function threadOfferRoute(kind: ThreadKind): Route {
  return route({
    method: 'get',
    path: `/${kind.service}/offer/${kind.code}`,
    summary: 'What a new conversation means before it is sent: who reads it, who answers by when, or why nobody does',
    actors: ['citizen'],
    query: z.object({ om: threadIdSchema.optional() }),
    response: threadOfferSchema,
    handler: ({ query }, context, deps) => offerThread(context, kind, query.om, deps),
  })
}

/** `POST /<service>/threads`: a service with one kind that citizens begin with words. */
export function threadBeginRoute(service: string, kind: ThreadKind): Route {
  return route({
    method: 'post',
    path: `/${service}/threads`,
    summary: 'Send it: a conversation begins',
    actors: ['citizen'],
    body: beginThreadSchema,
    response: startedSchema,
    handler: ({ body }, context, deps) => beginThread(context, kind, body, deps),
  })
}
