import type { CitizenKey } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { tokenHash } from '../seal.ts'

export type Purpose = 'add' | 'sign-in' | 'confirm'

/** A key on a device, as the portal keeps it. */
export interface Passkey {
  readonly id: string
  /** The device's own name of the key, base64url. */
  readonly credential: string
  readonly citizen: CitizenKey
  readonly handle: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly synced: boolean
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** Minutes to answer the device's question. */
const lifeMinutes = 5
/** Keys one person may have: more is a fault or an attack. */
export const mostPasskeys = 20

interface Row {
  id: string
  credential: string
  citizen: string
  handle: string
  public_key: Buffer
  counter: string
  transports: string[]
  name: string
  synced: boolean
  created_at: Date
  last_used_at: Date | null
}

/** Keys and open questions, in the database of all nodes. */
export class PasskeyStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async of(citizen: CitizenKey): Promise<Passkey[]> {
    const rows = await this.#db<
      Row[]
    >`select * from identity.passkey where citizen = ${citizen} order by created_at, id`
    return rows.map(toPasskey)
  }

  async byCredential(credential: string): Promise<Passkey | undefined> {
    const [row] = await this.#db<Row[]>`select * from identity.passkey where credential = ${credential}`
    return row && toPasskey(row)
  }

  /** What a citizen's devices know the person by; undefined before the first key. */
  async handleOf(citizen: CitizenKey): Promise<string | undefined> {
    const [row] = await this.#db<{ handle: string }[]>`
        select handle from identity.passkey where citizen = ${citizen} order by created_at limit 1`
    return row?.handle
  }

  /** @returns false when the key is there already. */
  async add(key: Omit<Passkey, 'id' | 'lastUsedAt'>): Promise<boolean> {
    const rows = await this.#db`
        insert into identity.passkey
          (credential, citizen, handle, public_key, counter, transports, name, synced, created_at)
        values (${key.credential}, ${key.citizen}, ${key.handle}, ${Buffer.from(key.publicKey)}, ${key.counter},
                ${[...key.transports]}, ${key.name}, ${key.synced}, ${key.createdAt})
        on conflict (credential) do nothing returning id`
    return rows.length > 0
  }

  /** Notes a use. False when the key's counter has not moved on since: somebody else has a copy, or has just used it. */
  async used(id: string, counter: number, at: Date): Promise<boolean> {
    const rows = await this.#db`
        update identity.passkey set counter = ${counter}, last_used_at = ${at}
        where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning id`
    return rows.length > 0
  }

  async remove(citizen: CitizenKey, id: string): Promise<boolean> {
    const rows = await this
      .#db`delete from identity.passkey where citizen = ${citizen} and id::text = ${id} returning id`
    return rows.length > 0
  }

  async ask(challenge: string, browser: string, purpose: Purpose): Promise<void> {
    await this.#db`
        insert into identity.passkey_challenge (challenge, browser_hash, purpose, expires_at)
        values (${challenge}, ${tokenHash(browser)}, ${purpose}, now() + make_interval(mins => ${lifeMinutes}))`
  }

  /** Takes a question for its answer; false when unknown, answered, too old, another browser's or another purpose's. */
  async take(challenge: string, browser: string, purpose: Purpose): Promise<boolean> {
    const rows = await this.#db`
        delete from identity.passkey_challenge
        where challenge = ${challenge} and browser_hash = ${tokenHash(browser)} and purpose = ${purpose}
          and expires_at > now()
        returning challenge`
    return rows.length > 0
  }

  async sweep(): Promise<void> {
    await this.#db`delete from identity.passkey_challenge where expires_at <= now()`
  }
}

function toPasskey(row: Row): Passkey {
  return {
    ...{ id: row.id, credential: row.credential, citizen: row.citizen, handle: row.handle },
    publicKey: new Uint8Array(row.public_key),
    counter: Number(row.counter),
    ...{ transports: row.transports, name: row.name, synced: row.synced },
    ...{ createdAt: row.created_at, lastUsedAt: row.last_used_at },
  }
}
