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

/**
 * What a GP office may offer in the portal, one HealthcareService each. `video` is an appointment by video or a call that the
 * office starts; `contact` is administrative and never clinical.
 */
export const portalServices = [
  'appointment',
  'video',
  'e-consultation',
  'renewal',
  'contact',
  'lab-sample',
  'vaccine',
  'journal-copy',
] as const
export type PortalService = (typeof portalServices)[number]

/** One service of an office as it stands now (never a draft). */
export interface OfficeService {
  readonly kind: PortalService
  readonly active: boolean
  /** One line in the office's own words. */
  readonly note?: string
  /** Kroner; 0 is free, absent is not said. */
  readonly price?: number
  /** Working days the office takes to answer; absent is not said. */
  readonly answerDays?: number
  readonly hours?: readonly OpeningHours[]
}

/** A word from the office in its own language, both days included. */
export interface OfficeNotice {
  readonly text: string
  readonly from: string
  readonly until: string
}

/** A service that one doctor does not give for a while. */
export interface Closed {
  /** Last closed day, `YYYY-MM-DD`. */
  readonly until: string
  readonly standIn?: { readonly practitioner: string; readonly hpr: string; readonly name: string }
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
  /** Portal services the office offers online: ids of capabilities (`B2`, `B4` …), those of the active `services`. */
  readonly offers: readonly string[]
  /** All that the office has said of its services, those switched off too. */
  readonly services: readonly OfficeService[]
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
  readonly services: readonly OfficeService[]
  readonly openingHours: readonly OpeningHours[]
  /** In the office's own words and language: those to be shown today. */
  readonly notices: readonly OfficeNotice[]
}

export interface GpRegister {
  assignment(citizen: CitizenKey): Promise<GpAssignment | undefined>
  /** True when the citizen is on this doctor's own list, or the doctor is the registered substitute for it. */
  isOnList(hpr: string, citizen: CitizenKey): Promise<boolean>
  /** Doctors of an office, or those who treat at a practice: they may take over from one another. */
  colleagues(office: string): Promise<PersonnelEntry[]>
  office(organization: string): Promise<GpOffice | undefined>
  /** The living on the lists of an office whose name holds every word of the text, or whose identity number it is. */
  onLists(office: string, text: string, most: number): Promise<Person[]>
  /** B7: has the doctor handed over the whole list at the instant? Every service is open, at the one who stands in. */
  away(practitioner: string, at: Date): Promise<Closed | undefined>
  /** B7: does the doctor not give this service at the instant? Absences that follow one another are one. */
  closed(practitioner: string, kind: PortalService, at: Date): Promise<Closed | undefined>
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
  /** Number of the municipality whose own organisation this is. */
  readonly municipality?: string
}

export interface OrganisationRegister {
  byId(organization: string): Promise<OrganisationEntry | undefined>
  byOrganisationNumber(number: string): Promise<OrganisationEntry | undefined>
  byHerId(herId: string): Promise<OrganisationEntry | undefined>
  /** The municipality itself, by its number. */
  byMunicipality(number: string): Promise<OrganisationEntry | undefined>
}

/** What a practice is that everybody may book at. */
export const practiceKinds = ['physiotherapist', 'manual-therapist', 'specialist'] as const
export type PracticeKind = (typeof practiceKinds)[number]

/** A practice with public funding where no list and no GP is needed (B9). What it offers is told like that of a GP office. */
export interface Practice {
  readonly organization: string
  readonly kind: PracticeKind
  readonly name: string
  readonly phone: string
  readonly address: { readonly line: string; readonly postalCode: string; readonly city: string }
}

export interface PracticeRegister {
  byId(organization: string): Promise<Practice | undefined>
  /** Practices whose name or place has every word of the text, by name; no text: all. */
  search(text: string, kind?: PracticeKind): Promise<Practice[]>
}

export interface Registers {
  readonly population: PopulationRegister
  readonly contact: ContactRegister
  readonly gp: GpRegister
  readonly personnel: PersonnelRegister
  readonly organisations: OrganisationRegister
  readonly practices: PracticeRegister
}
