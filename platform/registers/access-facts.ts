import type { AccessFacts } from '../access/index.ts'
import type { Registers } from './types.ts'

/** The relations that access is decided by, as the registers know them. */
export function accessFacts(registers: Pick<Registers, 'gp'>): AccessFacts {
  return {
    isOnList: (hpr, citizen) => registers.gp.isOnList(hpr, citizen),
    officeOf: async (citizen) => (await registers.gp.assignment(citizen))?.office,
  }
}
