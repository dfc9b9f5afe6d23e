import { describe, expect, it } from 'vitest'
import { isPlace, readPlace, toPlaceService } from './place.ts'
import { isReferral, readReferral } from './read-referral.ts'
import { advanceReferral, newReferral } from './write-referral.ts'

const at = (day: number) => new Date(`2026-04-${String(day).padStart(2, '0')}T08:00:00Z`)
const first = newReferral({
  id: 'referral',
  citizen: { id: 'citizen', name: 'Kari' },
  requester: { id: 'doctor', name: 'Legen' },
  office: { id: 'office', name: 'Kontoret' },
  unit: { id: 'unit', name: 'Poliklinikken' },
  hospital: { id: 'hospital', name: 'Sykehuset' },
  treatment: { code: 'heart', name: 'Hjertet' },
  priority: 'urgent',
  reason: 'Hjertebank.',
  question: 'Ultralyd.',
  sent: at(1),
  assessBy: '2026-04-20',
})
const other = { unit: { id: 'unit-2', name: 'En annen' }, hospital: { id: 'hospital-2', name: 'Et annet' } }

describe('a referral', () => {
  it('reads as it was written', () => {
    expect(isReferral(first)).toBe(true)
    expect(readReferral(first)).toMatchObject({
      ...{ citizen: 'citizen', state: 'sent', treatment: 'heart', title: 'Hjertet', priority: 'urgent' },
      ...{ reason: 'Hjertebank.', question: 'Ultralyd.', assessBy: '2026-04-20', helpBy: null, previous: null },
      ...{ unit: { id: 'unit' }, hospital: { id: 'hospital' }, office: { id: 'office' }, requester: { id: 'doctor' } },
      steps: [{ step: 'sent', at: '2026-04-01T08:00:00.000Z', place: 'Poliklinikken' }],
    })
  })

  it('goes to another place and comes back as it was, with its history', () => {
    const received = advanceReferral(first, { step: 'received', at: at(2) })
    const chosen = advanceReferral(received, { step: 'chosen', at: at(3), place: other, assessBy: '2026-04-22' })
    expect(readReferral(chosen)).toMatchObject({
      ...{ state: 'sent', assessBy: '2026-04-22', unit: { id: 'unit-2' } },
      previous: { state: 'received', unit: { id: 'unit' }, assessBy: '2026-04-20' },
    })
    const undone = readReferral(advanceReferral(chosen, { step: 'undone', at: at(4) }))
    const { steps, ...was } = readReferral(received)
    expect(undone).toMatchObject(was)
    expect(undone.steps.slice(0, 2)).toEqual(steps)
    expect(undone.steps.map(({ step }) => step)).toEqual(['sent', 'received', 'chosen', 'undone'])
  })

  it('carries the reply’s code of Volven 9148, words and who gave it', () => {
    const by = { id: 'nurse', name: 'Sykepleieren' }
    const reply = (step: 'assessed' | 'rejected' | 'advised') =>
      readReferral(advanceReferral(first, { step, at: at(2), by, words: 'Ord.', helpBy: '2026-06-01' }))
    expect(reply('assessed')).toMatchObject({ reply: '2', words: 'Ord.', answeredBy: 'Sykepleieren' })
    expect(reply('rejected')).toMatchObject({ reply: '4', state: 'rejected' })
    expect(reply('advised')).toMatchObject({ reply: '11', state: 'advised' })
    const forwarded = readReferral(advanceReferral(first, { step: 'forwarded', at: at(2), by, place: other }))
    expect(forwarded).toMatchObject({ reply: '3', state: 'sent', previous: null, assessBy: '2026-04-20' })
  })

  it('of another system: what it left out is null, and its status tells the state', () => {
    const { extension: _ours, code: _code, ...bare } = first
    expect(readReferral({ ...bare, status: 'completed' })).toMatchObject({
      ...{ state: 'done', treatment: null, title: '', office: null, assessBy: null },
      steps: [{ step: 'sent' }],
    })
    expect(isReferral({ ...first, category: [] })).toBe(false)
    expect(isReferral({ ...first, intent: 'plan' })).toBe(false)
  })

  it('a deadline with an hour is read as the Oslo day', () => {
    const extension = (first.extension ?? []).map((one) =>
      one.url.endsWith('frist-for-vurdering') ? { ...one, valueDateTime: '2026-04-20T22:30:00Z' } : one,
    )
    expect(readReferral({ ...first, extension }).assessBy).toBe('2026-04-21')
  })
})

it('a place reads as it was written; one that gives the treatment no more is none', () => {
  const place = {
    ...{ treatment: 'heart', treatmentName: 'Hjertet', unit: 'unit', name: 'Poliklinikken', phone: '00 40 01 30' },
    ...{ hospital: 'hospital', hospitalName: 'Sykehuset', city: 'Byen', weeks: 6, asOf: '2026-04-01' },
  }
  const service = toPlaceService('place', place)
  expect(isPlace(service)).toBe(true)
  expect(readPlace(service)).toEqual(place)
  const unsaid = { ...place, weeks: null, asOf: null, phone: null }
  expect(readPlace(toPlaceService('place', unsaid))).toEqual(unsaid)
  expect(readPlace({ ...service, active: false })).toBeUndefined()
})
