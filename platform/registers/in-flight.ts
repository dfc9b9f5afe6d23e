import type { Registers } from './types.ts'

/**
 * Several parts of one page ask a register the same about one citizen at the same time: they share the answer on its way. Nothing
 * is kept once it has come.
 */
export function sharedInFlight(registers: Registers): Registers {
  const { gp, population } = registers
  return {
    ...registers,
    gp: { ...gp, assignment: shared((citizen) => gp.assignment(citizen)) },
    population: { ...population, byCitizen: shared((citizen) => population.byCitizen(citizen)) },
  }
}

/** The same for one request, to its end: a page that says a name twice says the same one. */
export function askedOnce(registers: Registers): Registers {
  const { gp, population } = registers
  return {
    ...registers,
    gp: { ...gp, assignment: once((citizen) => gp.assignment(citizen)) },
    population: { ...population, byCitizen: once((citizen) => population.byCitizen(citizen)) },
  }
}

function once<T>(ask: (citizen: string) => Promise<T>): (citizen: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (citizen) => {
    const there = answers.get(citizen)
    if (there) return there
    const answer = ask(citizen)
    answers.set(citizen, answer)
    return answer
  }
}

function shared<T>(ask: (citizen: string) => Promise<T>): (citizen: string) => Promise<T> {
  const underway = new Map<string, Promise<T>>()
  return (citizen) => {
    const there = underway.get(citizen)
    if (there) return there
    const answer = ask(citizen).finally(() => underway.delete(citizen))
    underway.set(citizen, answer)
    return answer
  }
}
