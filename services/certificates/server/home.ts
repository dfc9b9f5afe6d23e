import type { CitizenActor } from '@lomma/platform/access'
import type { Deps, HomeContribution, HomeItem, InboxContribution, InboxItem } from '@lomma/platform/service'
import { type CertificateRow, certificatesOf } from './queries.ts'

/** A certificate that the record has overtaken is news. */
export const home: HomeContribution = {
  service: 'certificates',
  news: async (context, since, deps) => (await rowsOf(context, deps)).flatMap((row) => overtaken(row, since)),
}

/** The same in the inbox, and a receipt of each that was made. */
export const inbox: InboxContribution = {
  service: 'certificates',
  async list(context, since, deps) {
    const rows = await rowsOf(context, deps)
    const news = rows.flatMap((row) => overtaken(row, since))
    return [
      ...news.map(({ id, title, detail, href, at }) => ({
        ...{ id, title, detail, href, at },
        kind: 'event' as const,
        from: '',
        unread: true,
      })),
      ...rows.filter(({ issued }) => issued > since).map(receipt),
    ]
  },
}

function rowsOf({ actor }: { actor: CitizenActor }, { db }: Deps): Promise<CertificateRow[]> {
  return certificatesOf(db, actor.citizen)
}

type Overtaken = HomeItem & Required<Pick<HomeItem, 'detail' | 'at'>>

function overtaken({ number, withdrawnAt, withdrawnBy }: CertificateRow, since: Date): Overtaken[] {
  if (withdrawnBy !== 'record' || !withdrawnAt || withdrawnAt <= since) return []
  return [
    {
      id: `certificates.withdrawn.${number}`,
      title: { key: 'certificates.home.withdrawn.title' },
      detail: { key: 'certificates.home.withdrawn.detail' },
      at: withdrawnAt.toISOString(),
      href: hrefOf(number),
    },
  ]
}

function receipt({ number, issued, app }: CertificateRow): InboxItem {
  return {
    id: `certificates.made.${number}`,
    kind: 'receipt',
    title: { key: 'certificates.home.made.title' },
    detail: app
      ? { key: 'certificates.home.made.by-app', params: { app, number } }
      : { key: 'certificates.home.made.detail', params: { number } },
    from: app ?? '',
    at: issued.toISOString(),
    unread: false,
    href: hrefOf(number),
  }
}

const hrefOf = (number: string): string => `/vaksiner/bevis/${number}`
