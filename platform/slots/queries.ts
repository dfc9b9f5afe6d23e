import type { CitizenKey } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import type { Hold, ScheduleRow, SlotKind, SlotRow, SlotStatus } from './types.ts'

const slotColumns = (sql: Sql) =>
  sql`s.id as slot, s.schedule, s.office, s.practitioner, s.kinds, s.starts, s.ends, s.status`

/** Which times to look for. At least one of office, practitioner and schedule; all that are named must fit. */
export interface SlotSearch {
  readonly office?: string
  readonly practitioner?: string
  readonly schedule?: string
  /** Times that serve at least one of these. */
  readonly kinds: readonly SlotKind[]
  readonly from: Date
  /** Exclusive. */
  readonly to: Date
  /** The instant asked at: holds that are over do not count. */
  readonly now: Date
  /** Times this citizen holds count as free. */
  readonly citizen?: CitizenKey
  readonly limit?: number
}

/** Times that can be taken now, earliest first. */
export async function freeSlots(sql: Sql, search: SlotSearch): Promise<SlotRow[]> {
  const { office, practitioner, schedule, kinds, from, to, now, citizen, limit = 500 } = search
  if (!office && !practitioner && !schedule) throw new Error('freeSlots needs an office, a practitioner or a schedule')
  return sql<SlotRow[]>`
    select ${slotColumns(sql)} from slots.slot s
    where s.status = 'free' and s.starts > ${now} and s.starts >= ${from} and s.starts < ${to} and s.kinds && ${[...kinds]}
      ${office ? sql`and s.office = ${office}` : sql``}
      ${practitioner ? sql`and s.practitioner = ${practitioner}` : sql``}
      ${schedule ? sql`and s.schedule = ${schedule}` : sql``}
      and not exists (select 1 from slots.booking b where b.slot = s.id)
      and not exists (select 1 from slots.hold h
        where h.slot = s.id and h.until > ${now} and h.citizen <> ${citizen ?? ''})
    order by s.starts, s.id limit ${limit}`
}

/** A time with who has or keeps it; `booked` and `heldBy` never leave the server. */
export interface OccupiedRow extends SlotRow {
  readonly appointment: string | null
  readonly citizen: string | null
  readonly heldUntil: Date | null
}

/** Every time of an office between two instants, with its appointment: the office's calendar. */
export async function officeSlots(sql: Sql, office: string, from: Date, to: Date, now: Date): Promise<OccupiedRow[]> {
  return sql<OccupiedRow[]>`
    select ${slotColumns(sql)}, b.appointment, b.citizen, h.until as "heldUntil"
    from slots.slot s
    left join slots.booking b on b.slot = s.id
    left join slots.hold h on h.slot = s.id and h.until > ${now}
    where s.office = ${office} and s.starts >= ${from} and s.starts < ${to} and s.status <> 'entered-in-error'
    order by s.starts, s.id`
}

/** Every time of a schedule between two instants, also what was taken away, held until the transaction ends. */
export async function lockTimesOf(sql: Sql, schedule: string, from: Date, to: Date, now: Date): Promise<OccupiedRow[]> {
  const locked = await sql<{ id: string }[]>`
    select id from slots.slot where schedule = ${schedule} and starts >= ${from} and starts < ${to}
    order by id for update`
  return sql<OccupiedRow[]>`
    select ${slotColumns(sql)}, b.appointment, b.citizen, h.until as "heldUntil"
    from slots.slot s
    left join slots.booking b on b.slot = s.id
    left join slots.hold h on h.slot = s.id and h.until > ${now}
    where s.id = any(${locked.map(({ id }) => id)})
    order by s.starts, s.id`
}

/** Times of a schedule that somebody has, from an instant on. */
export async function bookedTimes(
  sql: Sql,
  schedules: readonly string[],
  from: Date,
): Promise<(SlotRow & { readonly appointment: string })[]> {
  return sql<(SlotRow & { readonly appointment: string })[]>`
    select ${slotColumns(sql)}, b.appointment from slots.slot s join slots.booking b on b.slot = s.id
    where s.schedule = any(${[...schedules]}) and s.starts > ${from} order by s.starts, s.id`
}

/** Schedules of an office that are in use. */
export async function schedulesOf(sql: Sql, office: string): Promise<ScheduleRow[]> {
  return sql<ScheduleRow[]>`
    select id as schedule, office, practitioner, name, kinds, active from slots.schedule
    where office = ${office} and active order by name, id`
}

export async function findSchedule(sql: Sql, id: string): Promise<ScheduleRow | undefined> {
  const [row] = await sql<ScheduleRow[]>`
    select id as schedule, office, practitioner, name, kinds, active from slots.schedule where id = ${id}`
  return row
}

export async function findSlot(sql: Sql, id: string): Promise<SlotRow | undefined> {
  const [row] = await sql<SlotRow[]>`select ${slotColumns(sql)} from slots.slot s where s.id = ${id}`
  return row
}

/** Times held until the transaction ends, in one order, so that two who take the same times come one after the other. */
export async function lockSlots(sql: Sql, ids: readonly string[]): Promise<SlotRow[]> {
  return sql<SlotRow[]>`
    select ${slotColumns(sql)} from slots.slot s where s.id = any(${[...ids]}) order by s.id for update`
}

/** Writes of one schedule come one after the other: two times that overlap cannot be made at once. */
export async function lockSchedule(sql: Sql, id: string): Promise<ScheduleRow | undefined> {
  const [row] = await sql<ScheduleRow[]>`
    select id as schedule, office, practitioner, name, kinds, active from slots.schedule where id = ${id} for update`
  return row
}

/** Acts of one citizen on holds come one after the other. */
export async function lockHolder(sql: Sql, citizen: CitizenKey): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`slots ${citizen}`}, 0))`
}

export interface Booking {
  readonly slot: string
  readonly appointment: string
  readonly citizen: string
}

export async function bookingsIn(sql: Sql, slots: readonly string[]): Promise<Booking[]> {
  return sql<Booking[]>`select slot, appointment, citizen from slots.booking where slot = any(${[...slots]})`
}

export async function bookingsOf(sql: Sql, appointment: string): Promise<Booking[]> {
  return sql<
    Booking[]
  >`select slot, appointment, citizen from slots.booking where appointment = ${appointment} order by slot`
}

/** @returns false when the time is somebody's already: the key says so, whatever was read before. */
export async function insertBooking(sql: Sql, { slot, appointment, citizen }: Booking): Promise<boolean> {
  const rows = await sql`
    insert into slots.booking (slot, appointment, citizen) values (${slot}, ${appointment}, ${citizen})
    on conflict do nothing returning slot`
  return rows.length > 0
}

export async function deleteBookings(sql: Sql, appointment: string, slots: readonly string[]): Promise<void> {
  await sql`delete from slots.booking where appointment = ${appointment} and slot = any(${[...slots]})`
}

export async function holdOn(sql: Sql, slot: string, now: Date): Promise<(Hold & { citizen: string }) | undefined> {
  const [row] = await sql<(Hold & { citizen: string })[]>`
    select slot, token, until, citizen from slots.hold where slot = ${slot} and until > ${now}`
  return row
}

/** The time a citizen is choosing now. */
export async function holdOf(sql: Sql, citizen: CitizenKey, now: Date): Promise<Hold | undefined> {
  const [row] = await sql<Hold[]>`
    select slot, token, until from slots.hold where citizen = ${citizen} and purpose = 'choice' and until > ${now}`
  return row
}

/** Keeps a time. While choosing it is one a citizen: the one before is let go. */
export async function insertHold(
  sql: Sql,
  citizen: CitizenKey,
  { slot, token, until }: Hold,
  purpose: 'choice' | 'offer' = 'choice',
): Promise<void> {
  if (purpose === 'choice') await deleteHoldOf(sql, citizen)
  await sql`
    insert into slots.hold (slot, citizen, token, until, purpose)
    values (${slot}, ${citizen}, ${token}, ${until}, ${purpose})
    on conflict (slot) do update set citizen = excluded.citizen, token = excluded.token, until = excluded.until,
      purpose = excluded.purpose`
}

export async function deleteHolds(sql: Sql, slots: readonly string[]): Promise<void> {
  await sql`delete from slots.hold where slot = any(${[...slots]})`
}

export async function deleteHoldOf(sql: Sql, citizen: CitizenKey): Promise<void> {
  await sql`delete from slots.hold where citizen = ${citizen} and purpose = 'choice'`
}

export async function overlapping(
  sql: Sql,
  { schedule, slot, starts, ends }: Pick<SlotRow, 'schedule' | 'slot' | 'starts' | 'ends'>,
): Promise<boolean> {
  const rows = await sql`
    select 1 from slots.slot where schedule = ${schedule} and id <> ${slot} and status <> 'entered-in-error'
      and starts < ${ends} and ends > ${starts} limit 1`
  return rows.length > 0
}

export async function saveSchedule(sql: Sql, row: ScheduleRow): Promise<void> {
  await sql`
    insert into slots.schedule (id, office, practitioner, name, kinds, active)
    values (${row.schedule}, ${row.office}, ${row.practitioner}, ${row.name}, ${[...row.kinds]}, ${row.active})
    on conflict (id) do update set office = excluded.office, practitioner = excluded.practitioner, name = excluded.name,
      kinds = excluded.kinds, active = excluded.active`
}

export async function dropSchedule(sql: Sql, id: string): Promise<void> {
  await sql`delete from slots.schedule where id = ${id}`
}

/** Saves a time with the office and practitioner of its schedule. @returns false when there is no such schedule. */
export async function saveSlot(
  sql: Sql,
  row: {
    readonly slot: string
    readonly schedule: string
    readonly kinds: readonly SlotKind[]
    readonly starts: Date
    readonly ends: Date
    readonly status: SlotStatus
  },
): Promise<boolean> {
  const rows = await sql`
    insert into slots.slot (id, schedule, office, practitioner, kinds, starts, ends, status)
    select ${row.slot}, id, office, practitioner,
      case when cardinality(${[...row.kinds]}::text[]) > 0 then ${[...row.kinds]}::text[] else kinds end,
      ${row.starts}, ${row.ends}, ${row.status}
    from slots.schedule where id = ${row.schedule}
    on conflict (id) do update set schedule = excluded.schedule, office = excluded.office,
      practitioner = excluded.practitioner, kinds = excluded.kinds, starts = excluded.starts, ends = excluded.ends,
      status = excluded.status
    returning id`
  return rows.length > 0
}

export async function dropSlot(sql: Sql, id: string): Promise<void> {
  await sql`delete from slots.slot where id = ${id}`
}

export async function hasSlots(sql: Sql, schedule: string): Promise<boolean> {
  const rows = await sql`select 1 from slots.slot where schedule = ${schedule} and status <> 'entered-in-error' limit 1`
  return rows.length > 0
}

export async function deleteOffer(sql: Sql, slot: string, citizen: CitizenKey): Promise<void> {
  await sql`delete from slots.hold where slot = ${slot} and citizen = ${citizen} and purpose = 'offer'`
}
