import { type Deps, inTime } from '@lomma/platform/service'
import type { Municipality } from '../contract/index.ts'
import type { CitizenContext } from './gather.ts'

/** The municipality where the citizen lives, and its phone. What is not known costs its own line only. */
export async function readMunicipality(
  { actor }: CitizenContext,
  { registers }: Pick<Deps, 'registers'>,
): Promise<Municipality> {
  const found = await inTime(municipalityOf(actor.citizen, registers)).catch(() => undefined)
  return { municipality: found?.phone ? { name: found.name, phone: found.phone } : null }
}

async function municipalityOf(citizen: string, { population, organisations }: Deps['registers']) {
  const number = (await population.byCitizen(citizen))?.address?.municipality
  return number === undefined ? undefined : organisations.byMunicipality(number)
}
