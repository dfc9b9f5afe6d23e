import { type Clock, systemClock } from '../clock/index.ts'
import type { Sql } from '../db/index.ts'
import { usableContact } from './contact-entry.ts'
import { embeddedGpRegister, embeddedOrganisations, embeddedPersonnel } from './offices-sql.ts'
import { contactEntries, embeddedPopulation } from './people-sql.ts'
import { embeddedPractices } from './practices-sql.ts'
import type { ContactRegister, Registers } from './types.ts'

/** The national registers on schema `registers`: for the demo world, tests, and places that have no other source. */
export function embeddedRegisters(sql: Sql, clock: Clock = systemClock): Registers {
  return {
    population: embeddedPopulation(sql),
    contact: embeddedContact(sql, clock),
    gp: embeddedGpRegister(sql, clock),
    personnel: embeddedPersonnel(sql),
    organisations: embeddedOrganisations(sql),
    practices: embeddedPractices(sql),
  }
}

function embeddedContact(sql: Sql, clock: Clock): ContactRegister {
  return {
    async contact(identityNumber) {
      const entry = (await contactEntries(sql, [identityNumber])).get(identityNumber)
      return entry && usableContact(entry, clock.now())
    },
  }
}
