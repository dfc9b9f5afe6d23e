import { demoId, organisation, type Region } from '@lomma/platform/demo'
import type { ClinicRules } from '../contract/index.ts'
import type { ClinicFacts } from '../fhir/clinic.ts'

interface ClinicStory {
  readonly region: Region
  readonly name: string
  readonly phone: string
  readonly building: string
  readonly floor: string
  readonly entrance: string
  readonly street: string
  readonly city: string
  readonly rules: ClinicRules
}

const usual: ClinicRules = { moveHours: 48, cancelHours: 24, maxMoves: 2, types: ['attendance', 'video', 'phone'] }

/** Clinics with rules as different as clinics are. */
const stories = {
  rheuma: {
    region: 'nord',
    name: 'Revmatologisk poliklinikk',
    phone: '00 40 01 20',
    building: 'Bygg B',
    floor: '2. etasje',
    entrance: 'Inngang vest',
    street: 'Brattbakken 4',
    city: 'Havbrynet',
    rules: usual,
  },
  heart: {
    region: 'nord',
    name: 'Hjertepoliklinikken',
    phone: '00 40 01 30',
    building: 'Bygg A',
    floor: '1. etasje',
    entrance: 'Hovedinngangen',
    street: 'Brattbakken 4',
    city: 'Havbrynet',
    rules: { ...usual, moveHours: 72, cancelHours: 24 },
  },
  eye: {
    region: 'midt',
    name: 'Øyepoliklinikken',
    phone: '00 40 02 40',
    building: 'Øyebygget',
    floor: '3. etasje',
    entrance: 'Inngang C',
    street: 'Åsvegen 12',
    city: 'Midtåsen',
    rules: { ...usual, maxMoves: 1 },
  },
  lung: {
    region: 'vest',
    name: 'Lungepoliklinikken',
    phone: '00 40 03 20',
    building: 'Sentralblokka',
    floor: '4. etasje',
    entrance: 'Hovudinngangen',
    street: 'Vestbrisen 1',
    city: 'Vestbrisen',
    rules: { ...usual, moveHours: 24 },
  },
  diabetes: {
    region: 'sorost',
    name: 'Diabetespoliklinikken',
    phone: '00 40 04 20',
    building: 'Bygg D',
    floor: '1. etasje',
    entrance: 'Inngang øst',
    street: 'Solbakkhaugen 8',
    city: 'Solbakkhaugen',
    rules: usual,
  },
  retina: {
    region: 'sorost',
    name: 'Øyepoliklinikken',
    phone: '00 40 04 30',
    building: 'Bygg A',
    floor: '2. etasje',
    entrance: 'Hovedinngangen',
    street: 'Solbakkhaugen 8',
    city: 'Solbakkhaugen',
    rules: { ...usual, cancelHours: 48, maxMoves: 1 },
  },
  maternity: {
    region: 'sorost',
    name: 'Fødepoliklinikken',
    phone: '00 40 04 40',
    building: 'Kvinne- og barnebygget',
    floor: '2. etasje',
    entrance: 'Inngang nord',
    street: 'Solbakkhaugen 10',
    city: 'Solbakkhaugen',
    rules: { ...usual, types: ['attendance'], maxMoves: 1 },
  },
  // The same treatment at other hospitals: patients choose by waiting time (C3).
  'heart-sorost': {
    region: 'sorost',
    name: 'Hjertepoliklinikken',
    phone: '00 40 04 50',
    building: 'Bygg A',
    floor: '3. etasje',
    entrance: 'Hovedinngangen',
    street: 'Solbakkhaugen 8',
    city: 'Solbakkhaugen',
    rules: usual,
  },
  'diabetes-midt': {
    region: 'midt',
    name: 'Diabetespoliklinikken',
    phone: '00 40 02 50',
    building: 'Bygg 2',
    floor: '1. etasje',
    entrance: 'Inngang A',
    street: 'Åsvegen 12',
    city: 'Midtåsen',
    rules: usual,
  },
  'diabetes-vest': {
    region: 'vest',
    name: 'Diabetespoliklinikken',
    phone: '00 40 03 30',
    building: 'Sentralblokka',
    floor: '2. etasje',
    entrance: 'Hovudinngangen',
    street: 'Vestbrisen 1',
    city: 'Vestbrisen',
    rules: usual,
  },
  'rheuma-vest': {
    region: 'vest',
    name: 'Revmatologisk poliklinikk',
    phone: '00 40 03 40',
    building: 'Sentralblokka',
    floor: '3. etasje',
    entrance: 'Hovudinngangen',
    street: 'Vestbrisen 1',
    city: 'Vestbrisen',
    rules: usual,
  },
  'lung-nord': {
    region: 'nord',
    name: 'Lungepoliklinikken',
    phone: '00 40 01 40',
    building: 'Bygg A',
    floor: '4. etasje',
    entrance: 'Hovedinngangen',
    street: 'Brattbakken 4',
    city: 'Havbrynet',
    rules: usual,
  },
} as const satisfies Record<string, ClinicStory>

export type ClinicKey = keyof typeof stories

export interface DemoClinic extends Omit<ClinicStory, 'phone'>, Omit<ClinicFacts, 'phone'> {
  readonly phone: string
  readonly key: ClinicKey
  readonly schedule: string
}

export function clinic(key: ClinicKey): DemoClinic {
  const story: ClinicStory = stories[key]
  const hospital = organisation(`hospital-${story.region}`)
  return {
    ...story,
    key,
    id: demoId('hospital-clinic', key),
    source: `region-${story.region}`,
    regional: `clinic-${key}`,
    schedule: `schedule-${key}`,
    organization: hospital.id,
    organizationName: hospital.name,
  }
}

const isClinicKey = (key: string): key is ClinicKey => key in stories
export const allClinics: readonly DemoClinic[] = Object.keys(stories).filter(isClinicKey).map(clinic)
