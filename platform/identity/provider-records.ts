import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Db } from '../db/index.ts'
import { tokenHash } from './seal.ts'

/** Models whose id is what the holder shows: only its hash is stored, so that who reads the table can use none of them. */
const bearers: ReadonlySet<string> = new Set(['AccessToken', 'ClientCredentials'])

/** The id a token is stored under. */
export function recordId(token: string): string {
  return tokenHash(token).toString('base64url')
}

/**
 * Storage of oidc-provider in PostgreSQL, so that any node can go on where another began.
 * The library reads before it writes; what may happen only once (a code, an assertion) is decided by the database.
 */
export function providerRecords(db: Db, realm: string): (model: string) => Adapter {
  return (model) => {
    const secret = bearers.has(model)
    const keyOf = (id: string) => (secret ? recordId(id) : id)
    return {
      async upsert(id, payload, expiresIn) {
        // Without an end of its own a record may live as long as the longest of the rest: a day.
        const seconds = expiresIn ?? 86_400
        const { jti, ...rest } = payload
        const stored = JSON.stringify(secret ? rest : payload)
        const written = await db`
          insert into identity.provider_record (realm, model, id, payload, grant_id, uid, expires_at)
          values (${realm}, ${model}, ${keyOf(id)}, ${stored}::text::jsonb, ${payload.grantId ?? null},
                  ${payload.uid ?? null}, now() + make_interval(secs => ${seconds}))
          on conflict (realm, model, id) do update
          set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
              expires_at = excluded.expires_at
          where ${model !== 'ReplayDetection'} or provider_record.expires_at < now()
          returning id`
        if (written.length === 0) throw new errors.InvalidClientAuth('client assertion tokens must only be used once')
      },
      async find(id) {
        const found = await one(db`select payload, consumed_at from identity.provider_record
          where realm = ${realm} and model = ${model} and id = ${keyOf(id)} and expires_at > now()`)
        return found && secret ? { ...found, jti: id } : found
      },
      findByUid: (uid) =>
        one(db`select payload, consumed_at from identity.provider_record
          where realm = ${realm} and model = ${model} and uid = ${uid} and expires_at > now()`),
      // The device flow is off.
      findByUserCode: async () => undefined,
      async consume(id) {
        const consumed = await db`update identity.provider_record set consumed_at = now()
          where realm = ${realm} and model = ${model} and id = ${keyOf(id)} and consumed_at is null returning id`
        if (consumed.length === 0) throw new errors.InvalidGrant('already used')
      },
      async destroy(id) {
        await db`delete from identity.provider_record where realm = ${realm} and model = ${model} and id = ${keyOf(id)}`
      },
      async revokeByGrantId(grantId) {
        await db`delete from identity.provider_record where realm = ${realm} and model = ${model} and grant_id = ${grantId}`
      },
    }
  }
}

async function one(
  rows: Promise<readonly { payload?: AdapterPayload; consumed_at?: Date | null }[]>,
): Promise<AdapterPayload | undefined> {
  const [row] = await rows
  if (!row?.payload) return undefined
  return row.consumed_at ? { ...row.payload, consumed: Math.floor(row.consumed_at.getTime() / 1000) } : row.payload
}
