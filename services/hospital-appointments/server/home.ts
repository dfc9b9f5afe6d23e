import type { Context } from '@lomma/platform/access'
import type { Deps, HomeContribution, HomeItem } from '@lomma/platform/service'
import type { AttemptRow } from './attempt-queries.ts'
import { type CitizenContext, type Overview, permissionsFor, readOverview, toView } from './view.ts'

const text = (key: string) => `hospital-appointments.home.${key}`
const reads = new WeakMap<Context, Promise<Overview>>()

// The lists of one front page come from one reading: one context is one request.
function read(context: CitizenContext, deps: Deps): Promise<Overview> {
  const reading = reads.get(context) ?? readOverview(context, deps)
  reads.set(context, reading)
  return reading
}

/** What hospitals put on the front page: choose a time, a freed earlier time, how an unknown outcome ended. */
export const home: HomeContribution = {
  service: 'hospital-appointments',
  reads: ['Appointment'],
  async todo(context, deps) {
    const overview = await read(context, deps)
    return overview.appointments.flatMap((one): HomeItem[] => {
      if (one.status !== 'proposed' || one.noneFitsAt || !permissionsFor(one, overview).choose.allowed) return []
      return [
        {
          id: `hospital-appointments.choose.${one.id}`,
          title: { key: text('choose'), params: { title: one.title } },
          ...(one.chooseBy
            ? { detail: { key: text('choose-detail'), params: { date: one.chooseBy } }, at: one.chooseBy }
            : {}),
          href: `/timeavtaler/sykehus/${one.id}`,
          action: { key: text('choose-action') },
        },
      ]
    })
  },
  async news(context, since, deps) {
    const overview = await read(context, deps)
    const ended = [...overview.attempts.values()].flatMap((row) => endedItem(row, overview, since))
    const freed = overview.appointments.flatMap((one): HomeItem[] => {
      const { earlier, status } = toView(one, overview)
      if (earlier === 0 || status !== 'booked') return []
      return [
        {
          id: `hospital-appointments.earlier.${one.id}`,
          title: { key: text('earlier'), params: { title: one.title } },
          detail: { key: text('earlier-detail'), params: { count: earlier } },
          href: `/timeavtaler/sykehus/${one.id}`,
        },
      ]
    })
    return [...ended, ...freed]
  },
}

/** The citizen was told that nobody knew; now it is known. */
function endedItem(row: AttemptRow, overview: Overview, since: Date): HomeItem[] {
  const one = overview.appointments.find(({ id }) => id === row.appointment)
  if (!one || !row.toldAsking || !row.knownAt || row.knownAt <= since) return []
  const ending = row.state === 'done' ? `ended-${row.act}` : 'ended-none'
  return [
    {
      id: `hospital-appointments.ended.${row.id}`,
      title: { key: text(ending), params: { title: one.title } },
      at: row.knownAt.toISOString(),
      href: `/timeavtaler/sykehus/${one.id}`,
    },
  ]
}
