/** The calls of `pruning.test.ts`, as far as this walk needs their answers. */
export interface ReferralAnswer {
  readonly version: string
  readonly patients: readonly { readonly citizen: string }[]
  readonly treatments: readonly { readonly code: string; readonly places: readonly Place[] }[]
  readonly rows: readonly { readonly id: string; readonly state: string }[]
  readonly places: readonly { readonly unit: string; readonly here: boolean }[]
}

interface Place {
  readonly unit: string
  readonly hospital: string
}

type Call = (who: string, method: string, route: string, body?: unknown, filled?: string) => Promise<ReferralAnswer>

interface Walkers {
  readonly patient: { readonly who: string; readonly name: string }
  readonly gp: string
  /** Somebody at the hospital it goes to, and the hospital's name. */
  readonly nurse: string
  readonly hospital: string
}

/** A GP refers; the citizen chooses a place and undoes it; the hospital assesses; another is rejected, and one taken back. */
export async function walkReferrals(call: Call, walkers: Walkers, told: () => Promise<void>): Promise<void> {
  const { patient, gp, nurse } = walkers
  const own = '/referrals/{id}'
  const office = '/referrals/office/cases/{id}'
  const send = async (who: string, id: string, route: string, body: object) =>
    call(who, 'POST', route, body, route.replace('{id}', id))
  const see = (who: string, id: string, route: string) => call(who, 'GET', route, undefined, route.replace('{id}', id))

  const first = await refer(call, walkers)
  await told()
  await call(patient.who, 'GET', '/referrals')
  const one = await see(patient.who, first, own)
  const unit = one.places.find(({ here }) => !here)?.unit
  const chosen = await send(patient.who, first, `${own}/place`, { unit, version: one.version })
  await send(patient.who, first, `${own}/undo`, { version: chosen.version })
  await call(nurse, 'GET', '/work-queue/list')
  const seen = await see(nurse, first, office)
  const received = await send(nurse, first, `${office}/receive`, { version: seen.version })
  const right = { kind: 'right', helpBy: '2026-12-01', words: '' }
  await send(nurse, first, `${office}/answer`, { version: received.version, answer: right })
  await see(nurse, first, '/hospital-appointments/office/referrals/{id}')
  const assessed = await see(patient.who, first, own)
  await send(patient.who, first, `${own}/withdraw`, { version: assessed.version })

  const second = await refer(call, walkers)
  const rejected = { kind: 'reject', words: 'Ikke nå.' }
  const again = await see(nurse, second, office)
  await send(nurse, second, `${office}/answer`, { version: again.version, answer: rejected })
  const reply = await see(gp, second, office)
  await send(gp, second, `${office}/read`, { version: reply.version })
  const third = await refer(call, walkers)
  const sent = await see(gp, third, office)
  await send(gp, third, `${office}/withdraw`, { version: sent.version })
  await told()
}

async function refer(call: Call, { patient, gp, hospital }: Walkers): Promise<string> {
  const { patients } = await call(gp, 'POST', '/referrals/office/patients', { query: patient.name })
  const { treatments } = await call(gp, 'GET', '/referrals/office/treatments')
  const diabetes = treatments.find(({ code }) => code === 'diabetes')
  await call(gp, 'POST', '/referrals/office/referrals', {
    patient: patients[0]?.citizen,
    treatment: diabetes?.code,
    unit: diabetes?.places.find((place) => place.hospital === hospital)?.unit,
    priority: 'routine',
    reason: 'Høyt blodsukker.',
    question: 'Vurdering.',
  })
  const { rows } = await call(gp, 'GET', '/referrals/office/sent')
  return rows.find(({ state }) => state === 'sent')?.id ?? ''
}
