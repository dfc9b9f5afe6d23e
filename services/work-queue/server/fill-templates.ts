import { type Refusal, refuse } from '@lomma/platform/errors'
import { formatDate, type Language } from '@lomma/platform/i18n'
import type { Registers } from '@lomma/platform/registers'
import type { Deps, OfficeContext, WorkItem } from '@lomma/platform/service'
import type { FilledTemplates, RefusalCode } from '../contract/index.ts'
import { type Facts, fill, isFor } from '../domain/template.ts'
import { findItem } from './gather.ts'
import { templatesOf } from './queries.ts'

/** The office's templates for one item, filled in for its patient in the patient's language. */
export async function fillTemplates(
  context: OfficeContext,
  { kind, id }: { kind: string; id: string },
  deps: Deps,
): Promise<FilledTemplates | Refusal<RefusalCode>> {
  const item = await findItem(context, kind, id, deps)
  if (!item) return refuse('not-found', 404)
  const templates = (await templatesOf(deps.db, context.actor.organization)).filter((one) => isFor(one, kind))
  if (templates.length === 0) return { templates: [] }
  const language = await languageOf(item.citizen, deps.registers)
  const facts = await factsOf(context, item, language, deps.registers)
  return {
    templates: templates.map(({ id: template, name, uses, texts }) => ({
      id: template,
      name,
      uses,
      text: fill(texts, language, facts),
    })),
  }
}

/** What the contact register says; bokmål while a register is silent. */
export async function languageOf(
  citizen: string,
  { population, contact }: Pick<Registers, 'population' | 'contact'>,
): Promise<Language> {
  try {
    const person = await population.byCitizen(citizen)
    const entry = person && (await contact.contact(person.identityNumber))
    return entry?.language ?? 'nb'
  } catch {
    return 'nb'
  }
}

async function factsOf(
  { actor }: OfficeContext,
  item: WorkItem,
  language: Language,
  registers: Registers,
): Promise<Facts> {
  const [person, office, organisation] = await Promise.all([
    registers.population.byCitizen(item.citizen).catch(() => undefined),
    registers.gp.office(actor.organization).catch(() => undefined),
    registers.organisations.byId(actor.organization).catch(() => undefined),
  ])
  const phone = office?.phone ?? organisation?.phone
  return {
    navn: item.patient.name,
    kontor: actor.organizationName,
    avsender: actor.name,
    ...(person ? { fornavn: person.given } : {}),
    ...(item.doctor ? { lege: item.doctor } : {}),
    ...(phone ? { telefon: phone } : {}),
    ...(item.answerBy ? { frist: formatDate(language, item.answerBy) } : {}),
  }
}
