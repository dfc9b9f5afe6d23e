import type { InboxContribution, InboxItem } from '@lomma/platform/service'
import type { Renewal } from '../fhir/renewal-task.ts'
import { medicineIn, newsItem, readOnce } from './home.ts'
import type { PrescriptionRecord } from './record.ts'

/** What renewals put into the inbox: a receipt of what was sent, and the answers. */
export const inbox: InboxContribution = {
  service: 'prescriptions',
  reads: ['MedicationRequest', 'MedicationDispense', 'Task'],
  async list(context, since, deps) {
    const { record } = await readOnce(context, deps)
    const answers = record.renewals.flatMap((renewal) => answerItem(renewal, record, since))
    const sent = [...Map.groupBy(record.renewals, ({ receipt }) => receipt)].flatMap(([receipt, renewals]) =>
      receiptItem(receipt, renewals, record, since),
    )
    return [...answers, ...sent]
  },
}

function answerItem(renewal: Renewal, record: PrescriptionRecord, since: Date): InboxItem[] {
  return newsItem(renewal, record, since).map(({ id, title, href, at = '' }) => ({
    id,
    kind: 'event',
    title,
    from: renewal.answeredBy ?? renewal.officeName ?? '',
    at,
    unread: true,
    href,
  }))
}

/** What was sent, by its number: stays whatever became of it (rule 1 of docs/ARCHITECTURE.md). */
function receiptItem(
  receipt: string | null,
  renewals: readonly Renewal[],
  record: PrescriptionRecord,
  since: Date,
): InboxItem[] {
  const [first, ...others] = renewals
  const at = first?.steps[0]?.at
  if (!receipt || !first || !at || new Date(at) <= since) return []
  return [
    {
      id: `prescriptions.sent.${receipt}`,
      kind: 'receipt',
      title: {
        key: 'prescriptions.home.sent',
        params: { medicine: medicineIn(first, record), others: others.length },
      },
      detail: { key: 'prescriptions.home.sent-detail', params: { receipt } },
      from: first.officeName ?? '',
      at,
      unread: false,
      href: `/resepter/kvittering/${receipt}`,
    },
  ]
}
