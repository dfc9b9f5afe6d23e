import { addDays, osloDateOf } from '@lomma/platform/calendar'
import type { Deps, HomeContribution, HomeItem } from '@lomma/platform/service'
import type { ProgrammeItem } from '../contract/index.ts'
import { type CitizenContext, readRecord } from './list.ts'

/** How far ahead a vaccine is worth a line among what is coming. */
const noticeDays = 60

/** The front page: what is due or overdue, and what comes soon. */
export const home: HomeContribution = {
  service: 'vaccines',
  // Conditions: whether a pregnancy calls for a vaccine.
  reads: ['Patient', 'Immunization', 'Condition'],
  async todo(context, deps) {
    const { programme } = await read(context, deps)
    const pressing = (programme ?? []).filter(isPressing)
    const needsGp = pressing.some((item) => item.contact === 'gp')
    const phone = needsGp ? await phoneOf(context.actor.citizen, deps) : undefined
    return pressing.map((item) => todoItem(item, phone))
  },
  async comingUp(context, deps) {
    const { programme } = await read(context, deps)
    const until = addDays(osloDateOf(deps.clock.now()), noticeDays)
    return (programme ?? []).flatMap((item) =>
      item.status === 'coming' && item.dueFrom !== null && item.dueFrom <= until
        ? [comingItem(item, item.dueFrom)]
        : [],
    )
  },
}

const reads = new WeakMap<CitizenContext, ReturnType<typeof readRecord>>()

// Both lists of one front page come from one reading: one context is one request.
function read(context: CitizenContext, deps: Deps): ReturnType<typeof readRecord> {
  const reading = reads.get(context) ?? readRecord(context, deps)
  reads.set(context, reading)
  return reading
}

/** Where no dose is on record we know too little to give the person a task; the page itself says what is missing. */
function isPressing({ status, notes }: ProgrammeItem): boolean {
  return status === 'overdue' || (status === 'due' && !notes.includes('no-dose-on-record'))
}

function todoItem(item: ProgrammeItem, phone: string | undefined): HomeItem {
  const withPhone = item.contact === 'gp' && phone !== undefined
  return {
    id: `vaccines.${item.rule}`,
    title: { key: `vaccines.home.todo.${item.rule}` },
    detail: withPhone
      ? { key: `vaccines.home.${item.status}.gp-phone`, params: { phone } }
      : { key: `vaccines.home.${item.status}.${item.contact}` },
    ...(item.until ? { at: item.until } : {}),
    href: '/vaksiner',
    action: { key: 'vaccines.home.action' },
  }
}

function comingItem(item: ProgrammeItem, dueFrom: string): HomeItem {
  return {
    id: `vaccines.${item.rule}`,
    title: { key: `vaccines.rule.${item.rule}.name` },
    detail: { key: `vaccines.home.coming.${item.contact}` },
    at: dueFrom,
    href: '/vaksiner',
  }
}

/** A register that is silent costs the number, not the line. */
async function phoneOf(
  citizen: string,
  { registers }: Parameters<NonNullable<HomeContribution['todo']>>[1],
): Promise<string | undefined> {
  try {
    return (await registers.gp.assignment(citizen))?.phone
  } catch {
    return undefined
  }
}
