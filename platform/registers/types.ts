import type { CitizenKey } from '../access/index.ts'

/**
 * The national registers behind interfaces (H10): services ask these and never notice which register answers.
 * The embedded ones live in schema `registers`, filled by the demo world; others speak HTTP.
 */
export type Language = 'nb' | 'nn' | 'se' | 'en'

/** Folkeregisteret: ugradert, fortrolig (code 7), strengt fortrolig (code 6). */
export type AddressProtection = 'ugradert' | 'fortrolig' | 'strengtFortrolig'

export interface Person {
  readonly citizen: CitizenKey
  /** Fødselsnummer or D-nummer. Never in URLs, logs or titles. */
  readonly identityNumber: string
  readonly given: string
  readonly middle?: string
  readonly family: string
  readonly birthDate: string
  readonly gender: 'female' | 'male' | 'other' | 'unknown'
  readonly deceased?: string
  readonly addressProtection: AddressProtection
  /** Absent under address protection. */
  readonly address?: {
    readonly line: string
    readonly postalCode: string
    readonly city: string
    readonly municipality: string
  }
}

/** Role of the other person towards the one asked about (no-basis-family-relation). */
export interface Relation {
  readonly citizen: CitizenKey
  readonly role: 'mor' | 'far' | 'medmor' | 'barn' | 'søsken' | 'ektefelleEllerPartner'
}

export interface ParentalResponsibility {
  readonly child: CitizenKey
  readonly responsible: CitizenKey
  readonly type: 'felles' | 'mor' | 'far' | 'medmor' | 'andre'
}

export interface PopulationRegister {
  byIdentityNumber(identityNumber: string): Promise<Person | undefined>
  byCitizen(citizen: CitizenKey): Promise<Person | undefined>
  relations(citizen: CitizenKey): Promise<Relation[]>
  parentalResponsibility(child: CitizenKey): Promise<ParentalResponsibility[]>
}

/** Kontakt- og reservasjonsregisteret. */
export interface Contact {
  readonly reserved: boolean
  readonly canBeNotified: boolean
  readonly language?: Language
  readonly email?: string
  readonly mobile?: string
}

export interface ContactRegister {
  contact(identityNumber: string): Promise<Contact | undefined>
}

/** Fastlegeregisteret: whose list a citizen is on. */
export interface GpAssignment {
  readonly citizen: CitizenKey
  readonly hpr: string
  /** Id of the Practitioner resource. */
  readonly practitioner: string
  readonly practitionerName: string
  /** Id of the Organization resource of the office. */
  readonly office: string
  readonly officeName: string
  readonly phone: string
  /** Portal services the office offers online: ids of capabilities (`B2`, `B4` …). */
  readonly offers: readonly string[]
  /** Stands in for the doctor today. */
  readonly substitute?: GpSubstitute
}

export interface GpSubstitute {
  readonly hpr: string
  readonly practitioner: string
  readonly practitionerName: string
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string
}

/** Hours of the days in `days` (1 = Monday), as `HH:MM` in Oslo. */
export interface OpeningHours {
  readonly days: readonly number[]
  readonly opens: string
  readonly closes: string
}

/** What a GP office says of itself. */
export interface GpOffice {
  readonly organization: string
  readonly name: string
  readonly phone: string
  readonly offers: readonly string[]
  readonly openingHours: readonly OpeningHours[]
  /** In the office's own words and language. */
  readonly notice?: string
}

export interface GpRegister {
  assignment(citizen: CitizenKey): Promise<GpAssignment | undefined>
  /** True when the citizen is on this doctor's own list, or the doctor is the registered substitute for it. */
  isOnList(hpr: string, citizen: CitizenKey): Promise<boolean>
  /** Doctors who may take over from one another at an office, for hand-over. */
  colleagues(office: string): Promise<PersonnelEntry[]>
  office(organization: string): Promise<GpOffice | undefined>
}

/** Helsepersonellregisteret. */
export interface PersonnelEntry {
  readonly hpr: string
  readonly practitioner: string
  readonly name: string
  /** Volven 9060: LE, SP, JO, FT … */
  readonly category: string
  readonly active: boolean
}

export interface PersonnelRegister {
  byHpr(hpr: string): Promise<PersonnelEntry | undefined>
}

/** Adresseregisteret / Enhetsregisteret. */
export interface OrganisationEntry {
  readonly organization: string
  readonly name: string
  readonly organisationNumber: string
  readonly herId: string
  readonly phone?: string
}

export interface OrganisationRegister {
  byId(organization: string): Promise<OrganisationEntry | undefined>
  byOrganisationNumber(number: string): Promise<OrganisationEntry | undefined>
  byHerId(herId: string): Promise<OrganisationEntry | undefined>
}

export interface Registers {
  readonly population: PopulationRegister
  readonly contact: ContactRegister
  readonly gp: GpRegister
  readonly personnel: PersonnelRegister
  readonly organisations: OrganisationRegister
}
