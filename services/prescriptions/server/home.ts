import type { CitizenActor, Context } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import type { Deps, HomeContribution, HomeItem } from '@lomma/platform/service'
import { isOpen, type Medicine } from '../contract/index.ts'
import { byUrgency, isInUse, medicineView } from '../domain/medicine-view.ts'
import type { Renewal } from '../fhir/renewal-task.ts'
import { gpOffice, officeOf, type PrescriptionRecord, readRecord, renewalIsLate, surroundings } from './record.ts'

type CitizenContext = Context & { actor: CitizenActor }

const text = (key: string) => `prescriptions.home.${key}`

/** Legevakt: answers everywhere when the office's own number is not known. */
const outOfHours = '116 117'

/** Days ahead that the front page looks for medicines that run out. */
const comingDays = 30

/** What prescriptions put on the front page: renew with one click, late answers, what is coming, what was answered. */
export const home: HomeContribution = {
  service: 'prescriptions',
  reads: ['MedicationRequest', 'MedicationDispense', 'Task'],
  async todo(context, deps) {
    const { record, medicines, now } = await readOnce(context, deps)
    const late = record.renewals.filter((renewal) => renewalIsLate(renewal, now))
    const low = medicines.filter((one) => one.renewal.allowed && (one.supply === 'low' || one.supply === 'out'))
    const lateItems = await Promise.all(late.map((renewal) => lateItem(renewal, record, deps)))
    return [...lateItems.flat(), ...low.map(renewItem)]
  },
  async comingUp(context, deps) {
    const { record, medicines, now } = await readOnce(context, deps)
    const awaited = record.renewals.filter((renewal) => isOpen(renewal.state) && !renewalIsLate(renewal, now))
    const running = medicines.filter(
      ({ daysLeft, dispensingsLeft }) => daysLeft !== null && daysLeft <= comingDays && (dispensingsLeft ?? 0) > 0,
    )
    return [...awaited.flatMap((renewal) => answerItem(renewal, record)), ...running.map(runsOutItem)]
  },
  async news(context, since, deps) {
    const { record } = await readOnce(context, deps)
    return record.renewals.flatMap((renewal) => newsItem(renewal, record, since))
  },
}

type Read = Awaited<ReturnType<typeof readNow>>
const reads = new WeakMap<Context, Promise<Read>>()

/** The lists of one front page come from one reading: one context is one request. */
export function readOnce(context: CitizenContext, deps: Deps): Promise<Read> {
  const reading = reads.get(context) ?? readNow(context, deps)
  reads.set(context, reading)
  return reading
}

async function readNow(context: CitizenContext, deps: Deps) {
  const { citizen } = context.actor
  const now = deps.clock.now()
  const [record, gp] = await Promise.all([
    readRecord(deps.store.as(context), citizen, { self: true }),
    gpOffice(deps.registers, citizen, deps.clock.now()),
  ])
  const around = surroundings(record, gp, now)
  const medicines = record.medicines
    .filter((medicine) => isInUse(medicine, around))
    .map((medicine) => medicineView(medicine, around))
    .sort(byUrgency)
  return { record, medicines, now }
}

function renewItem(medicine: Medicine): HomeItem {
  const at = medicine.dispensingsLeft === 0 ? (medicine.runsOutOn ?? medicine.validUntil) : medicine.validUntil
  return {
    id: `prescriptions.renew.${medicine.id}`,
    title: { key: text('renew'), params: { medicine: named(medicine) } },
    detail: renewDetail(medicine),
    ...(at ? { at } : {}),
    href: `/resepter/forny?medisin=${medicine.id}`,
    action: { key: text('renew-action') },
  }
}

function renewDetail({ status, validUntil, dispensingsLeft, daysLeft }: Medicine) {
  if (status === 'expired' && validUntil) return { key: text('renew-expired'), params: { date: validUntil } }
  if (dispensingsLeft === 0 && daysLeft !== null) return { key: text('renew-days'), params: { days: daysLeft } }
  if (dispensingsLeft === 0 || !validUntil) return { key: text('renew-empty') }
  return { key: text('renew-expires'), params: { date: validUntil } }
}

function runsOutItem(medicine: Medicine): HomeItem {
  return {
    id: `prescriptions.runs-out.${medicine.id}`,
    title: { key: text('runs-out'), params: { medicine: named(medicine) } },
    detail: { key: text('runs-out-detail'), params: { left: medicine.dispensingsLeft ?? 0 } },
    ...(medicine.runsOutOn ? { at: medicine.runsOutOn } : {}),
    href: `/resepter/${medicine.id}`,
  }
}

async function lateItem(renewal: Renewal, record: PrescriptionRecord, deps: Deps): Promise<HomeItem[]> {
  if (!renewal.receipt || !renewal.deadline) return []
  const office = await officeOf(deps.registers, renewal)
  const date = osloDateOf(new Date(renewal.deadline))
  return [
    {
      id: `prescriptions.late.${renewal.task}`,
      title: { key: text('late'), params: { medicine: medicineIn(renewal, record) } },
      detail: {
        key: text('late-detail'),
        params: { date, office: office?.name ?? '', phone: office?.phone ?? outOfHours },
      },
      at: renewal.deadline,
      href: `/resepter/kvittering/${renewal.receipt}`,
      action: { key: text('late-action') },
    },
  ]
}

function answerItem(renewal: Renewal, record: PrescriptionRecord): HomeItem[] {
  if (!renewal.receipt || !renewal.deadline) return []
  const date = osloDateOf(new Date(renewal.deadline))
  return [
    {
      id: `prescriptions.answer-by.${renewal.task}`,
      title: { key: text('answer-by'), params: { medicine: medicineIn(renewal, record) } },
      detail: { key: text('answer-by-detail'), params: { date, office: renewal.officeName ?? '' } },
      at: date,
      href: `/resepter/kvittering/${renewal.receipt}`,
    },
  ]
}

/** What the office answered, when it was after `since`. */
export function newsItem(renewal: Renewal, record: PrescriptionRecord, since: Date): HomeItem[] {
  const answered = ['approved', 'changed', 'declined', 'outside'].includes(renewal.state)
  const at = renewal.steps.findLast((step) => step.state === renewal.state)?.at
  if (!answered || !at || !renewal.receipt || new Date(at) <= since) return []
  return [
    {
      id: `prescriptions.answered.${renewal.task}`,
      title: { key: text(`answer-${renewal.state}`), params: { medicine: medicineIn(renewal, record) } },
      at,
      href: `/resepter/kvittering/${renewal.receipt}`,
    },
  ]
}

export function medicineIn(renewal: Renewal, record: PrescriptionRecord): string {
  const found = record.prescriptions.find((one) => one.id === renewal.prior)?.medicine
  return found ? named(found) : '?'
}

function named({ name, strength }: { readonly name: string; readonly strength: string | null }): string {
  return strength ? `${name} ${strength}` : name
}
