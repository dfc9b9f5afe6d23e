import { app } from './app.ts'
import { setServerNow } from './clock.ts'

/** Why a call gave no answer. The screen shows it with `RefusalMessage` or `ErrorState` of platform/ui. */
export type Failure =
  /** A rule said no. `code` picks the sentence: `<service>.refusal.<code>`, else `ui.refusal.<code>`. */
  | { readonly kind: 'refused'; readonly code: string; readonly status: number; readonly params: Params }
  /** No network, or no answer in time. Nothing is known to have happened. */
  | { readonly kind: 'offline' }
  /** The server failed. `requestId` is what to quote. */
  | { readonly kind: 'broken'; readonly status: number; readonly requestId?: string }

type Params = Readonly<Record<string, string | number>>

/** What `api` throws. */
export class ApiError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.kind)
    this.name = 'ApiError'
    this.failure = failure
  }
}

/** The failure in whatever was thrown; a mistake in our own code counts as broken. */
export function failureOf(error: unknown): Failure {
  return error instanceof ApiError ? error.failure : { kind: 'broken', status: 0 }
}

/** One intention to act: the same key however often it is sent, so that it is done once. */
export const newIdempotencyKey = (): string => crypto.randomUUID()

export interface CallOptions {
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** Why a clinician looks at someone who is not on the own list. */
  readonly reason?: string
  /** Asked by the page itself, not by the person: does not keep the session alive. */
  readonly background?: boolean
  /** Let it reach the server although the page is being closed. */
  readonly keepalive?: boolean
}

const patience = 20_000

/** The portal's own door. Paths are below `/api`, as in the route definitions: `api.get<Front>('/home/front')`. */
export const api = {
  get: <T>(path: string, options?: CallOptions) => call<T>('GET', `/api${path}`, undefined, options),
  post: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('POST', `/api${path}`, body, options),
  put: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('PUT', `/api${path}`, body, options),
  delete: <T>(path: string, options?: CallOptions) => call<T>('DELETE', `/api${path}`, undefined, options),
}

const signedOutListeners = new Set<() => void>()

/** Called when an answer says that the session is over. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** One call to the own origin, outside `/api` too (`/auth/session`). @throws ApiError */
export async function call<T>(method: string, url: string, body?: unknown, options: CallOptions = {}): Promise<T> {
  const response = await send(method, url, body, options)
  const now = response.headers.get('Lomma-Now')
  if (now) setServerNow(now)
  if (response.ok) return parse<T>(response)
  const failure = await readProblem(response)
  if (failure.kind === 'refused' && failure.code === 'not-signed-in') for (const tell of signedOutListeners) tell()
  throw new ApiError(failure)
}

async function send(method: string, url: string, body: unknown, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    // No form and no other site can set it (CSRF); it also says whose session this is.
    'X-Lomma': audienceWord(),
  }
  if (method !== 'GET') headers['Idempotency-Key'] = options.idempotencyKey ?? newIdempotencyKey()
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.background) headers['Lomma-Background'] = '1'
  if (options.reason) headers['Lomma-Reason'] = encodeURIComponent(options.reason)
  const timeout = AbortSignal.timeout(patience)
  try {
    return await fetch(url, {
      method,
      headers,
      ...(options.keepalive ? { keepalive: true } : {}),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new ApiError({ kind: 'offline' })
  }
}

async function parse<T>(response: Response): Promise<T> {
  try {
    // The server has parsed the answer by the route's schema; the browser does not do it again.
    return (response.status === 204 ? undefined : await response.json()) as T
  } catch {
    throw new ApiError({ kind: 'offline' })
  }
}

/** What every write of this app carries. */
export function uploadHeaders(idempotencyKey: string): Record<string, string> {
  return { Accept: 'application/json', 'X-Lomma': audienceWord(), 'Idempotency-Key': idempotencyKey }
}

const audienceWord = () => (app().audience === 'personnel' ? 'kontor' : 'innbygger')

/** The failure an answer tells. */
export async function readProblem(response: Response): Promise<Failure> {
  const problem: unknown = await response.json().catch(() => undefined)
  const requestId = response.headers.get('X-Request-Id')
  const broken: Failure = { kind: 'broken', status: response.status, ...(requestId ? { requestId } : {}) }
  if (response.status >= 500 && response.status !== 503) return broken
  if (typeof problem !== 'object' || problem === null || !('code' in problem)) return broken
  const params = 'params' in problem ? (problem.params as Params | undefined) : undefined
  return { kind: 'refused', code: String(problem.code), status: response.status, params: params ?? {} }
}
