import { personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import type { FoundPatient } from '../contract/index.ts'
import { asPatient, type OfficeContext } from './office.ts'

/** How many are shown: who looks for more writes more of the name. */
const most = 8

/** People on the office's lists, by part of the name or by the whole identity number. Nobody else is found. */
export async function findPatients(
  context: OfficeContext,
  query: string,
  deps: Pick<Deps, 'registers' | 'clock'>,
): Promise<{ patients: FoundPatient[] }> {
  const found = await deps.registers.gp.onLists(context.actor.organization, query, most)
  const now = deps.clock.now()
  return {
    patients: found.map((person) => ({
      ...asPatient(person, now),
      name: personName(person),
      citizen: person.citizen,
    })),
  }
}
