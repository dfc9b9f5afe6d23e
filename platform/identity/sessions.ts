import { z } from 'zod'
import type { Clock } from '../clock/index.ts'
import { type Db, together } from '../db/index.ts'
import { randomToken, type Seal, tokenHash } from './seal.ts'
import type { Audience, SignedIn, SignedInActor, SignInMethod } from './types.ts'

/** Minutes without activity before a session ends. The screens warn before (WCAG 2.2.1). */
export const idleMinutes = 30
/** A session's longest life: for citizens as long as ID-porten's own (120 minutes), for personnel a working day. */
export const longestMinutes: Readonly<Record<Audience, number>> = { citizen: 120, personnel: 480 }
/** Activity is written down at most this often. */
const touchSeconds = 60

/** Two cookies: one may be signed in as a citizen and at the office at once. */
export const sessionCookie: Readonly<Record<Audience, string>> = {
  citizen: '__Host-lomma',
  personnel: '__Host-lomma-kontor',
}

const actorSchema: z.ZodType<SignedInActor> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('citizen'), citizen: z.string(), name: z.string() }),
  z.object({
    kind: z.literal('practitioner'),
    hpr: z.string(),
    practitioner: z.string(),
    name: z.string(),
    organization: z.string(),
    organizationName: z.string(),
  }),
  z.object({
    kind: z.literal('office'),
    person: z.string(),
    name: z.string(),
    organization: z.string(),
    organizationName: z.string(),
  }),
])

export interface NewSession {
  readonly audience: Audience
  readonly actor: SignedInActor
  readonly issuer: string
  readonly sid: string | undefined
  readonly acr: string
  readonly method: SignInMethod
  /** When the person showed who they are. Later than now counts as now. */
  readonly verifiedAt: Date
  /** Absent where no provider has to be told of the sign-out. */
  readonly idToken?: string
  /** Cookie of the session this browser had before; it ends. */
  readonly replaces: string | undefined
}

interface Row {
  token: string
  id: string
  audience: Audience
  actor: unknown
  last_seen_at: Date
  ends_at: Date
  method: SignInMethod
  verified_at: Date
}

/** Sessions in the database; the cookie is the only copy of the token. */
export class Sessions {
  readonly #db: Db
  readonly #clock: Clock
  readonly #seal: Seal
  readonly #live: (hash: string) => Promise<Row | undefined>

  constructor({ db, clock, seal }: { db: Db; clock: Clock; seal: Seal }) {
    this.#db = db
    this.#clock = clock
    this.#seal = seal
    // Nothing is remembered from one request to the next: a session that has ended is gone at once, on every node.
    this.#live = together((hashes) => liveSessions(db, hashes, clock.now()))
  }

  /** @returns the token for the cookie: new at every sign-in. */
  async begin(session: NewSession): Promise<string> {
    const token = randomToken()
    const now = this.#clock.now()
    const verified = new Date(Math.min(session.verifiedAt.getTime(), now.getTime()))
    const end = new Date(now.getTime() + longestMinutes[session.audience] * 60_000)
    await this.#db.begin(async (tx) => {
      if (session.replaces) await tx`delete from identity.session where token_hash = ${tokenHash(session.replaces)}`
      await tx`
        insert into identity.session
          (token_hash, audience, actor, issuer, sid, acr, id_token, created_at, last_seen_at, ends_at, method, verified_at)
        values (${tokenHash(token)}, ${session.audience}, ${JSON.stringify(session.actor)}::text::jsonb,
                ${session.issuer}, ${session.sid ?? null}, ${session.acr},
                ${session.idToken === undefined ? null : this.#seal.close(session.idToken)},
                ${now}, ${now}, ${end}, ${session.method}, ${verified})`
    })
    return token
  }

  /** The live session of a cookie. `touch` says whether this counts as activity. */
  async find(token: string, audience: Audience, touch: boolean): Promise<SignedIn | undefined> {
    const row = await this.#live(tokenHash(token).toString('hex'))
    if (!row || row.audience !== audience) return undefined
    const now = this.#clock.now()
    const due = touch && now.getTime() - row.last_seen_at.getTime() >= touchSeconds * 1000
    if (due) await this.#db`update identity.session set last_seen_at = ${now} where id = ${row.id}`
    return {
      actor: actorSchema.parse(row.actor),
      sessionId: row.id,
      audience: row.audience,
      idleSecondsLeft: secondsLeft(now, due ? now : row.last_seen_at, row.ends_at),
      method: row.method,
      verifiedAt: row.verified_at,
    }
  }

  /** Someone pressed "stay signed in": starts the idle time anew, whenever it was last written. */
  async extend(token: string, audience: Audience): Promise<boolean> {
    const now = this.#clock.now()
    const rows = await this.#db`
      update identity.session set last_seen_at = ${now}
      where token_hash = ${tokenHash(token)} and audience = ${audience}
        and ends_at > ${now} and last_seen_at > ${oldestActivity(now)} returning id`
    return rows.length > 0
  }

  /** Step-up: the person has shown anew who they are, inside the session. */
  async confirm(sessionId: string): Promise<void> {
    await this.#db`update identity.session set verified_at = ${this.#clock.now()} where id = ${sessionId}`
  }

  /** Ends a session, live or idle. @returns what is needed to sign out at the provider too. */
  async end(token: string, audience: Audience): Promise<{ idToken: string | undefined } | undefined> {
    const [row] = await this.#db<{ id_token: Buffer | null }[]>`
      delete from identity.session where token_hash = ${tokenHash(token)} and audience = ${audience}
      returning id_token`
    const sealed = row?.id_token
    return row && { idToken: sealed ? openOr(() => this.#seal.open(sealed)) : undefined }
  }

  async endAll({ issuer, sid }: { issuer: string; sid: string }): Promise<number> {
    return (await this.#db`delete from identity.session where issuer = ${issuer} and sid = ${sid} returning id`).length
  }

  async sweep(): Promise<void> {
    const now = this.#clock.now()
    await this.#db`delete from identity.session where ends_at <= ${now} or last_seen_at <= ${oldestActivity(now)}`
  }
}

/** Sessions that live, of many requests at once, by the hash of their token. */
async function liveSessions(db: Db, hashes: readonly string[], now: Date): Promise<Map<string, Row>> {
  const wanted = `{${hashes.map((hash) => `"\\\\x${hash}"`).join(',')}}`
  const rows = await db<Row[]>`
    select encode(token_hash, 'hex') as token, id, audience, actor, last_seen_at, ends_at, method,
      coalesce(verified_at, created_at) as verified_at
    from identity.session
    where token_hash = any(${wanted}::text::bytea[]) and ends_at > ${now} and last_seen_at > ${oldestActivity(now)}`
  return new Map(rows.map((row) => [row.token, row]))
}

const oldestActivity = (now: Date): Date => new Date(now.getTime() - idleMinutes * 60_000)

function secondsLeft(now: Date, seen: Date, end: Date): number {
  const idleEnd = seen.getTime() + idleMinutes * 60_000
  return Math.max(0, Math.floor((Math.min(idleEnd, end.getTime()) - now.getTime()) / 1000))
}

/** A token sealed with an older secret cannot be read: the sign-out at the provider then asks the person. */
function openOr(open: () => string): string | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}
