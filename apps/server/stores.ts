import { createAccessLog } from '@lomma/platform/access'
import type { Clock } from '@lomma/platform/clock'
import type { Config } from '@lomma/platform/config'
import type { Db } from '@lomma/platform/db'
import { changesProjection, createStore, subscriptionGuard } from '@lomma/platform/fhir'
import { fileGuard } from '@lomma/platform/files'
import {
  accessFacts,
  contactOverHttp,
  embeddedRegisters,
  officeProjection,
  patientProjection,
  type Registers,
  resolveCitizen,
  sharedInFlight,
} from '@lomma/platform/registers'
import type { ServerPlugin } from '@lomma/platform/service'
import { occupancyProjection, slotGuard, slotsProjection } from '@lomma/platform/slots'

/** The store and what it stands on, without any door: for the server, and for commands such as import. */
export function composeStore(
  config: Config,
  db: Db,
  clock: Clock,
  plugins: readonly ServerPlugin[],
  onEmitted = () => {},
) {
  const registers = composeRegisters(config, sharedInFlight(embeddedRegisters(db, clock)), clock)
  const facts = accessFacts(registers)
  const log = createAccessLog(db)
  const store = createStore({
    db,
    clock,
    facts,
    registers,
    within: (sql) => {
      const over = composeRegisters(config, embeddedRegisters(sql, clock), clock)
      return { registers: over, facts: accessFacts(over) }
    },
    log,
    guards: [subscriptionGuard, slotGuard, fileGuard, ...plugins.flatMap((plugin) => plugin.guards ?? [])],
    projections: [
      officeProjection,
      ...(config.mode === 'production' ? [] : [patientProjection]),
      slotsProjection,
      occupancyProjection,
      ...plugins.flatMap((plugin) => plugin.projections ?? []),
      changesProjection(),
    ],
    resolve: (_system, value) => resolveCitizen(db, value),
    onEmitted,
  })
  return { store, registers, facts, log }
}

function composeRegisters(config: Config, embedded: Registers, clock: Clock): Registers {
  if (!config.contactRegisterUrl) return embedded
  const { contactRegisterUrl: url, contactRegisterToken: token } = config
  return { ...embedded, contact: contactOverHttp({ url, clock, ...(token ? { token: async () => token } : {}) }) }
}
