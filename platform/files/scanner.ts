import { connect } from 'node:net'

/** Looks for malware. A scanner that does not answer throws: then nothing is taken. */
export interface Scanner {
  scan(bytes: Uint8Array): Promise<{ readonly clean: true } | { readonly clean: false; readonly found: string }>
}

/** The standard test file of the anti-malware industry (eicar.org), put together here so that this file is not one. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')

/** For the demo world: knows the standard test file and nothing else. Never in production. */
export const testFileScanner: Scanner = {
  async scan(bytes) {
    return Buffer.from(bytes).includes(eicar, 0, 'latin1')
      ? { clean: false, found: 'Eicar-Test-Signature' }
      : { clean: true }
  },
}

export interface ClamAddress {
  readonly host: string
  readonly port: number
  readonly patienceMs?: number
}

const chunk = 64 * 1024

/** ClamAV over TCP: `zINSTREAM`, chunks with their length before them, a zero at the end (clamd(8)). */
export function clamScanner({ host, port, patienceMs = 20_000 }: ClamAddress): Scanner {
  return {
    async scan(bytes) {
      const answer = await ask(host, port, bytes, patienceMs)
      if (answer === 'stream: OK') return { clean: true }
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
      if (found) return { clean: false, found }
      throw new Error('the scanner gave no verdict')
    },
  }
}

function ask(host: string, port: number, bytes: Uint8Array, patienceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    let answer = ''
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('the scanner does not answer')))
    socket.on('error', reject)
    socket.on('data', (data) => {
      answer += data.toString('latin1')
    })
    socket.on('close', () => resolve(answer.replaceAll('\0', '').trim()))
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length; at += chunk) {
        const part = bytes.subarray(at, at + chunk)
        const length = Buffer.alloc(4)
        length.writeUInt32BE(part.length)
        socket.write(length)
        socket.write(part)
      }
      socket.write(Buffer.alloc(4))
    })
  })
}
