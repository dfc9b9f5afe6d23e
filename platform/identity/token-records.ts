import { z } from 'zod'
import type { Db } from '../db/index.ts'
import { recordId } from './provider-records.ts'

/** What the authorisation server keeps of a token it gave. */
export interface TokenRecord {
  readonly client: string
  readonly scopes: readonly string[]
  readonly audience: string
  /** Seconds since 1970. */
  readonly expires: number
  /** Key of the citizen the token is for; undefined for a system's own. */
  readonly citizen?: string
}

const payloadSchema = z.object({
  clientId: z.string(),
  scope: z.string().default(''),
  aud: z.string(),
  exp: z.number(),
  accountId: z.string().optional(),
})

/** A token as the authorisation server stored it, on whichever node; undefined when it was never given, or is revoked. */
export async function findToken(db: Db, token: string): Promise<TokenRecord | undefined> {
  const [row] = await db<{ payload: unknown }[]>`
    select payload from identity.provider_record
    where realm = 'oauth' and model in ('AccessToken', 'ClientCredentials') and id = ${recordId(token)}`
  const payload = payloadSchema.safeParse(row?.payload).data
  if (!payload) return undefined
  return {
    client: payload.clientId,
    scopes: payload.scope.split(' ').filter(Boolean),
    audience: payload.aud,
    expires: payload.exp,
    ...(payload.accountId === undefined ? {} : { citizen: payload.accountId }),
  }
}
