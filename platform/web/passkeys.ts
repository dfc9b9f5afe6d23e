import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { ApiError, call } from './api.ts'

/** A passkey as its owner sees it (`GET /auth/passkeys`). */
export interface Passkey {
  readonly id: string
  readonly name: string
  /** The owner's other devices may have it too. */
  readonly synced: boolean
  readonly added: string
  readonly lastUsed: string | null
}

export interface Passkeys {
  readonly passkeys: readonly Passkey[]
  /** The person has just shown a national ID. */
  readonly mayAdd: boolean
  /** The person has just shown who they are, with whichever. */
  readonly mayRemove: boolean
}

const base = '/auth/passkeys'
const deviceKey = 'lomma.passkey'

/** Can this browser make and use passkeys? */
export function passkeysWork(): boolean {
  return typeof PublicKeyCredential === 'function'
}

/** Has a passkey been made or used in this browser? Decides only what the sign-in page shows first. */
export function passkeyUsedHere(): boolean {
  try {
    return passkeysWork() && localStorage.getItem(deviceKey) === '1'
  } catch {
    return false
  }
}

export const listPasskeys = (): Promise<Passkeys> => call('GET', base)

/** Makes a key on this device. @throws ApiError, with code `passkey-stopped` when the person or the device said no */
export async function addPasskey(name: string): Promise<Passkeys> {
  const optionsJSON = await call<PublicKeyCredentialCreationOptionsJSON>('POST', `${base}/add/options`, {})
  const { startRegistration } = await import('@simplewebauthn/browser')
  const response = await startRegistration({ optionsJSON }).catch(stopped)
  const now = await call<Passkeys>('POST', `${base}/add`, { response, name })
  remember()
  return now
}

export const removePasskey = (id: string): Promise<Passkeys> =>
  call('POST', `${base}/${encodeURIComponent(id)}/remove`, {})

/** Signs in with a key of this device, whoever's it is. @throws ApiError as above */
export async function signInWithPasskey(): Promise<void> {
  await sign('sign-in')
  remember()
}

/** Shows anew who one is, before something sensitive. @throws ApiError as above */
export const confirmWithPasskey = (): Promise<Passkeys> => sign<Passkeys>('confirm')

async function sign<T>(what: 'sign-in' | 'confirm'): Promise<T> {
  const optionsJSON = await call<PublicKeyCredentialRequestOptionsJSON>('POST', `${base}/${what}/options`, {})
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const response = await startAuthentication({ optionsJSON }).catch(stopped)
  return call<T>('POST', `${base}/${what}`, { response })
}

/** The browser tells little of why, so that no page can find out who has a key. */
function stopped(error: unknown): never {
  const code = error instanceof Error && error.name === 'InvalidStateError' ? 'passkey-there' : 'passkey-stopped'
  throw new ApiError({ kind: 'refused', code, status: 0, params: {} })
}

function remember(): void {
  try {
    localStorage.setItem(deviceKey, '1')
  } catch {
    // The sign-in page then shows the passkey second.
  }
}
