import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Practice, Registers } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { freeSlots, type SlotRow } from '@lomma/platform/slots'
import type { Mode, RefusalCode } from '../contract/index.ts'
import { mostAtPractice } from '../domain/state.ts'
import { slotKinds } from '../fhir/modes.ts'
import { closedOn, modesOf, serviceFor } from './gp.ts'
import type { OpenTime } from './offer-times.ts'
import { countAhead } from './queries.ts'

/** A place that everybody may book at, without being on a list (B9). Undefined: a GP's office, or nobody's. */
export function practiceOf(registers: Registers, office: string | null): Promise<Practice | undefined> {
  return office === null ? Promise.resolve(undefined) : registers.practices.byId(office)
}

/** May this citizen take this time at a practice? Everybody may, when it offers it and the one who treats is not away. */
export async function checkTimeAtPractice(
  facts: { readonly citizen: string; readonly appointment: string; readonly mode: Mode; readonly time: SlotRow },
  practice: Practice,
  tx: Pick<StoreTransaction, 'registers' | 'sql' | 'now'>,
): Promise<Refusal<RefusalCode> | undefined> {
  const { citizen, mode, time, appointment } = facts
  const at = { expression: ['Appointment.slot'] }
  const services = (await tx.registers.gp.office(practice.organization))?.services ?? []
  if (!serviceFor(services, mode)) return refuse('office-not-offering', 422, { params: { office: practice.name } })
  if (!modesOf(time, services).includes(mode)) return refuse('mode-not-offered', 422, at)
  const closed = time.practitioner && (await closedOn(tx.registers, time.practitioner, mode, osloDateOf(time.starts)))
  if (closed) return refuse('closed-until', 409, { params: { until: closed.until } })
  const ahead = await countAhead(tx.sql, citizen, tx.now, appointment, time.office)
  return ahead >= mostAtPractice ? refuse('too-many', 409, { params: { most: mostAtPractice } }) : undefined
}

/** Times of all who treat at a practice and are not away, earliest first. */
export async function timesAtPractice(
  practice: Practice,
  asked: { readonly mode: Mode; readonly citizen: string; readonly now: Date; readonly to: Date },
  deps: Pick<Deps, 'db' | 'registers'>,
): Promise<OpenTime[]> {
  const { mode, citizen, now, to } = asked
  const [rows, people] = await Promise.all([
    freeSlots(deps.db, {
      ...{ office: practice.organization, kinds: [slotKinds[mode]], from: now, to, now, citizen },
    }),
    deps.registers.gp.colleagues(practice.organization),
  ])
  const days = [...new Set(rows.map(({ practitioner, starts }) => `${practitioner} ${osloDateOf(starts)}`))]
  const away = new Map(
    await Promise.all(
      days.map(async (key) => {
        const [id = '', date = ''] = key.split(' ')
        return [key, (await closedOn(deps.registers, id, mode, date)) !== undefined] as const
      }),
    ),
  )
  return rows.flatMap((row) => {
    const found = people.find(({ practitioner }) => practitioner === row.practitioner)
    return found && !away.get(`${row.practitioner} ${osloDateOf(row.starts)}`) ? [{ ...row, name: found.name }] : []
  })
}
