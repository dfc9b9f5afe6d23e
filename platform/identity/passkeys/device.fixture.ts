import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** An authenticator in memory: ES256, attestation `none`, as a phone answers the browser. */
export class Device {
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #id = randomBytes(16)
  #handle = ''
  counter = 0
  /** The page's address as the browser vouches for it. */
  origin: string
  /** Did it check finger, face or code? */
  verifies = true

  constructor(origin: string) {
    this.origin = origin
  }

  get credential(): string {
    return this.#id.toString('base64url')
  }

  create(options: { challenge: string; rp: { id: string }; user: { id: string } }) {
    this.#handle = options.user.id
    const { x = '', y = '' } = this.#pair.publicKey.export({ format: 'jwk' })
    const key = map([
      [int(1), int(2)],
      [int(3), int(-7)],
      [int(-1), int(1)],
      [int(-2), bytes(Buffer.from(x, 'base64url'))],
      [int(-3), bytes(Buffer.from(y, 'base64url'))],
    ])
    const length = Buffer.from([0, this.#id.length])
    const data = Buffer.concat([this.#data(options.rp.id, true), Buffer.alloc(16), length, this.#id, key])
    const object = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(data)],
    ])
    return this.#answer({
      clientDataJSON: this.#client('webauthn.create', options.challenge).toString('base64url'),
      attestationObject: object.toString('base64url'),
      transports: ['internal'],
    })
  }

  get(options: { challenge: string; rpId?: string }, handle = this.#handle) {
    const data = this.#data(options.rpId ?? '', false)
    const client = this.#client('webauthn.get', options.challenge)
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.#pair.privateKey).toString('base64url'),
      userHandle: handle,
    })
  }

  #answer<R extends object>(response: R) {
    const id = this.credential
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  }

  #client(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }))
  }

  #data(rpId: string, attested: boolean): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    const flags = 1 | (this.verifies ? 4 : 0) | (attested ? 64 : 0)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter])
  }
}

/** As much CBOR (RFC 8949) as an authenticator needs. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}
const int = (value: number) => (value >= 0 ? head(0, value) : head(1, -1 - value))
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
const map = (entries: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([head(5, entries.length), ...entries.flat()])
