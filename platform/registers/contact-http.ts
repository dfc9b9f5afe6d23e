import { z } from 'zod'
import { type Clock, systemClock } from '../clock/index.ts'
import { type BreakerSettings, circuitBreaker, nodeMemory, SourceUnavailable } from '../sources/index.ts'
import { type ContactEntry, usableContact } from './contact-entry.ts'
import type { ContactRegister } from './types.ts'

export interface ContactOverHttp {
  /** `https://kontaktregisteret.no`, or the counterpart's address. */
  readonly url: string
  readonly clock?: Clock
  /** A Maskinporten token with scope `krr:global/kontaktinformasjon.read`. */
  readonly token?: () => Promise<string>
  readonly timeoutMs?: number
  readonly breaker?: BreakerSettings
  /** Milliseconds of machine time, for the breaker. */
  readonly ticks?: () => number
}

const source = 'Kontakt- og reservasjonsregisteret'
/** An answer about one person is a few hundred bytes. */
const longestAnswer = 100_000

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const krrPerson = z.object({
  personidentifikator: z.string(),
  reservasjon: z.enum(['JA', 'NEI']),
  status: z.enum(['AKTIV', 'SLETTET', 'IKKE_REGISTRERT']),
  kontaktinformasjon: z
    .object({
      epostadresse: z.string().optional(),
      epostadresse_oppdatert: instant.optional(),
      epostadresse_sist_verifisert: instant.optional(),
      mobiltelefonnummer: z.string().optional(),
      mobiltelefonnummer_oppdatert: instant.optional(),
      mobiltelefonnummer_sist_verifisert: instant.optional(),
    })
    .optional(),
  // A language the register may come to know must not cost the whole entry.
  spraak: z.enum(['nb', 'nn', 'se', 'en']).optional().catch(undefined),
})
const krrAnswer = z.object({ personer: z.array(krrPerson) })
type KrrPerson = z.output<typeof krrPerson>

/**
 * The contact register over HTTP, speaking KRR's interface for machines. The identity number travels in the body only.
 * Every failure – time-out, refusal, an answer that is not understood – is `SourceUnavailable`.
 */
export function contactOverHttp(options: ContactOverHttp): ContactRegister {
  const { clock = systemClock, breaker = { failures: 3, openForMs: 30_000 } } = options
  const circuit = circuitBreaker(nodeMemory(breaker, options.ticks))
  return {
    async contact(identityNumber) {
      const person = await circuit.run(
        () => ask(options, identityNumber),
        () => new SourceUnavailable(source, 'has not answered lately and is not asked for a while'),
      )
      const entry = person && toEntry(person)
      return entry && usableContact(entry, clock.now())
    },
  }
}

async function ask(options: ContactOverHttp, identityNumber: string): Promise<KrrPerson | undefined> {
  const text = await post(options, JSON.stringify({ personidentifikatorer: [identityNumber] }))
  const answer = krrAnswer.safeParse(parse(text))
  // Neither the answer nor zod's account of it is quoted: both hold the person's data.
  if (!answer.success) throw new SourceUnavailable(source, 'the answer was not understood')
  return answer.data.personer.find(({ personidentifikator }) => personidentifikator === identityNumber)
}

async function post(options: ContactOverHttp, body: string): Promise<string> {
  try {
    const token = await options.token?.()
    const response = await fetch(new URL('/rest/v2/personer', options.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? 2000),
    })
    if (!response.ok) throw new SourceUnavailable(source, `answered ${response.status}`)
    const text = await response.text()
    if (text.length > longestAnswer) throw new SourceUnavailable(source, 'the answer was too long')
    return text
  } catch (error) {
    if (error instanceof SourceUnavailable) throw error
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    throw new SourceUnavailable(source, timedOut ? 'did not answer in time' : 'could not be reached')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toEntry(person: KrrPerson): ContactEntry | undefined {
  const { status, kontaktinformasjon: info } = person
  if (status === 'IKKE_REGISTRERT') return undefined
  const email = dated(info?.epostadresse, info?.epostadresse_oppdatert, info?.epostadresse_sist_verifisert)
  const mobile = dated(
    info?.mobiltelefonnummer,
    info?.mobiltelefonnummer_oppdatert,
    info?.mobiltelefonnummer_sist_verifisert,
  )
  return {
    reserved: person.reservasjon === 'JA',
    status,
    ...(person.spraak ? { language: person.spraak } : {}),
    ...(email ? { email } : {}),
    ...(mobile ? { mobile } : {}),
  }
}

function dated(value: string | undefined, updated: Date | undefined, verified: Date | undefined) {
  if (value === undefined) return undefined
  return { value, ...(updated ? { updated } : {}), ...(verified ? { verified } : {}) }
}
