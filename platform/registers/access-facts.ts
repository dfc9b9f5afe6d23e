import type { AccessFacts } from '../access/index.ts'
import type { Registers } from './types.ts'

/** What the rules of access need to know, asked of the GP register. */
export function accessFacts(registers: Pick<Registers, 'gp'>): AccessFacts {
  return {
    isOnList: (hpr, citizen) => registers.gp.isOnList(hpr, citizen),
    officeOf: async (citizen) => (await registers.gp.assignment(citizen))?.office,
  }
}
