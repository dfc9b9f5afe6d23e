import { type DemoCitizen, demoId } from '@lomma/platform/demo'
import type { ResourceOf } from '@lomma/platform/fhir'
import { atcSystem, sysvakSystem } from '../contract/index.ts'

export type Immunization = ResourceOf<'Immunization'>

/** Products of the demo world, by what Norwegian registers call them. A SYSVAK code only where its letters are known. */
export const products = {
  six: { text: 'Difteri-stivkrampe-kikhoste-polio-Hib-hepatitt B-vaksine', atc: 'J07CA09', sysvak: 'KOM09' },
  four: { text: 'Difteri-stivkrampe-kikhoste-poliovaksine', atc: 'J07CA02', sysvak: 'KOM02' },
  pneumococcal: { text: 'Pneumokokkvaksine, konjugert', atc: 'J07AL02' },
  pneumococcalAdult: { text: 'Pneumokokkvaksine, 23 typer', atc: 'J07AL01' },
  rotavirus: { text: 'Rotavirusvaksine', atc: 'J07BH01' },
  mmr: { text: 'MMR-vaksine', atc: 'J07BD52', sysvak: 'MMR52' },
  hpv: { text: 'HPV-vaksine', atc: 'J07BM02' },
  bcg: { text: 'BCG-vaksine', atc: 'J07AN01', sysvak: 'BCG01' },
  influenza: { text: 'Influensavaksine', atc: 'J07BB02' },
  covid: { text: 'Koronavaksine', atc: 'J07BX03', sysvak: 'BNT03' },
  hepatitisA: { text: 'Hepatitt A-vaksine', atc: 'J07BC02' },
  typhoid: { text: 'Tyfoidvaksine', atc: 'J07AP03', sysvak: 'TYF03' },
  yellowFever: { text: 'Gulfebervaksine', atc: 'J07BL01' },
  tbe: { text: 'Skogflåttencefalittvaksine', atc: 'J07BA01' },
} as const satisfies Record<string, { text: string; atc: string; sysvak?: string }>

export type Product = keyof typeof products

/** Something to give: what, when, and which dose it is. */
export interface Given {
  readonly product: Product
  readonly on: string
  readonly dose?: number
}

/** A vaccine given by the GP's office, or to children by the health centre or at school. */
export function vaccine(citizen: DemoCitizen, { product, on, dose }: Given): Immunization {
  const { text, atc, ...more } = products[product]
  const at = placeOf(citizen, on)
  return {
    resourceType: 'Immunization',
    id: demoId('immunization', `${citizen.key}/${product}/${on}`),
    status: 'completed',
    vaccineCode: {
      coding: [
        ...('sysvak' in more ? [{ system: sysvakSystem, code: more.sysvak, display: text }] : []),
        { system: atcSystem, code: atc, display: text },
      ],
      text,
    },
    patient: { reference: `Patient/${citizen.citizen}` },
    occurrenceDateTime: on,
    recorded: on,
    primarySource: true,
    location: { display: at.place },
    performer: [{ actor: at.performer }],
    ...(dose === undefined ? {} : { protocolApplied: [{ doseNumberPositiveInt: dose }] }),
  }
}

function placeOf({ birthDate, gp, office }: DemoCitizen, on: string) {
  const age = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  if (age < 6) return { place: 'Helsestasjonen', performer: { display: 'Helsestasjonen' } }
  if (age < 17) return { place: 'Skolehelsetjenesten', performer: { display: 'Skolehelsetjenesten' } }
  return { place: office.name, performer: { reference: `Practitioner/${gp.id}`, display: gp.name } }
}
