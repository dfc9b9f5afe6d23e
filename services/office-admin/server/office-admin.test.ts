import { randomUUID } from 'node:crypto'
import type { OfficeActor, PractitionerActor, SystemActor } from '@lomma/platform/access'
import { type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import { officeServiceId, portalServices, toHealthcareService, toOfficeItself } from '@lomma/platform/registers'
import type { OfficeContext } from '@lomma/platform/service'
import { contextOf, portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Content, type Draft, officeAdminEvents, serviceKindSchema } from '../contract/index.ts'
import { plugin } from './index.ts'
import {
  approveDraft,
  beginDraft,
  discardDraft,
  refreshDraft,
  saveDraft,
  sendBack,
  submitDraft,
  takeBack,
} from './move-draft.ts'
import { showOverview } from './overview.ts'
import { showDraft } from './show-draft.ts'

let world: TestWorld
const told: string[] = []
beforeAll(async () => {
  const listener = {
    event: officeAdminEvents.live,
    name: 'others.live',
    handle: async ({ data }: { data: Readonly<Record<string, unknown>> }) => {
      told.push(String(data.version))
    },
  }
  world = await testWorld([plugin, { service: 'others', listeners: [listener] }])
  await seedDemo({ ...world.deps, plugins: [] })
}, 120_000)
afterAll(() => world.close())

const deps = () => world.deps
const nordlys = staff('gp-nordlys').organisation

function worker(key: StaffKey): OfficeContext {
  const { id, hpr, name, organisation } = staff(key)
  const place = { name, organization: organisation.id, organizationName: organisation.name }
  const actor: OfficeActor | PractitionerActor = hpr
    ? { kind: 'practitioner', hpr, practitioner: id, ...place }
    : { kind: 'office', person: id, ...place }
  return contextOf(actor, { idempotencyKey: randomUUID() })
}
const tone = () => worker('secretary-nordlys')
const samuel = () => worker('secretary-nordlys-2')

function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer)}`)
  return answer
}

const withService = (content: Content, kind: string, change: Partial<Content['services'][number]>): Content => ({
  ...content,
  services: content.services.map((one) => (one.kind === kind ? { ...one, ...change } : one)),
})
const begin = async (from = 'live') => granted(await beginDraft(tone(), { from }, deps()))
async function drafted(change: (content: Content) => Content): Promise<Draft> {
  const draft = await begin()
  const { id, revision, content } = draft
  return granted(await saveDraft(tone(), id, { revision, content: change(content) }, deps()))
}
async function submitted(change: (content: Content) => Content): Promise<Draft> {
  const { id, revision } = await drafted(change)
  return granted(await submitDraft(tone(), id, { revision }, deps()))
}
const approve = (draft: Draft, context = samuel(), liveAt: string | null = null) =>
  approveDraft(context, draft.id, { revision: draft.revision, liveAt }, deps())
const citizensSee = async (kind: string) =>
  (await deps().registers.gp.office(nordlys.id))?.services.find((one) => one.kind === kind)

it('knows the same services as the registers', () => {
  expect(serviceKindSchema.options).toEqual(portalServices)
})

describe('from draft to live', () => {
  it('citizens see nothing of a draft, and all of it when a second person has approved', async () => {
    const line = 'Fornyes samme dag før kl. 12.'
    const draft = await submitted((content) => withService(content, 'renewal', { note: line, answerDays: 1 }))
    expect(await citizensSee('renewal')).toEqual({ kind: 'renewal', active: true, answerDays: 5 })
    expect(draft.may).toMatchObject({ approve: false, takeBack: true })
    expect(await approve(draft, tone())).toMatchObject({ refused: 'own-draft', status: 403 })
    const live = granted(await approve(draft))
    expect(live).toMatchObject({ state: 'live', approvedBy: staff('secretary-nordlys-2').name })
    expect(await citizensSee('renewal')).toEqual({ kind: 'renewal', active: true, note: line, answerDays: 1 })
    await world.dispatcher.drain()
    expect(told).toEqual([draft.id])
  })

  it('a service switched off is off for citizens, and the rest is as it was', async () => {
    const before = await deps().registers.gp.office(nordlys.id)
    granted(await approve(await submitted((content) => withService(content, 'vaccine', { active: false }))))
    const after = await deps().registers.gp.office(nordlys.id)
    expect(after?.services.filter(({ kind }) => kind !== 'vaccine')).toEqual(
      before?.services.filter(({ kind }) => kind !== 'vaccine'),
    )
    expect(await citizensSee('vaccine')).toMatchObject({ active: false })
    expect(after?.openingHours).toEqual(before?.openingHours)
  })

  it('waits for its time; the doctor may approve; until then it can be taken back', async () => {
    const draft = await submitted((content) => withService(content, 'contact', { price: 61 }))
    const waiting = granted(await approve(draft, worker('gp-nordlys'), '2026-04-14T06:00:00Z'))
    expect(waiting.state).toBe('approved')
    world.clock.set('2026-04-14T05:59:00Z')
    await world.dispatcher.drain()
    expect(await citizensSee('contact')).toMatchObject({ price: 0 })
    world.clock.set('2026-04-14T06:00:00Z')
    await world.dispatcher.drain()
    expect(await citizensSee('contact')).toMatchObject({ price: 61 })
    const other = await submitted((content) => withService(content, 'contact', { price: 62 }))
    const later = granted(await approve(other, samuel(), '2026-04-15T06:00:00Z'))
    granted(await takeBack(tone(), later.id, { revision: later.revision }, deps()))
    world.clock.set('2026-04-15T07:00:00Z')
    await world.dispatcher.drain()
    expect(await citizensSee('contact')).toMatchObject({ price: 61 })
  })

  it('is in the history with who and when, and an earlier version is the start of a new draft', async () => {
    const { history } = granted(await showOverview(tone(), deps()))
    expect(history.map(({ number }) => number)).toEqual([4, 3, 2, 1])
    expect(history[0]).toMatchObject({
      state: 'live',
      authors: [staff('secretary-nordlys').name],
      approvedBy: staff('gp-nordlys').name,
      changes: [{ kind: 'contact', field: 'price', from: 0, to: 61 }],
    })
    expect(history[3], 'how it was before there were versions').toMatchObject({ authors: [], state: 'replaced' })
    const back = await begin(history[3]?.id)
    expect(back.changes.map(({ field }) => field).sort()).toEqual(['active', 'answerDays', 'note', 'price'])
    granted(await discardDraft(tone(), back.id, { revision: back.revision }, deps()))
  })
})

describe('nothing is lost, nothing overwritten', () => {
  it('keeps wrong values, and does not send them', async () => {
    const draft = await drafted((content) => ({ ...withService(content, 'renewal', { price: -3 }), hours: [] }))
    expect(draft.content.services.find(({ kind }) => kind === 'renewal')?.price).toBe(-3)
    expect(draft.faults).toMatchObject([{ at: 'services.renewal.price' }])
    const { id, revision } = draft
    expect(await submitDraft(tone(), id, { revision }, deps())).toMatchObject({ refused: 'has-faults' })
    granted(await discardDraft(tone(), id, { revision }, deps()))
    const same = await begin()
    expect(await submitDraft(tone(), same.id, { revision: same.revision }, deps())).toMatchObject({
      refused: 'nothing-changed',
    })
  })

  it('two who write in one draft: the second is told, and both are authors', async () => {
    const draft = await begin()
    const { id, revision, content } = draft
    const mine = withService(content, 'renewal', { note: 'Min.' })
    granted(await saveDraft(tone(), id, { revision, content: mine }, deps()))
    const theirs = { revision, content: withService(content, 'renewal', { note: 'Din.' }) }
    expect(await saveDraft(samuel(), id, theirs, deps())).toMatchObject({ refused: 'changed-meanwhile', status: 409 })
    const again = granted(await saveDraft(samuel(), id, { ...theirs, revision: revision + 1 }, deps()))
    expect(again.authors).toHaveLength(2)
    const asked = granted(await submitDraft(tone(), id, { revision: again.revision }, deps()))
    expect(await approve(asked)).toMatchObject({ refused: 'own-draft' })
    const back = await sendBack(worker('gp-nordlys'), id, { revision: asked.revision, comment: '' }, deps())
    expect(back).toMatchObject({ refused: 'comment-missing' })
    const comment = 'Skriv når det gjelder fra.'
    const sent = await sendBack(worker('gp-nordlys'), id, { revision: asked.revision, comment }, deps())
    expect(granted(sent)).toMatchObject({ state: 'draft', comment, commentBy: staff('gp-nordlys').name })
  })

  it('two drafts: the second is brought up to date before it is approved, and keeps both changes', async () => {
    const first = await submitted((content) => withService(content, 'e-consultation', { note: 'Første.' }))
    const second = await submitted((content) => withService(content, 'journal-copy', { note: 'Andre.' }))
    granted(await approve(first))
    expect(await approve(second)).toMatchObject({ refused: 'stale-base', status: 409 })
    expect(granted(await showDraft(tone(), second.id, deps()))).toMatchObject({ stale: true })
    const fresh = granted(await refreshDraft(tone(), second.id, { revision: second.revision }, deps()))
    expect(fresh).toMatchObject({ stale: false, state: 'draft', changes: [{ kind: 'journal-copy' }] })
    const asked = granted(await submitDraft(tone(), fresh.id, { revision: fresh.revision }, deps()))
    granted(await approve(asked))
    expect(await citizensSee('e-consultation')).toMatchObject({ note: 'Første.' })
    expect(await citizensSee('journal-copy')).toMatchObject({ note: 'Andre.' })
  })

  it('overtaken while it waits: it is a draft again, and what is live stands', async () => {
    const waits = await submitted((content) => withService(content, 'video', { note: 'Venter.' }))
    granted(await approve(waits, samuel(), '2026-04-20T06:00:00Z'))
    granted(await approve(await submitted((content) => withService(content, 'video', { note: 'Kom først.' }))))
    world.clock.set('2026-04-20T06:00:00Z')
    await world.dispatcher.drain()
    expect(await citizensSee('video')).toMatchObject({ note: 'Kom først.' })
    expect(granted(await showDraft(tone(), waits.id, deps()))).toMatchObject({ state: 'draft', comment: 'overtaken' })
  })

  it('is done once with the same key', async () => {
    const draft = await submitted((content) => withService(content, 'video', { price: 5 }))
    const context = samuel()
    granted(await approve(draft, context))
    expect(granted(await approve(draft, context)).state).toBe('live')
  })
})

describe('both doors refuse', () => {
  const write = (context: Parameters<TestWorld['deps']['store']['command']>[0], price: number) =>
    deps().store.command(context, (tx) =>
      tx.update(toHealthcareService(nordlys, { kind: 'appointment', active: true, price })),
    )
  const system = contextOf<SystemActor>(
    { kind: 'system', client: 'ehr', name: 'Journalsystem', scopes: ['system/*.cruds'] },
    { door: 'fhir' },
  )

  it('people write no service past the second person, whoever they are', async () => {
    const at = (context: OfficeContext) => ({ ...context, door: 'fhir' as const })
    expect(await write(at(tone()), 10)).toMatchObject({ refused: 'needs-approval' })
    expect(await write(at(worker('gp-nordlys')), 10)).toMatchObject({ refused: 'needs-approval' })
    expect(await write(at(worker('secretary-fjordvik')), 10)).toMatchObject({ refused: 'not-your-office' })
    const citizen = contextOf({ kind: 'citizen', citizen: 'x', name: 'X' }, { door: 'fhir' })
    expect(await write(citizen, 10)).toMatchObject({ status: 403 })
    const gone = await deps().store.command(at(tone()), (tx) =>
      tx.delete('HealthcareService', officeServiceId(nordlys.id, 'renewal')),
    )
    expect(gone).toMatchObject({ refused: 'needs-approval' })
  })

  it('systems keep to the same bounds, and what they write is in the history', async () => {
    expect(await write(system, 9000)).toMatchObject({ refused: 'has-faults' })
    const hours = [{ days: [1], opens: '15:00', closes: '08:00' }]
    const backwards = toOfficeItself(nordlys, hours, [])
    expect(await deps().store.command(system, (tx) => tx.update(backwards))).toMatchObject({ refused: 'has-faults' })
    const elsewhere = { ...toHealthcareService(nordlys, { kind: 'renewal', active: true }), id: 'another' }
    expect(await deps().store.command(system, (tx) => tx.update(elsewhere))).toMatchObject({
      refused: 'service-incomplete',
    })
    granted(await write(system, 179))
    granted(await approve(await submitted((content) => withService(content, 'video', { price: 6 }))))
    const [, before] = granted(await showOverview(tone(), deps())).history
    expect(before).toMatchObject({ authors: [], changes: [{ kind: 'appointment', field: 'price', to: 179 }] })
  })

  it('drafts are for the office alone', async () => {
    const draft = await begin()
    expect(await showDraft(worker('secretary-fjordvik'), draft.id, deps())).toMatchObject({ refused: 'not-found' })
    const move = { revision: draft.revision }
    expect(await discardDraft(worker('secretary-fjordvik'), draft.id, move, deps())).toMatchObject({ status: 404 })
    expect(await showOverview(worker('doctor-nord'), deps())).toMatchObject({ refused: 'no-gp-office' })
    const kept = await deps().store.as(portal).searchShared('HealthcareService')
    expect(JSON.stringify(kept)).not.toContain('Min.')
  })
})
