import type { z } from '@hono/zod-openapi'
import type { Actor, ActorKind, Context } from '../access/index.ts'
import type { Refusal } from '../errors/index.ts'
import type { Deps } from '../service/index.ts'

type ActorOf<K extends ActorKind> = Extract<Actor, { kind: K }>

/**
 * One route of the portal's own door: `/api/<service>/…`. The platform checks who calls, parses what comes in, runs the
 * handler, and lets out only what the response schema names. POST/PUT/DELETE demand an `Idempotency-Key` and a same-origin
 * caller.
 */
export interface RouteDefinition<
  K extends ActorKind,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** Below `/api`, e.g. `/prescriptions/renewals/{id}`. */
  readonly path: `/${string}`
  readonly summary: string
  /** Kinds of actor that may call; `public` needs no session. */
  readonly actors: readonly K[]
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response: R
  handler(
    input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> },
    context: Context & { actor: ActorOf<K> },
    deps: Deps,
  ): Promise<z.input<R> | Refusal>
}

export type AnyRouteDefinition = RouteDefinition<ActorKind, z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/** An erased route, ready to be mounted. */
export interface Route {
  readonly definition: AnyRouteDefinition
}

/** Declares a route; types flow from the schemas into the handler. */
export function route<
  K extends ActorKind,
  R extends z.ZodType,
  P extends z.ZodType = z.ZodType<undefined>,
  Q extends z.ZodType = z.ZodType<undefined>,
  B extends z.ZodType = z.ZodType<undefined>,
>(definition: RouteDefinition<K, P, Q, B, R>): Route {
  // The one place where types are erased: the platform has checked actor and input by these same schemas.
  return { definition: definition as unknown as AnyRouteDefinition }
}
