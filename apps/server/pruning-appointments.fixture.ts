/** The calls of `pruning.test.ts`, as far as these walks need their answers. */
export interface WalkAnswer {
  readonly version: string
  readonly now: string
  readonly days: readonly { readonly times: readonly { readonly slot: string }[] }[]
  readonly nextFree: string | null
  readonly token: string
  readonly appointment: string | null
  readonly waiting: string
  readonly columns: readonly Column[]
  readonly patients: readonly { readonly citizen: string }[]
  readonly doctors: readonly { readonly role: string; readonly version: string; readonly own: boolean }[]
  readonly absences: readonly { readonly id: string; readonly from: string }[]
}

interface Column {
  readonly schedule: string
  readonly mine: boolean
  readonly times: readonly CalendarTime[]
}

interface CalendarTime {
  readonly slot: string | null
  readonly status: string
  readonly appointment: { readonly id: string; readonly version: string } | null
}

type Call = (who: string, method: string, route: string, body?: unknown, filled?: string) => Promise<WalkAnswer>

/** A doctor registers an absence far ahead, changes it and takes it back. */
export async function walkAbsence(call: Call, gp: string): Promise<void> {
  const days = { from: '2026-12-01', until: '2026-12-04', kinds: ['e-consultation'], standIn: null }
  const roleIn = ({ doctors }: WalkAnswer) => {
    const own = doctors.find((one) => one.own)
    return { role: own?.role, version: own?.version }
  }
  const seen = await call(gp, 'GET', '/absence')
  const made = await call(gp, 'POST', '/absence', { ...roleIn(seen), ...days })
  const id = made.absences.find(({ from }) => from === days.from)?.id ?? ''
  const one = '/absence/{id}'
  const longer = { ...roleIn(made), ...days, until: '2026-12-05' }
  const changed = await call(gp, 'POST', `${one}/change`, longer, `/absence/${id}/change`)
  await call(gp, 'POST', `${one}/end`, roleIn(changed), `/absence/${id}/end`)
}

/** A citizen holds, lets go, books, moves and cancels; waits for a time and stops waiting. */
export async function walkBooking(call: Call, self: string, told: () => Promise<void>): Promise<void> {
  const one = '/appointments/{id}'
  const at = (route: string, id: string) => route.replace('{id}', id).replace('{token}', id)
  const versionOf = async (id: string) => (await call(self, 'GET', one, undefined, at(one, id))).version
  const slots = await freeSlots(call, self)
  const held = await call(self, 'POST', '/appointments/holds', { slot: slots[0] })
  await call(self, 'POST', '/appointments/holds/release', { token: held.token })
  const { token } = await call(self, 'POST', '/appointments/holds', { slot: slots[1] })
  const attempt = '/appointments/attempts/{token}'
  await call(self, 'GET', attempt, undefined, at(attempt, token))
  const booked = await call(self, 'POST', '/appointments/bookings', { token, mode: 'attendance', reason: 'Kne' })
  const id = booked.appointment ?? ''
  await told()
  const next = await call(self, 'POST', '/appointments/holds', { slot: slots[2] })
  const moved = { version: await versionOf(id), token: next.token }
  await call(self, 'POST', `${one}/move`, moved, at(`${one}/move`, id))
  await call(self, 'POST', `${one}/cancel`, { version: await versionOf(id) }, at(`${one}/cancel`, id))
  await told()
}

async function freeSlots(call: Call, self: string): Promise<string[]> {
  const times = '/appointments/times'
  const seen = await call(self, 'GET', times)
  const week =
    seen.nextFree === null ? seen : await call(self, 'GET', times, undefined, `${times}?week=${seen.nextFree}`)
  return week.days.flatMap((day) => day.times.map(({ slot }) => slot)).reverse()
}

/** A doctor offers times, takes one back, blocks and opens one, and copies a week. */
export async function walkCalendar(call: Call, gp: string): Promise<void> {
  const office = '/appointments/office'
  const calendar = `${office}/calendar`
  const read = (from: string) => call(gp, 'GET', calendar, undefined, `${calendar}?days=5&from=${from}`)
  const { columns } = await read('2026-07-06')
  const schedule = columns.find(({ mine }) => mine)?.schedule
  const offer = { schedule, date: '2026-07-07', from: '16:00', to: '17:00', minutes: 20, modes: ['attendance'] }
  await call(gp, 'POST', `${office}/times`, offer)
  const made = (await read('2026-07-06')).columns.find(({ mine }) => mine)?.times.find(({ slot }) => slot !== null)
  for (const act of ['block', 'open', 'remove']) {
    const route = `${office}/times/{id}/${act}`
    await call(gp, 'POST', route, {}, route.replace('{id}', made?.slot ?? ''))
  }
  await call(gp, 'POST', `${office}/weeks`, { schedule, from: '2026-07-06', to: '2026-07-13' })
}

/** A doctor books for a patient, moves it, marks who came, and cancels. */
export async function walkOffice(call: Call, gp: string): Promise<void> {
  const office = '/appointments/office'
  const read = async () => {
    const from = '2026-04-20'
    const { columns } = await call(gp, 'GET', `${office}/calendar`, undefined, `${office}/calendar?days=5&from=${from}`)
    return columns.find(({ mine }) => mine)?.times ?? []
  }
  const { patients } = await call(gp, 'POST', `${office}/patients`, { query: 'Havlyng' })
  const [first, second] = (await read()).filter(({ status }) => status === 'free')
  const wish = { slot: first?.slot, mode: 'attendance', patient: patients[0]?.citizen }
  await call(gp, 'POST', `${office}/appointments`, wish)
  const inCalendar = async (slot: string | null | undefined) =>
    (await read()).find((one) => one.slot === slot)?.appointment ?? { id: '', version: '' }
  const act = async (what: string, slot: string | null | undefined, more: object) => {
    const { id, version } = await inCalendar(slot)
    const route = `${office}/appointments/{id}/${what}`
    await call(gp, 'POST', route, { version, ...more }, route.replace('{id}', id))
  }
  await act('move', first?.slot, { slot: second?.slot })
  const { id } = await inCalendar(second?.slot)
  await call(gp, 'GET', `${office}/cases/{id}`, undefined, `${office}/cases/${id}`)
  await act('mark', second?.slot, { as: 'arrived' })
  await act('mark', second?.slot, { as: 'booked' })
  await act('cancel', second?.slot, { reason: 'Legen er syk.' })
}

/** A citizen waits for a time, and stops waiting. */
export async function walkWaiting(call: Call, self: string): Promise<void> {
  const wishes = { mode: 'attendance', from: '2026-04-14', to: '2026-04-30', weekdays: [], dayParts: [] }
  const { waiting } = await call(self, 'POST', '/appointments/waiting', wishes)
  const leave = '/appointments/waiting/{id}/leave'
  await call(self, 'POST', leave, { version: '1' }, leave.replace('{id}', waiting))
}
