import { type DemoPlugin, demoId } from '@lomma/platform/demo'
import { demoTemplates } from './templates.ts'

/** Text templates of every GP office; what waits is the other services' to tell. */
export const demo: DemoPlugin = {
  service: 'work-queue',
  resources: () => [],
  async tables(sql, { offices, now }) {
    const rows = Object.values(offices).flatMap((office) =>
      demoTemplates.map(({ key, ...template }) => ({
        ...template,
        organization: office.id,
        id: demoId('text-template', `${office.key}/${key}`),
        version: 1,
        changed_by: office.name,
        changed_at: now.toISOString(),
      })),
    )
    await sql`
      insert into work_queue.template
      select * from jsonb_populate_recordset(null::work_queue.template, ${sql.json(rows)})
      on conflict (organization, id) do nothing`
  },
}
