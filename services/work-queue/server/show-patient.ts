import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import type { PatientContext, RefusalCode } from '../contract/index.ts'
import { languageOf } from './fill-templates.ts'
import { findItem, inTime } from './gather.ts'
import { textOf } from './list-work.ts'

/** A text key: the citizen's log of access shows it in the citizen's language. */
const reason = 'work-queue.reason.context'

/** What stands beside a case, whichever kind it is: how to reach the patient, in which language, what to know. */
export async function showPatient(
  context: OfficeContext,
  { kind, id }: { kind: string; id: string },
  deps: Deps,
): Promise<PatientContext | Refusal<RefusalCode>> {
  const item = await findItem(context, kind, id, deps)
  if (!item) return refuse('not-found', 404)
  const { citizen } = item
  const [language, mobile, facts] = await Promise.all([
    languageOf(citizen, deps.registers),
    mobileOf(citizen, deps),
    factsOf(context, citizen, kind, deps),
  ])
  return {
    mobile,
    language,
    facts: facts.flatMap((part) => part ?? []),
    incomplete: facts.includes(undefined),
  }
}

/** Undefined in the place of a service that failed. */
function factsOf(context: OfficeContext, citizen: string, kind: string, deps: Deps) {
  const purpose = { ...context.purpose, reason: context.purpose.reason ?? reason }
  return Promise.all(
    deps.patients.map(async (contribution): Promise<PatientContext['facts'] | undefined> => {
      try {
        const found = await inTime(contribution.facts({ ...context, purpose }, citizen, kind, deps))
        return found.map(({ title, lines, empty }) => ({
          title,
          empty,
          lines: lines.map(({ text, at }) => ({ text: textOf(text), ...(at ? { at } : {}) })),
        }))
      } catch {
        return undefined
      }
    }),
  )
}

/** Whoever is reserved against digital messages may still be called. */
async function mobileOf(citizen: string, { registers }: Pick<Deps, 'registers'>): Promise<string | null> {
  try {
    const person = await registers.population.byCitizen(citizen)
    const entry = person && (await registers.contact.contact(person.identityNumber))
    return entry?.mobile ?? null
  } catch {
    return null
  }
}
