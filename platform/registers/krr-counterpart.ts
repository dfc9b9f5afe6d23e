import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Clock } from '../clock/index.ts'
import type { Sql } from '../db/index.ts'
import { type ContactEntry, type DatedAddress, usableContact } from './contact-entry.ts'
import { contactEntries } from './people-sql.ts'

const question = z.object({
  personidentifikatorer: z
    .array(z.string().regex(/^\d{11}$/))
    .min(1)
    .max(1000),
})

/**
 * Speaks KRR's interface for machines from the embedded register: what `contactOverHttp` meets in tests and in the demo
 * world. Answers only who carries `token`, as the real one answers only Maskinporten's.
 */
export function krrCounterpart(sql: Sql, clock: Clock, token: string): Hono {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: 50_000 }))
  app.post('/rest/v2/personer', async (c) => {
    if (c.req.header('authorization') !== `Bearer ${token}`) return c.json({ error: 'invalid_token' }, 401)
    const asked = question.safeParse(await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ error: 'invalid_request' }, 400)
    const numbers = asked.data.personidentifikatorer
    const entries = await contactEntries(sql, numbers)
    return c.json({ personer: numbers.map((number) => toKrr(number, entries.get(number), clock.now())) })
  })
  return app
}

function toKrr(personidentifikator: string, entry: ContactEntry | undefined, now: Date) {
  if (!entry)
    return { personidentifikator, reservasjon: 'NEI', status: 'IKKE_REGISTRERT', varslingsstatus: 'KAN_IKKE_VARSLES' }
  return {
    personidentifikator,
    reservasjon: entry.reserved ? 'JA' : 'NEI',
    status: entry.status,
    varslingsstatus: usableContact(entry, now).canBeNotified ? 'KAN_VARSLES' : 'KAN_IKKE_VARSLES',
    kontaktinformasjon: {
      ...toAddress('epostadresse', entry.email),
      ...toAddress('mobiltelefonnummer', entry.mobile),
    },
    ...(entry.language ? { spraak: entry.language } : {}),
  }
}

function toAddress(name: string, address: DatedAddress | undefined): Record<string, string> {
  if (!address) return {}
  return {
    [name]: address.value,
    ...(address.updated ? { [`${name}_oppdatert`]: address.updated.toISOString() } : {}),
    ...(address.verified ? { [`${name}_sist_verifisert`]: address.verified.toISOString() } : {}),
  }
}
