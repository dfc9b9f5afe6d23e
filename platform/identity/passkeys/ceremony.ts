import { createHmac } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { CitizenKey } from '../../access/index.ts'
import type { Clock } from '../../clock/index.ts'
import { type Refusal, refuse } from '../../errors/index.ts'
import { mostPasskeys, type Passkey, type PasskeyStore, type Purpose } from './store.ts'

export type PasskeyRefusal =
  | 'passkey-not-accepted'
  | 'passkey-unknown'
  | 'passkey-there'
  | 'passkeys-too-many'
  | 'national-id-needed'
  | 'confirm-needed'
  | 'not-found'

export interface CeremonyParts {
  readonly store: PasskeyStore
  readonly clock: Clock
  /** `https://lomma.example`: the keys are bound to its host. */
  readonly origin: string
  /** LOMMA_SECRET. */
  readonly secret: string
}

/** EdDSA, ES256, RS256: what phones, computers and keys make today. */
const algorithms = [-8, -7, -257]

type Transports = NonNullable<RegistrationResponseJSON['response']['transports']>

/**
 * Web Authentication Level 3 (W3C): questions to a device and what its answers are worth. A device must check that it is its owner
 * (`userVerification: required`): the key alone is possession, with finger, face or code it is two factors.
 */
export class Ceremony {
  readonly #store: PasskeyStore
  readonly #clock: Clock
  readonly #secret: string
  readonly #expected: {
    readonly expectedOrigin: string
    readonly expectedRPID: string
    readonly requireUserVerification: true
  }

  constructor({ store, clock, origin, secret }: CeremonyParts) {
    this.#store = store
    this.#clock = clock
    this.#secret = secret
    this.#expected = { expectedOrigin: origin, expectedRPID: new URL(origin).hostname, requireUserVerification: true }
  }

  #asked(browser: string, purpose: Purpose) {
    return (challenge: string) => this.#store.take(challenge, browser, purpose)
  }

  /** What the person's devices know them by: says nothing of who it is, and stays when LOMMA_SECRET is changed. */
  async #handleOf(citizen: CitizenKey): Promise<string> {
    const kept = await this.#store.handleOf(citizen)
    return kept ?? createHmac('sha256', this.#secret).update(`passkey handle ${citizen}`).digest('base64url')
  }

  /** The key that answered, when the answer is right. */
  async answering(
    response: AuthenticationResponseJSON,
    browser: string,
    purpose: Purpose,
  ): Promise<Passkey | Refusal<PasskeyRefusal>> {
    const key = await this.#store.byCredential(response.id)
    if (!key) return refuse('passkey-unknown', 403)
    const { credential: id, publicKey, counter } = key
    const result = await verifyAuthenticationResponse({
      ...{ response, ...this.#expected, expectedChallenge: this.#asked(browser, purpose) },
      credential: { id, publicKey, counter, transports: [...key.transports] as Transports },
    }).catch(() => undefined)
    const { userHandle } = response.response
    if (!result?.verified || (userHandle !== undefined && userHandle !== key.handle))
      return refuse('passkey-not-accepted', 403)
    const fresh = await this.#store.used(key.id, result.authenticationInfo.newCounter, this.#clock.now())
    return fresh ? key : refuse('passkey-not-accepted', 403)
  }

  /** Asks the device to make a key for a citizen. */
  async askToAdd(citizen: CitizenKey, name: string, browser: string) {
    const there = await this.#store.of(citizen)
    if (there.length >= mostPasskeys) return refuse<PasskeyRefusal>('passkeys-too-many', 409)
    const options = await generateRegistrationOptions({
      rpName: 'Lomma',
      rpID: this.#expected.expectedRPID,
      userName: name,
      userDisplayName: name,
      userID: new Uint8Array(Buffer.from(await this.#handleOf(citizen), 'base64url')),
      attestationType: 'none',
      supportedAlgorithmIDs: algorithms,
      excludeCredentials: there.map((one) => ({ id: one.credential, transports: [...one.transports] as Transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    await this.#store.ask(options.challenge, browser, 'add')
    return options
  }

  async add(
    citizen: CitizenKey,
    { response, name, browser }: { response: RegistrationResponseJSON; name: string; browser: string },
  ): Promise<Refusal<PasskeyRefusal> | undefined> {
    const handle = await this.#handleOf(citizen)
    const result = await verifyRegistrationResponse({
      ...{ response, ...this.#expected, expectedChallenge: this.#asked(browser, 'add') },
      supportedAlgorithmIDs: algorithms,
    }).catch(() => undefined)
    if (!result?.verified) return refuse('passkey-not-accepted', 422)
    const { credential, credentialBackedUp } = result.registrationInfo
    const added = await this.#store.add({
      ...{ credential: credential.id, citizen, handle, name },
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: credential.transports ?? [],
      synced: credentialBackedUp,
      createdAt: this.#clock.now(),
    })
    return added ? undefined : refuse('passkey-there', 409)
  }

  /** @param citizen whose key is asked for; nobody's in particular at sign-in, so that nothing is told of who has one */
  async askToSign(browser: string, purpose: Purpose, citizen?: CitizenKey) {
    const keys = citizen === undefined ? [] : await this.#store.of(citizen)
    const options = await generateAuthenticationOptions({
      rpID: this.#expected.expectedRPID,
      userVerification: 'required',
      allowCredentials: keys.map((one) => ({ id: one.credential, transports: [...one.transports] as Transports })),
    })
    await this.#store.ask(options.challenge, browser, purpose)
    return options
  }
}
