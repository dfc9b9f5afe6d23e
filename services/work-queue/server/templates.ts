import { randomUUID } from 'node:crypto'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import type { RefusalCode, TemplateList, WriteTemplate } from '../contract/index.ts'
import { unknownFact } from '../domain/template.ts'
import { dropTemplate, lockTemplate, saveTemplate, templatesOf } from './queries.ts'

type Parts = Pick<Deps, 'store' | 'db' | 'worklists'>

/** More than anybody finds their way in. */
const most = 100

/** The office's ready-made words. Everybody at the office writes them; nobody else reads them. */
export async function listTemplates(context: OfficeContext, { db, worklists }: Parts): Promise<TemplateList> {
  return {
    templates: await templatesOf(db, context.actor.organization),
    kinds: worklists.flatMap(({ kinds }) => kinds.map((kind) => ({ ...kind }))),
  }
}

/** Writes a new template, or a new version of one. */
export async function writeTemplate(
  context: OfficeContext,
  id: string | undefined,
  template: WriteTemplate,
  deps: Parts,
): Promise<TemplateList | Refusal> {
  const { actor } = context
  const done = await deps.store.command(context, async (tx): Promise<{ id: string } | Refusal<RefusalCode>> => {
    const no = refuseWords(template)
    if (no) return no
    if (id === undefined && (await templatesOf(tx.sql, actor.organization)).length >= most)
      return refuse('too-many', 409)
    const before = id === undefined ? undefined : await lockTemplate(tx.sql, actor.organization, id)
    if (id !== undefined && !before) return refuse('not-found', 404)
    if (before && before.version !== template.version) return refuse('changed-meanwhile', 409)
    const next = { ...template, id: id ?? randomUUID(), version: template.version + 1 }
    await saveTemplate(tx.sql, actor.organization, {
      ...next,
      changedBy: actor.name,
      changedAt: tx.now.toISOString(),
    })
    return { id: next.id }
  })
  return 'refused' in done ? done : listTemplates(context, deps)
}

/** Takes a template away. What was written with it stands. */
export async function removeTemplate(context: OfficeContext, id: string, deps: Parts): Promise<TemplateList | Refusal> {
  const { organization } = context.actor
  const done = await deps.store.command(context, async (tx): Promise<{ id: string } | Refusal<RefusalCode>> => {
    if (!(await lockTemplate(tx.sql, organization, id))) return refuse('not-found', 404)
    await dropTemplate(tx.sql, organization, id)
    return { id }
  })
  return 'refused' in done ? done : listTemplates(context, deps)
}

function refuseWords({ name, texts }: WriteTemplate): Refusal<RefusalCode> | undefined {
  if (name === '' || texts.nb === '') return refuse('template-empty', 422)
  const fact = unknownFact(texts)
  return fact === undefined ? undefined : refuse('unknown-fact', 422, { params: { fact: fact.slice(0, 40) } })
}
