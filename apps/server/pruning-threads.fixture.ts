import { randomUUID } from 'node:crypto'
import { staff } from '@lomma/platform/demo'

interface Answer {
  readonly thread: string
  readonly version: string
}

type Call = (who: string, method: string, route: string, body?: unknown, filled?: string) => Promise<Answer>

const practice = staff('physiotherapist').organisation.id

const begins: readonly (readonly [service: string, more: object])[] = [
  ['therapists', { practice, topic: 'contact' }],
  ['e-consultation', {}],
  ['contact-office', {}],
  ['gp-requests', { kind: 'lab-sample', items: ['blood'] }],
]

/** In each service with conversations a citizen writes, and the office or practice reads, opens, hands over and answers. */
export async function walkThreads(
  call: Call,
  self: string,
  who: { readonly gp: string; readonly practice: string },
  told: () => Promise<void>,
): Promise<void> {
  await call(self, 'GET', '/therapists/{id}', undefined, `/therapists/${practice}`)
  await call(self, 'GET', '/therapists/offer', undefined, `/therapists/offer?practice=${practice}&topic=contact`)
  for (const [service, more] of begins) {
    const gp = service === 'therapists' ? who.practice : who.gp
    const words = { text: `Hei ${randomUUID()}`, attachments: [], ...more }
    const { thread } = await call(self, 'POST', `/${service}/threads`, words)
    await told()
    const one = `/${service}/office/threads/{thread}`
    const at = (route: string) => route.replace('{thread}', thread)
    const seen = await call(gp, 'GET', one, undefined, at(one))
    const opened = await call(gp, 'POST', `${one}/open`, { version: seen.version }, at(`${one}/open`))
    const over = { version: opened.version, to: null }
    const back = await call(gp, 'POST', `${one}/hand-over`, over, at(`${one}/hand-over`))
    const answer = { version: back.version, act: 'close', text: 'Svar', attachments: [] }
    await call(gp, 'POST', `${one}/answer`, answer, at(`${one}/answer`))
    await told()
  }
}
