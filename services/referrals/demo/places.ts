import { addDays } from '@lomma/platform/calendar'
import { type DemoWorld, demoId, organisation, type Region } from '@lomma/platform/demo'
import type { TreatmentPlace } from '../domain/places.ts'

const treatments = {
  diabetes: 'Diabetes hos voksne',
  heart: 'Undersøkelse av hjertet',
  rheuma: 'Sykdom i ledd',
  lung: 'Sykdom i lungene',
  eye: 'Sykdom i netthinnen',
} as const
export type TreatmentKey = keyof typeof treatments

interface PlaceStory {
  readonly treatment: TreatmentKey
  readonly region: Region
  /** As the hospitals' clinics are called in the demo world. */
  readonly clinic: string
  readonly name: string
  readonly phone: string
  readonly city: string
  readonly weeks: number | null
}

const stories: readonly PlaceStory[] = [
  place('diabetes', 'sorost', 'diabetes', 'Diabetespoliklinikken', '00 40 04 20', 'Solbakkhaugen', 9),
  place('diabetes', 'midt', 'diabetes-midt', 'Diabetespoliklinikken', '00 40 02 50', 'Midtåsen', 5),
  place('diabetes', 'vest', 'diabetes-vest', 'Diabetespoliklinikken', '00 40 03 30', 'Vestbrisen', 12),
  place('heart', 'nord', 'heart', 'Hjertepoliklinikken', '00 40 01 30', 'Havbrynet', 14),
  place('heart', 'sorost', 'heart-sorost', 'Hjertepoliklinikken', '00 40 04 50', 'Solbakkhaugen', 6),
  place('rheuma', 'nord', 'rheuma', 'Revmatologisk poliklinikk', '00 40 01 20', 'Havbrynet', 20),
  place('rheuma', 'vest', 'rheuma-vest', 'Revmatologisk poliklinikk', '00 40 03 40', 'Vestbrisen', 11),
  place('lung', 'vest', 'lung', 'Lungepoliklinikken', '00 40 03 20', 'Vestbrisen', 8),
  place('lung', 'nord', 'lung-nord', 'Lungepoliklinikken', '00 40 01 40', 'Havbrynet', null),
  place('eye', 'midt', 'eye', 'Øyepoliklinikken', '00 40 02 40', 'Midtåsen', 16),
  place('eye', 'sorost', 'retina', 'Øyepoliklinikken', '00 40 04 30', 'Solbakkhaugen', 10),
]

function place(
  treatment: TreatmentKey,
  region: Region,
  clinic: string,
  name: string,
  phone: string,
  city: string,
  weeks: number | null,
): PlaceStory {
  return { treatment, region, clinic, name, phone, city, weeks }
}

export interface DemoPlace extends TreatmentPlace {
  readonly id: string
  readonly clinic: string
}

/** Where treatments are given, with waiting times of last week. */
export function placesOf(world: Pick<DemoWorld, 'today'>): DemoPlace[] {
  return stories.map(({ treatment, region, clinic, ...facts }) => {
    const hospital = organisation(`hospital-${region}`)
    return {
      ...facts,
      id: demoId('treatment-place', `${treatment}/${clinic}`),
      clinic,
      treatment,
      treatmentName: treatments[treatment],
      unit: demoId('hospital-clinic', clinic),
      hospital: hospital.id,
      hospitalName: hospital.name,
      asOf: facts.weeks === null ? null : addDays(world.today, -6),
    }
  })
}
