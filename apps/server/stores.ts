import { createAccessLog } from '@lomma/platform/access'
import type { Clock } from '@lomma/platform/clock'
import type { Config } from '@lomma/platform/config'
import type { Db } from '@lomma/platform/db'
import { changesProjection, createStore, subscriptionGuard } from '@lomma/platform/fhir'
import {
  accessFacts,
  contactOverHttp,
  embeddedRegisters,
  patientProjection,
  type Registers,
  resolveCitizen,
  sharedInFlight,
} from '@lomma/platform/registers'
import type { ServerPlugin } from '@lomma/platform/service'

/** The store and what it stands on, without any door: for the server, and for commands such as import. */
export function composeStore(
  config: Config,
  db: Db,
  clock: Clock,
  plugins: readonly ServerPlugin[],
  onEmitted = () => {},
) {
  const registers = composeRegisters(config, db, clock)
  const facts = accessFacts(registers)
  const log = createAccessLog(db)
  const store = createStore({
    db,
    clock,
    facts,
    registers,
    log,
    guards: [subscriptionGuard, ...plugins.flatMap((plugin) => plugin.guards ?? [])],
    projections: [
      ...(config.mode === 'production' ? [] : [patientProjection]),
      ...plugins.flatMap((plugin) => plugin.projections ?? []),
      changesProjection(),
    ],
    resolve: (_system, value) => resolveCitizen(db, value),
    onEmitted,
  })
  return { store, registers, facts, log }
}

function composeRegisters(config: Config, db: Db, clock: Clock): Registers {
  const embedded = sharedInFlight(embeddedRegisters(db, clock))
  if (!config.contactRegisterUrl) return embedded
  const { contactRegisterUrl: url, contactRegisterToken: token } = config
  return { ...embedded, contact: contactOverHttp({ url, clock, ...(token ? { token: async () => token } : {}) }) }
}
