import { afterEach, describe, expect, it, vi } from 'vitest'
import { api, failureOf } from './api.ts'

const answer = (body: unknown, init: ResponseInit) =>
  vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), init))

afterEach(() => {
  vi.unstubAllGlobals()
})

const failing = (call: Promise<unknown>) => call.then(() => undefined, failureOf)

describe('the portal’s own door', () => {
  it('sends what no other site can send, and one key an intention', async () => {
    const fetch = answer({ ok: true }, { status: 200 })
    vi.stubGlobal('fetch', fetch)
    expect(await api.post('/prescriptions/renewals', { a: 1 }, { idempotencyKey: 'key-1' })).toEqual({ ok: true })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('/api/prescriptions/renewals')
    expect(init?.headers).toMatchObject({ 'X-Lomma': 'innbygger', 'Idempotency-Key': 'key-1' })
  })

  it('reads a refusal with its facts', async () => {
    vi.stubGlobal('fetch', answer({ code: 'too-early', status: 422, params: { days: 3 } }, { status: 422 }))
    expect(await failing(api.get('/x'))).toEqual({
      kind: 'refused',
      code: 'too-early',
      status: 422,
      params: { days: 3 },
    })
  })

  it('knows a broken server, with what to quote', async () => {
    vi.stubGlobal('fetch', answer({}, { status: 500, headers: { 'X-Request-Id': 'r-1' } }))
    expect(await failing(api.get('/x'))).toEqual({ kind: 'broken', status: 500, requestId: 'r-1' })
  })

  it('knows a lost network, also when half an answer came', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await failing(api.get('/x'))).toEqual({ kind: 'offline' })
    vi.stubGlobal('fetch', async () => new Response('{"a":', { status: 200 }))
    expect(await failing(api.get('/x'))).toEqual({ kind: 'offline' })
  })
})
