import type { RuleSource } from '../contract/index.ts'

/**
 * Where each rule is written. `asOf` is the date of the text that was read, not the day of reading: what has been changed
 * later is not known here. All of them are to be read again by a health professional before real use.
 */
export const sources = {
  childhood: {
    id: 'childhood',
    name: 'Folkehelseinstituttet',
    url: 'https://www.fhi.no/va/vaksinasjonshandboka/vaksinasjon/barnevaksinasjonsprogrammet/',
    asOf: '2024-05-01',
  },
  rotavirus: {
    id: 'rotavirus',
    name: 'Folkehelseinstituttet',
    url: 'https://www.fhi.no/en/id/vaccines/childhood-immunisation-programme/vaccines-in-CIP/vaccine-against-rotavirus/',
    asOf: '2024-05-01',
  },
  booster: {
    id: 'booster',
    name: 'Folkehelseinstituttet',
    url: 'https://www.fhi.no/va/vaksinasjonshandboka/',
    asOf: '2024-05-27',
  },
  influenza: {
    id: 'influenza',
    name: 'Folkehelseinstituttet',
    url: 'https://www.fhi.no/sv/influensa/influensavaksine/influensavaksine-risikogrupper/',
    asOf: '2025-10-01',
  },
  covid: {
    id: 'covid',
    name: 'Folkehelseinstituttet',
    url: 'https://www.fhi.no/sv/vaksine/koronavaksinasjonsprogrammet/hvem-kan-fa-koronavaksine/',
    asOf: '2025-10-01',
  },
  pneumococcal: {
    id: 'pneumococcal',
    name: 'Folkehelseinstituttet',
    url: 'https://www.fhi.no/nettpub/vaksinasjonsveilederen-for-helsepersonell/vaksiner-mot-de-enkelte-sykdommene/pneumokokkvaksinasjon---veileder-fo/',
    asOf: '2022-09-01',
  },
} as const satisfies Record<string, RuleSource>
