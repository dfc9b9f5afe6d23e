import { addDays, osloDateOf, osloInstant, startOfOsloDay } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { GpOffice, Practice as RegisteredPractice, Registers } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { freeSlots, type SlotRow } from '@lomma/platform/slots'
import {
  type Found,
  type Practice,
  type PracticeList,
  type RefusalCode,
  type Search,
  topicSchema,
} from '../contract/index.ts'
import { soonestFirst } from '../domain/order.ts'
import { kindFor } from './kinds.ts'

type Parts = Pick<Deps, 'registers' | 'clock' | 'db'>

/** How far ahead the first free time is looked for, and how many are looked at for somebody who is not away. */
const horizonDays = 84
const looked = 200

/** Ways of meeting: the service that offers each, and the times that serve it. */
const meetings = [
  { service: 'appointment', slot: 'appointment' },
  { service: 'appointment', slot: 'phone' },
  { service: 'video', slot: 'video' },
] as const

/** B9: practices by place and kind, soonest first. */
export async function findPractices({ place = '', kind }: Search, deps: Parts): Promise<PracticeList> {
  const found = await deps.registers.practices.search(place, kind)
  return { practices: soonestFirst(await Promise.all(found.map(async (one) => (await lookAt(one, deps)).found))) }
}

/** One practice with all it says before a task begins. */
export async function showPractice(id: string, deps: Parts): Promise<Practice | Refusal<RefusalCode>> {
  const registered = await deps.registers.practices.byId(id)
  if (!registered) return refuse('not-found', 404)
  const { found, office, people } = await lookAt(registered, deps)
  const services = office?.services ?? []
  const bookable = services.find(({ kind, active }) => active && (kind === 'appointment' || kind === 'video'))
  return {
    ...found,
    phone: registered.phone,
    people: people.map(({ name }) => name),
    hours: (office?.openingHours ?? []).map((one) => ({ ...one, days: [...one.days] })),
    notices: (office?.notices ?? []).map(({ text }) => text),
    booking: bookable ? { price: bookable.price ?? null, note: bookable.note ?? null } : null,
    topics: topicSchema.options.map((topic) => {
      const said = services.find(({ kind }) => kind === topic)
      return {
        topic,
        offered: said?.active ?? false,
        price: said?.price ?? null,
        note: said?.note ?? null,
        answerDays: said?.answerDays ?? kindFor[topic].answerDays,
      }
    }),
  }
}

interface Looked {
  readonly found: Found
  readonly office: GpOffice | undefined
  readonly people: Awaited<ReturnType<Registers['gp']['colleagues']>>
}

async function lookAt(practice: RegisteredPractice, { registers, clock, db }: Parts): Promise<Looked> {
  const now = clock.now()
  const id = practice.organization
  const [office, people] = await Promise.all([registers.gp.office(id), registers.gp.colleagues(id)])
  const offered = meetings.filter(({ service }) =>
    office?.services.some(({ kind, active }) => active && kind === service),
  )
  const to = startOfOsloDay(addDays(osloDateOf(now), horizonDays))
  const kinds = offered.map(({ slot }) => slot)
  const rows = kinds.length > 0 ? await freeSlots(db, { office: id, kinds, from: now, to, now, limit: looked }) : []
  const first = await firstWithSomebody(rows, registers)
  const who = people.find(({ practitioner }) => practitioner === first?.practitioner)?.name
  const { kind, name, address } = practice
  return {
    found: {
      ...{ id, kind, name, address },
      books: offered.length > 0,
      nextFree: first && who ? { start: first.starts.toISOString(), with: who } : null,
    },
    office,
    people,
  }
}

/** The first time whose practitioner is not away that day (B7). */
async function firstWithSomebody(rows: readonly SlotRow[], { gp }: Registers): Promise<SlotRow | undefined> {
  const away = new Map<string, boolean>()
  for (const row of rows) {
    const { practitioner, starts } = row
    if (practitioner === null) continue
    const day = osloDateOf(starts)
    const key = `${practitioner} ${day}`
    if (!away.has(key)) {
      const noon = osloInstant(day, '12:00')
      const [closed, gone] = await Promise.all([
        gp.closed(practitioner, 'appointment', noon),
        gp.away(practitioner, noon),
      ])
      away.set(key, (closed ?? gone) !== undefined)
    }
    if (!away.get(key)) return row
  }
  return undefined
}
