import type { Db } from '../db/index.ts'
import { tokenHash } from './seal.ts'
import type { Audience } from './types.ts'

/** A sign-in that has been sent to the identity provider and has not come back. */
export interface SignInAttempt {
  readonly state: string
  readonly audience: Audience
  readonly nonce: string
  readonly codeVerifier: string
  readonly returnTo: string
}

const lifeMinutes = 15

export type SignInAttempts = ReturnType<typeof createSignInAttempts>

/** Attempts in the database, each bound to the browser it began in and good for one answer. */
export function createSignInAttempts(db: Db) {
  return {
    async begin(browser: string, attempt: SignInAttempt): Promise<void> {
      await db`
        insert into identity.login (state, browser_hash, audience, nonce, code_verifier, return_to, expires_at)
        values (${attempt.state}, ${tokenHash(browser)}, ${attempt.audience}, ${attempt.nonce},
                ${attempt.codeVerifier}, ${attempt.returnTo}, now() + make_interval(mins => ${lifeMinutes}))`
    },

    /** Takes the attempt for an answer of the provider; undefined when unknown, used, too old or another browser's. */
    async take(browser: string, state: string): Promise<SignInAttempt | undefined> {
      const [row] = await db<SignInAttempt[]>`
        update identity.login set status = 'used'
        where state = ${state} and browser_hash = ${tokenHash(browser)} and status = 'open' and expires_at > now()
        returning state, audience, nonce, code_verifier as "codeVerifier", return_to as "returnTo"`
      return row
    },

    async refused(state: string): Promise<void> {
      await db`update identity.login set status = 'refused' where state = ${state}`
    },

    /** True when this browser's last answer was refused: the provider must then ask anew whom to sign in. */
    async wasRefused(browser: string, audience: Audience): Promise<boolean> {
      const [row] = await db`
        select 1 from identity.login where browser_hash = ${tokenHash(browser)} and audience = ${audience}
          and status = 'refused' and expires_at > now()`
      return row !== undefined
    },

    async sweep(): Promise<void> {
      await db`delete from identity.login where expires_at <= now()`
      await db`delete from identity.provider_record where expires_at <= now()`
    },
  }
}
