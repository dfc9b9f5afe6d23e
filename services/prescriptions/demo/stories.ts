import type { DemoCitizen, PersonaKey } from '@lomma/platform/demo'
import type { Resource } from '@lomma/platform/fhir'
import type { Course } from './build.ts'
import { ago, allergy, bloodPressure, condition, measurement } from './clinical.ts'
import type { Story } from './renewal.ts'

/** A prescription of a story, and the renewal asked for, if any. */
export type Chapter = Course & { readonly renewal?: Story }

/** Plenty in the house and more to collect. */
export function plenty(medicine: Course['medicine'], more: Partial<Course> = {}): Chapter {
  return { medicine, prescribedAgo: 140, dispensings: 4, collectedAgo: [138, 40], ...more }
}

/** Collected for the last time so long ago that about so many days are left. */
export function nearlyOut(
  medicine: Course['medicine'],
  lasts: number,
  left: number,
  more: Partial<Chapter> = {},
): Chapter {
  const last = lasts - left
  return {
    medicine,
    prescribedAgo: Math.min(350, last + 2 * lasts + 3),
    dispensings: 3,
    collectedAgo: [Math.min(349, last + 2 * lasts), Math.min(348, last + lasts), last],
    ...more,
  }
}

const past = (medicine: Course['medicine'], prescribedAgo: number): Chapter => ({
  medicine,
  prescribedAgo,
  dispensings: 1,
  collectedAgo: [prescribedAgo],
  status: 'completed',
})

/** Medicines of the twelve. `everyday` is the first to see: one to renew, one fine, one with an answer on its way. */
export const chapters: Readonly<Partial<Record<PersonaKey, readonly Chapter[]>>> = {
  everyday: [
    nearlyOut('losartan', 98, 6),
    plenty('levothyroxine', { collectedAgo: [138, 38] }),
    nearlyOut('atorvastatin', 98, 12, {
      renewal: { state: 'received', sentAgo: 2, note: 'Jeg har hatt litt vonde muskler. Kan det være denne?' },
    }),
    past('penicillin', 410),
  ],
  elder: [
    plenty('metoprolol', { multidose: true }),
    plenty('ramipril', { multidose: true }),
    plenty('spironolactone', { multidose: true }),
    plenty('furosemide', { multidose: true }),
    plenty('apixaban', { multidose: true, collectedAgo: [110, 26] }),
    plenty('atorvastatin', { multidose: true }),
    nearlyOut('ibuprofen', 50, 9),
    nearlyOut('zopiclone', 60, 4),
    plenty('paracetamol', { collectedAgo: [100, 20] }),
    nearlyOut('levothyroxine', 100, 10, { multidose: true }),
    past('penicillin', 500),
    { ...past('amlodipine', 700), status: 'stopped' },
  ],
  diabetes: [
    nearlyOut('metformin', 100, 8),
    plenty('insulin', { collectedAgo: [130, 50] }),
    plenty('enalapril'),
    { ...plenty('atorvastatin'), prescribedAgo: 345, dispensings: 4, collectedAgo: [340, 245, 150, 52] },
  ],
  pregnant: [
    plenty('levothyroxine', { collectedAgo: [100, 10] }),
    nearlyOut('iron', 100, 11),
    { ...past('contraceptive', 420), status: 'stopped' },
  ],
  chronic: [
    nearlyOut('methotrexate', 112, 13, { renewal: { state: 'opened', sentAgo: 3, answeredAfter: 2 } }),
    plenty('folic'),
    nearlyOut('naproxen', 50, 0, {
      renewal: {
        state: 'declined',
        sentAgo: 6,
        answeredAfter: 2,
        explanation:
          'Naproksen og metotreksat passer dårlig sammen for nyrene dine. Bruk paracetamol, og bestill time så vi finner noe annet.',
      },
    }),
    past('prednisolone', 160),
  ],
  'offline-gp': [nearlyOut('metoprolol', 98, 7), plenty('allopurinol')],
  parent: [plenty('sumatriptan', { collectedAgo: [120, 30] }), nearlyOut('cetirizine', 98, 0)],
  teen: [plenty('contraceptive', { keptFromParents: true, collectedAgo: [90, 20] }), past('penicillin', 200)],
  protected: [nearlyOut('sertraline', 98, 9), plenty('omeprazole')],
  neighbour: [plenty('allopurinol'), past('prednisolone', 300)],
  screening: [
    nearlyOut('estradiol', 84, 10, {
      renewal: {
        state: 'changed',
        sentAgo: 4,
        answeredAfter: 3,
        newDose: '1 plaster én gang i uken',
        explanation: 'Du har brukt det lenge. Vi prøver halv mengde i tre måneder og snakkes så.',
      },
    }),
  ],
  guardian: [plenty('ramipril'), nearlyOut('atorvastatin', 98, 14)],
}

/** Medicines of people around the twelve. */
export const besideChapters: Readonly<Record<string, readonly Chapter[]>> = {
  'everyday-son': [nearlyOut('methylphenidate', 30, 5)],
}

/** What the doctor sees beside the medicines. */
export function recordOf(key: PersonaKey, citizen: DemoCitizen, today: string): Resource[] {
  const day = (days: number) => ago(today, days)
  const records: Partial<Record<PersonaKey, () => Resource[]>> = {
    everyday: () => [
      condition(citizen, 'K86', 'Høyt blodtrykk', day(1900)),
      condition(citizen, 'T86', 'Lavt stoffskifte', day(2600)),
      allergy(citizen, 'Sulfa', 'Utslett', day(4000)),
      bloodPressure(citizen, 134, 82, day(75)),
      measurement(citizen, 'tsh', 2.1, day(75)),
      measurement(citizen, 'ldl', 2.6, day(75)),
      measurement(citizen, 'egfr', 88, day(75)),
    ],
    elder: () => [
      condition(citizen, 'K78', 'Atrieflimmer', day(2200)),
      condition(citizen, 'K77', 'Hjertesvikt', day(1500)),
      allergy(citizen, 'Penicillin', 'Utslett', day(9000)),
      bloodPressure(citizen, 142, 78, day(40)),
      measurement(citizen, 'egfr', 41, day(40), 'L'),
      measurement(citizen, 'potassium', 5.2, day(40), 'H'),
      measurement(citizen, 'weight', 61, day(40)),
    ],
    diabetes: () => [
      condition(citizen, 'T90', 'Diabetes type 2', day(3300)),
      measurement(citizen, 'hba1c', 58, day(60), 'H'),
      measurement(citizen, 'egfr', 76, day(60)),
      bloodPressure(citizen, 138, 84, day(60)),
      measurement(citizen, 'weight', 97, day(60)),
    ],
    chronic: () => [
      condition(citizen, 'L88', 'Leddgikt', day(1700)),
      measurement(citizen, 'egfr', 63, day(30), 'L'),
      bloodPressure(citizen, 128, 80, day(30)),
    ],
    'offline-gp': () => [
      condition(citizen, 'K86', 'Høyt blodtrykk', day(3000)),
      bloodPressure(citizen, 146, 88, day(200)),
    ],
    protected: () => [condition(citizen, 'P76', 'Depresjon', day(800))],
    guardian: () => [condition(citizen, 'K86', 'Høyt blodtrykk', day(2500)), bloodPressure(citizen, 139, 81, day(90))],
  }
  return records[key]?.() ?? []
}
