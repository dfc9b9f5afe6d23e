import { serverNow, setServerNow } from '@lomma/platform/web'
import { useCallback, useEffect, useRef, useState } from 'react'
import { at, list, text } from './read-card.ts'
import type { Trusted } from './verify.ts'

const path = '/bevis'
const patience = 6_000

/** Keys and revocation list of the issuer, fetched anew: what the browser has kept from before could hide a withdrawal. */
async function fetchTrusted(): Promise<Trusted> {
  const keys = new Map<string, CryptoKey>()
  const revoked = new Set<string>()
  for (const jwk of list(at(await fetchJson(`${path}/.well-known/jwks.json`), 'keys'))) {
    const kid = text(at(jwk, 'kid'))
    if (kid === undefined) continue
    keys.set(kid, await importKey(jwk))
    for (const number of list(at(await fetchJson(`${path}/.well-known/crl/${kid}.json`), 'rids')))
      if (typeof number === 'string') revoked.add(number)
  }
  return { issuer: location.origin + path, keys, revoked, at: serverNow() }
}

function importKey(jwk: unknown): Promise<CryptoKey> {
  const [x, y] = [text(at(jwk, 'x')) ?? '', text(at(jwk, 'y')) ?? '']
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  return crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, algorithm, false, ['verify'])
}

async function fetchJson(address: string): Promise<unknown> {
  const answer = await fetch(address, {
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(patience),
  })
  if (!answer.ok) throw new Error(`${answer.status}`)
  const now = answer.headers.get('Lomma-Now')
  if (now) setServerNow(now)
  return answer.json()
}

/** What the page holds: fetched when it opens and when the network returns, kept when there is none. */
export function useTrusted(): { trusted: Trusted | undefined; refresh(): Promise<Trusted | undefined> } {
  const [trusted, setTrusted] = useState<Trusted>()
  const kept = useRef<Trusted>(undefined)
  const refresh = useCallback(async () => {
    const fresh = await fetchTrusted().catch(() => undefined)
    if (fresh) {
      kept.current = fresh
      setTrusted(fresh)
    }
    return kept.current
  }, [])
  useEffect(() => {
    const ask = () => void refresh()
    ask()
    window.addEventListener('online', ask)
    return () => window.removeEventListener('online', ask)
  }, [refresh])
  return { trusted, refresh }
}
