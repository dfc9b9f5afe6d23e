import type { Sql } from '../db/index.ts'
import { registerGpOffices } from './register-offices.ts'
import { type Practice, type PracticeKind, type PracticeRegister, practiceKinds } from './types.ts'

interface PracticeRow {
  organization: string
  kind: string
  name: string
  phone: string
  line: string
  postal_code: string
  city: string
}

/** Practices on schema `registers`. */
export function embeddedPractices(sql: Sql): PracticeRegister {
  const columns = sql`
    select r.organization, r.kind, o.name, g.phone, r.line, r.postal_code, r.city
    from registers.practice r
    join registers.gp_office g using (organization)
    join registers.organisation o using (organization)`
  return {
    async byId(organization) {
      const rows = await sql<PracticeRow[]>`${columns} where r.organization = ${organization}`
      return rows.flatMap(toPractice)[0]
    },
    async search(text, kind) {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean)
      const rows = await sql<PracticeRow[]>`
        ${columns} where ${kind ? sql`r.kind = ${kind}` : sql`true`} order by o.name, r.organization`
      return rows.flatMap(toPractice).filter(({ name, address }) => {
        const where = `${name} ${address.line} ${address.postalCode} ${address.city}`.toLowerCase()
        return words.every((word) => where.includes(word))
      })
    },
  }
}

function toPractice({ organization, name, phone, line, city, ...row }: PracticeRow): Practice[] {
  const kind = practiceKinds.find((one) => one === row.kind)
  return kind ? [{ organization, kind, name, phone, address: { line, postalCode: row.postal_code, city } }] : []
}

export interface NewPractice extends Pick<Practice, 'organization' | 'phone' | 'address'> {
  readonly kind: PracticeKind
}

/** Writes practices. Their organisations must be there. */
export async function registerPractices(sql: Sql, practices: readonly NewPractice[]): Promise<void> {
  await registerGpOffices(
    sql,
    practices.map(({ organization, phone }) => ({ organization, phone, offers: [], openingHours: [] })),
  )
  for (const { organization, kind, address } of practices)
    await sql`
      insert into registers.practice (organization, kind, line, postal_code, city)
      values (${organization}, ${kind}, ${address.line}, ${address.postalCode}, ${address.city})
      on conflict (organization) do update set kind = excluded.kind, line = excluded.line,
        postal_code = excluded.postal_code, city = excluded.city`
}
