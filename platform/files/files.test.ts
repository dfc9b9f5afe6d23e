import { createServer, type Server } from 'node:net'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../access/index.ts'
import { beginThread, readCase, readThread, recordForUpload } from '../dialogue/index.ts'
import { desk, granted, openScene, type Scene, system, talk } from '../dialogue/scene.fixture.ts'
import { isRefusal } from '../errors/index.ts'
import { contextOf } from '../testing/index.ts'
import { documentOf } from './document.ts'
import { createFilesDoor } from './door.ts'
import { eicar, exif, jpeg, pdf, png } from './pictures.fixture.ts'
import { readFile } from './read.ts'
import { clamScanner, testFileScanner } from './scanner.ts'

let scene: Scene
let door: Hono
let who: Actor | undefined
beforeAll(async () => {
  scene = await openScene()
  door = new Hono().route(
    '/api/files',
    createFilesDoor({
      deps: scene.world.deps,
      scanner: testFileScanner,
      sessionActor: async (_request, audience) =>
        (audience === 'citizen') === (who?.kind === 'citizen') ? who : undefined,
      recordOf: (context, thread) => recordForUpload(context, thread, scene.world.deps),
    }),
  )
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps
const citizen = () => scene.citizen('everyday')

async function post(actor: Actor | undefined, bytes: Uint8Array, path = '', more: Record<string, string> = {}) {
  who = actor
  const headers = {
    ...{
      Host: 'localhost',
      'X-Lomma': 'innbygger',
      'Idempotency-Key': crypto.randomUUID(),
      'Lomma-File-Name': 'bilde.jpg',
    },
    ...more,
  }
  const answer = await door.request(`/api/files${path}`, { method: 'POST', headers, body: new Uint8Array(bytes) })
  return { status: answer.status, body: (await answer.json()) as { id: string; code: string; size: number } }
}

async function get(actor: Actor | undefined, path: string) {
  who = actor
  return door.request(`/api/files${path}`)
}

const kept = async (bytes: Uint8Array = jpeg([exif(6)])) => (await post(citizen().actor, bytes)).body.id

async function told(attachments: string[], kind = talk) {
  return beginThread(citizen(), kind, { text: 'Se bildet', attachments }, deps())
}

describe('an attachment from upload to reading', () => {
  it('is cleaned, follows its message, and is read by both sides as a file to save', async () => {
    const id = await kept()
    const { thread } = granted(await told([id]))
    const seen = granted(await readThread(citizen(), thread, deps()))
    expect(seen.messages[0]?.attachments).toMatchObject([{ id, name: 'bilde.jpg', contentType: 'image/jpeg' }])
    for (const [actor, path] of [
      [citizen().actor, `/${id}`],
      [scene.doctor('gp-nordlys').actor, `/office/${id}`],
    ] as const) {
      const answer = await get(actor, path)
      expect(answer.status).toBe(200)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'content-disposition': "attachment; filename*=UTF-8''bilde.jpg",
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(bytes.includes('GPS')).toBe(false)
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    }
  })

  it('sent again after a broken line with the same key it is the same file', async () => {
    const more = { 'Idempotency-Key': 'the-very-same-key' }
    const first = await post(citizen().actor, png(), '', more)
    expect((await post(citizen().actor, png(), '', more)).body).toEqual(first.body)
    expect((await post(citizen().actor, pdf(), '', more)).body.code).toBe('key-reused')
  })

  it('the office adds one to its answer, in its own open conversation alone', async () => {
    const { thread } = granted(await told([]))
    const doctor = scene.doctor('gp-nordlys').actor
    expect((await post(doctor, pdf(), `/office/${thread}`)).status).toBe(200)
    expect((await post(scene.doctor('gp-fjordvik').actor, pdf(), `/office/${thread}`)).body.code).toBe(
      'not-your-office',
    )
    expect((await post(doctor, pdf(), '/office/none')).status).toBe(404)
    expect((await post(citizen().actor, pdf(), `/office/${thread}`)).status).toBe(401)
  })
})

describe('what is refused', () => {
  it.each<[string, Uint8Array, number, string]>([
    [
      'the standard test file of malware in a PDF',
      Buffer.concat([pdf(), Buffer.from(eicar), pdf()]),
      422,
      'file-infected',
    ],
    ['the same hidden in what is cleaned away', jpeg([exif(1, eicar)]), 422, 'file-infected'],
    ['a web page', Buffer.from('<script>alert(1)</script>'), 415, 'file-type'],
    ['a PDF with a script', pdf('/S /JavaScript'), 422, 'file-active'],
    ['more than the limit', Buffer.alloc(21 * 1024 * 1024), 413, 'file-too-large'],
  ])('%s', async (_what, bytes, status, code) => {
    expect(await post(citizen().actor, bytes)).toMatchObject({ status, body: { code } })
  })

  it('nobody, another site, no key', async () => {
    expect((await post(undefined, png())).status).toBe(401)
    expect((await post(citizen().actor, png(), '', { 'X-Lomma': '' })).body.code).toBe('cross-site')
    expect((await post(citizen().actor, png(), '', { Origin: 'https://evil.example' })).body.code).toBe('cross-site')
    expect((await post(citizen().actor, png(), '', { 'Idempotency-Key': '' })).body.code).toBe('key-missing')
  })

  it('another’s file, one used before, one that is not there, more than 25 MB together', async () => {
    const id = await kept()
    const others = await beginThread(scene.citizen('elder'), talk, { text: 'x', attachments: [id] }, deps())
    expect(isRefusal(others) && others.refused).toBe('attachment-unknown')
    granted(await told([id]))
    expect(await told([id])).toMatchObject({ refused: 'attachment-unknown' })
    expect(await told(['none'])).toMatchObject({ refused: 'attachment-unknown' })
    const big = jpeg([], 16, 8).length
    const large = Buffer.concat([
      jpeg().subarray(0, big - 2),
      Buffer.alloc(13 * 1024 * 1024, 7),
      Buffer.from([0xff, 0xd9]),
    ])
    expect(await told([await kept(large), await kept(large)])).toMatchObject({ refused: 'attachments-too-large' })
  })

  it('to look at what is another’s, not attached, clinical for a secretary, or at the wrong side', async () => {
    const loose = await kept()
    expect((await get(citizen().actor, `/${loose}`)).status).toBe(404)
    const id = await kept()
    const { thread } = granted(await told([id]))
    expect((await get(scene.citizen('elder').actor, `/${id}`)).status).toBe(404)
    const secretary = scene.secretary('secretary-nordlys')
    expect((await get(secretary.actor, `/office/${id}`)).status).toBe(404)
    expect(JSON.stringify(granted(await readCase(secretary, thread, deps())))).not.toContain('bilde')
    const practical = await kept()
    granted(await told([practical], desk))
    expect((await get(secretary.actor, `/office/${practical}`)).status).toBe(200)
    expect((await get(citizen().actor, `/office/${id}`)).status).toBe(401)
  })
})

describe('the FHIR door', () => {
  it('gives the bytes under the document’s own authorisation, and lets nobody make one up', async () => {
    const id = await kept()
    granted(await told([id]))
    const file = granted(await readFile(system(), id, deps()))
    expect(file.contentType).toBe('image/jpeg')
    const narrow = contextOf({ ...system().actor, scopes: ['system/Task.rs'] }, { door: 'fhir' })
    await expect(readFile(narrow, id, deps())).rejects.toThrow('scope-missing')
    const forged = documentOf({ ...file, id: 'made-up' }, 'clinical')
    for (const context of [system(), citizen(), { ...citizen(), door: 'fhir' as const }]) {
      expect(await deps().store.command(context, (tx) => tx.create(forged))).toMatchObject({
        refused: 'attachment-unknown',
      })
      const changed = documentOf({ ...file, name: 'annet.jpg' }, 'administrative')
      expect(await deps().store.command(context, (tx) => tx.update(changed))).toMatchObject({ refused: 'not-for-role' })
    }
  })
})

describe('what no message came for', () => {
  it('goes after a day, and what a message has stays', async () => {
    const [loose, used] = [await kept(), await kept()]
    granted(await told([used]))
    scene.world.clock.set('2026-04-14T09:00:00Z')
    await scene.world.dispatcher.drain()
    const rows = await deps().db<{ id: string }[]>`select id from files.content where id in (${loose}, ${used})`
    expect(rows.map(({ id }) => id)).toEqual([used])
    scene.world.clock.set('2026-04-13T08:00:00Z')
  })
})

describe('ClamAV', () => {
  /** A daemon that speaks INSTREAM as clamd does. */
  async function clamd(verdict: (bytes: Buffer) => string): Promise<{ server: Server; port: number }> {
    const server = createServer((socket) => {
      let all = Buffer.alloc(0)
      socket.on('data', (data) => {
        all = Buffer.concat([all, data])
        const content: Buffer[] = []
        for (let at = 'zINSTREAM\0'.length; at + 4 <= all.length; ) {
          const length = all.readUInt32BE(at)
          if (length === 0) return void socket.end(verdict(Buffer.concat(content)))
          content.push(all.subarray(at + 4, at + 4 + length))
          at += 4 + length
        }
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.address()
    return { server, port: typeof address === 'object' && address ? address.port : 0 }
  }

  it('is asked in its own protocol, byte for byte', async () => {
    let received: Uint8Array = Buffer.alloc(0)
    const { server, port } = await clamd((bytes) => {
      received = bytes
      return bytes.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'
    })
    const scanner = clamScanner({ host: '127.0.0.1', port })
    const large = Buffer.alloc(200_000, 5)
    expect(await scanner.scan(large)).toEqual({ clean: true })
    expect(Buffer.from(received)).toEqual(large)
    expect(await scanner.scan(Buffer.from(eicar))).toEqual({ clean: false, found: 'Eicar-Test-Signature' })
    server.close()
  })

  it('silent, away or at a loss: nothing is taken', async () => {
    const { server, port } = await clamd(() => 'INSTREAM size limit exceeded. ERROR\0')
    await expect(clamScanner({ host: '127.0.0.1', port }).scan(Buffer.from('x'))).rejects.toThrow('no verdict')
    server.close()
    await expect(clamScanner({ host: '127.0.0.1', port: 1 }).scan(Buffer.from('x'))).rejects.toThrow()
    const mute = createServer(() => undefined)
    await new Promise<void>((ready) => mute.listen(0, '127.0.0.1', ready))
    const address = mute.address()
    const silent = clamScanner({
      host: '127.0.0.1',
      port: typeof address === 'object' && address ? address.port : 0,
      patienceMs: 50,
    })
    await expect(silent.scan(Buffer.from('x'))).rejects.toThrow('does not answer')
    mute.close()
  })
})
