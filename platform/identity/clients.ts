import type { JWK } from 'jose'
import { z } from 'zod'
import type { Config } from '../config/index.ts'
import type { Db } from '../db/index.ts'
import { jwkSchema, newKeyPair, parseJwk } from './keys.ts'

/** Another system that may ask for tokens. */
export interface MachineClient {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly jwks: { readonly keys: JWK[] }
  /** Of the demo world: may ask for a patient's token without the patient. */
  readonly demo: boolean
}

/** Clients of the demo world. `demo-app` is an app on behalf of a citizen. */
const demoClients: readonly { id: string; name: string; scopes: readonly string[] }[] = [
  { id: 'demo-system', name: 'Demo: journalsystem', scopes: ['system/*.cruds'] },
  { id: 'demo-reader', name: 'Demo: lesetilgang', scopes: ['system/*.rs'] },
  { id: 'demo-app', name: 'Demo: app', scopes: ['patient/*.cruds'] },
]

const jwksSchema = z.object({ keys: z.array(jwkSchema).min(1) })

export async function findClient(db: Db, id: string): Promise<MachineClient | undefined> {
  const [row] = await db<{ id: string; name: string; scopes: string[]; jwks: string; demo: boolean }[]>`
    select id, name, scopes, demo, jwks::text as jwks from identity.client where id = ${id}`
  return row && { ...row, jwks: jwksSchema.parse(JSON.parse(row.jwks)) }
}

/** Makes the demo clients where they are wanted, and takes them away where they are not. */
export async function keepDemoClients(db: Db, config: Pick<Config, 'demoClients' | 'mode'>): Promise<void> {
  if (!config.demoClients || config.mode === 'production') {
    await db`delete from identity.client where demo`
    return
  }
  const present = new Set((await db<{ id: string }[]>`select id from identity.client`).map(({ id }) => id))
  for (const { id, name, scopes } of demoClients) {
    if (present.has(id)) {
      await db`update identity.client set name = ${name}, scopes = ${[...scopes]} where id = ${id} and demo`
      continue
    }
    const { publicJwk, privateJwk } = await newKeyPair(id)
    await db`
      insert into identity.client (id, name, jwks, scopes, demo, demo_private_jwk)
      values (${id}, ${name}, ${JSON.stringify({ keys: [publicJwk] })}::text::jsonb, ${[...scopes]}, true,
              ${JSON.stringify(privateJwk)}::text::jsonb)
      on conflict (id) do nothing`
  }
}

/** The private key of a demo client, for `npm run token`. Undefined when demo clients are off. */
export async function demoPrivateKey(db: Db, id: string): Promise<{ jwk: JWK; scopes: readonly string[] } | undefined> {
  const [row] = await db<{ jwk: string; scopes: string[] }[]>`
    select demo_private_jwk::text as jwk, scopes from identity.client
    where id = ${id} and demo and demo_private_jwk is not null`
  return row && { jwk: parseJwk(row.jwk), scopes: row.scopes }
}

export async function demoClientIds(db: Db): Promise<string[]> {
  return (await db<{ id: string }[]>`select id from identity.client where demo order by id`).map(({ id }) => id)
}
