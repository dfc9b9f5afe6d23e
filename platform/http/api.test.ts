import { z } from '@hono/zod-openapi'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '../access/index.ts'
import { fixedClock } from '../clock/index.ts'
import { refuse } from '../errors/index.ts'
import type { Deps } from '../service/index.ts'
import { createApi, route } from './index.ts'

const kari: Actor = { kind: 'citizen', citizen: 'kari', name: 'Kari' }
const doctor: Actor = {
  kind: 'practitioner',
  hpr: '1',
  practitioner: 'p',
  name: 'Lege',
  organization: 'o',
  organizationName: 'Kontor',
}

const seen = vi.fn()
const routes = [
  route({
    method: 'get',
    path: '/tea/{id}',
    summary: 'A cup',
    actors: ['citizen'],
    params: z.object({ id: z.string().max(5) }),
    response: z.object({ id: z.string() }),
    handler: async ({ params }, context) => {
      seen(context)
      const withMore = { id: params.id, secret: 'not in the schema' }
      return params.id === 'gone' ? refuse('cold', 410, { params: { minutes: 5 } }) : withMore
    },
  }),
  route({
    method: 'post',
    path: '/tea',
    summary: 'Brew',
    actors: ['citizen', 'practitioner'],
    body: z.object({ sugar: z.number().int().min(0) }),
    response: z.object({ sugar: z.number() }),
    handler: async ({ body }, context) => {
      seen(context)
      return body
    },
  }),
]

// The routes under test use nothing but the clock.
const deps = { clock: fixedClock('2026-04-13T08:00:00Z') } as unknown as Deps
const api = createApi({
  deps,
  routes,
  sessionActor: async (request, audience) => {
    const cookie = request.headers.get('Cookie') ?? ''
    if (audience === 'citizen' && cookie.includes('kari')) return kari
    return audience === 'personnel' && cookie.includes('doctor') ? doctor : undefined
  },
})

beforeEach(() => seen.mockClear())

const brew = (headers: Record<string, string>, body = '{"sugar":1}') =>
  api.request('http://lomma.test/tea', {
    method: 'POST',
    body,
    headers: { Cookie: 'kari', 'X-Lomma': 'innbygger', 'Idempotency-Key': 'key-00000001', ...headers },
  })

describe('a read', () => {
  const ask = (id: string, headers: Record<string, string> = { Cookie: 'kari' }) =>
    api.request(`http://lomma.test/tea/${id}`, { headers })

  test('lets out only what the response schema names, never cached, with the server’s time', async () => {
    const answer = await ask('green')
    expect(await answer.json()).toEqual({ id: 'green' })
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Lomma-Now')).toBe('2026-04-13T08:00:00.000Z')
  })

  test('that is refused is problem+json with code and facts', async () => {
    const answer = await ask('gone')
    expect(answer.status).toBe(410)
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ code: 'cold', params: { minutes: 5 } })
  })

  test.each([
    ['nobody', {}, 401, 'not-signed-in'],
    ['a doctor on a citizen’s route', { Cookie: 'doctor' }, 401, 'not-signed-in'],
  ])('by %s is refused', async (_who, headers, status, code) => {
    const answer = await ask('green', headers)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code })
    expect(seen).not.toHaveBeenCalled()
  })

  test('with bad input names the field, not the value', async () => {
    const answer = await ask('far-too-long')
    expect(answer.status).toBe(400)
    const body = await answer.text()
    expect(body).toContain('"field":"id"')
    expect(body).not.toContain('far-too-long')
  })
})

describe('a write', () => {
  test('carries the key and a hash of what was asked', async () => {
    expect((await brew({})).status).toBe(200)
    const [first] = seen.mock.calls[0] ?? []
    await brew({}, '{"sugar":2}')
    const [second] = seen.mock.calls[1] ?? []
    expect(first).toMatchObject({ idempotencyKey: 'key-00000001', door: 'portal', purpose: { code: 'SELF' } })
    expect(second.requestHash).not.toBe(first.requestHash)
  })

  test.each([
    ['without the portal’s header', { 'X-Lomma': '' }, '{"sugar":1}', 403, 'cross-site'],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }, '{"sugar":1}', 403, 'cross-site'],
    ['with another origin', { Origin: 'https://evil.example' }, '{"sugar":1}', 403, 'cross-site'],
    ['without a key', { 'Idempotency-Key': '' }, '{"sugar":1}', 428, 'key-missing'],
    ['with a strange key', { 'Idempotency-Key': 'a b' }, '{"sugar":1}', 428, 'key-missing'],
    ['with broken JSON', {}, '{"sugar":', 400, 'bad-input'],
    ['with a wrong type', {}, '{"sugar":"two"}', 400, 'bad-input'],
    ['that is too large', {}, `{"sugar":1,"note":"${'x'.repeat(1_100_000)}"}`, 413, 'too-large'],
  ])('%s is refused', async (_what, headers, body, status, code) => {
    const answer = await brew(headers, body)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code })
    expect(seen).not.toHaveBeenCalled()
  })

  test('belongs to the session that the calling app says', async () => {
    await brew({ Cookie: 'kari doctor', 'X-Lomma': 'kontor', 'Lomma-Reason': encodeURIComponent('Vakt på kveld') })
    expect(seen.mock.calls[0]?.[0]).toMatchObject({
      actor: doctor,
      purpose: { code: 'TREAT', reason: 'Vakt på kveld' },
    })
  })
})

test('every route stands in the OpenAPI description', async () => {
  const described = JSON.stringify(await (await api.request('http://lomma.test/openapi.json')).json())
  for (const path of ['/tea/{id}', '/tea']) expect(described).toContain(`"${path}"`)
})
