import { between, type DemoCitizen, type DemoWorld, pick } from '@lomma/platform/demo'
import { catalogue, type MedicineKey } from './catalogue.ts'
import type { Story } from './renewal.ts'
import { type Chapter, nearlyOut, plenty } from './stories.ts'

/** About this share of the other citizens has medicines. */
const share = 0.4

const usual = {
  child: ['salbutamol', 'cetirizine'],
  young: ['cetirizine', 'salbutamol', 'sumatriptan', 'sertraline', 'omeprazole'],
  middle: ['losartan', 'levothyroxine', 'sertraline', 'omeprazole', 'atorvastatin', 'sumatriptan', 'amlodipine'],
  old: [
    'ramipril',
    'metoprolol',
    'atorvastatin',
    'amlodipine',
    'apixaban',
    'metformin',
    'allopurinol',
    'levothyroxine',
  ],
} as const satisfies Record<string, readonly [MedicineKey, ...MedicineKey[]]>

/** What waits and what was answered: taken in turn by those with a medicine that is nearly out. */
const stories: readonly Story[] = [
  { state: 'received', sentAgo: 1 },
  { state: 'received', sentAgo: 16, note: 'Jeg er snart tom og reiser bort på fredag.' },
  { state: 'opened', sentAgo: 3, answeredAfter: 2 },
  { state: 'approved', sentAgo: 9, answeredAfter: 2 },
  { state: 'received', sentAgo: 3 },
  {
    state: 'changed',
    sentAgo: 8,
    answeredAfter: 3,
    newDose: '1 tablett annenhver dag',
    explanation: 'Prøvene var fine, så vi går ned litt.',
  },
  { state: 'received', sentAgo: 2, note: 'Kan jeg få for et halvt år?' },
  {
    state: 'declined',
    sentAgo: 7,
    answeredAfter: 1,
    explanation: 'Det er over et år siden sist kontroll. Bestill time, så tar vi blodtrykk og blodprøver først.',
  },
  { state: 'received', sentAgo: 1 },
  {
    state: 'outside',
    sentAgo: 10,
    answeredAfter: 2,
    explanation: 'Vi snakket om dette på timen, og du fikk resepten der.',
  },
  { state: 'withdrawn', sentAgo: 5 },
  { state: 'opened', sentAgo: 17, answeredAfter: 3 },
  { state: 'received', sentAgo: 2 },
]

/** Medicines of a citizen outside the stories; none for most, and none for the dead. */
export function chaptersFor(citizen: DemoCitizen, world: DemoWorld): readonly Chapter[] {
  const random = world.random(`prescriptions/${citizen.key}`)
  if (citizen.deceased || random() > share) return []
  const choice = usual[ageGroup(citizen.age)]
  const wanted = between(random, 1, citizen.age >= 65 ? 4 : 2)
  const chosen = new Set<MedicineKey>()
  for (let tries = 0; tries < wanted; tries++) chosen.add(pick<MedicineKey>(random, [...choice]))
  return [...chosen].map((medicine) => {
    const { days } = catalogue[medicine]
    return random() < 0.45 ? nearlyOut(medicine, days, between(random, 2, 13)) : plenty(medicine)
  })
}

/** Gives renewals to those whose office takes them, so that each office has work in every state. */
export function withRenewals(
  people: readonly { readonly citizen: DemoCitizen; readonly chapters: readonly Chapter[] }[],
): { citizen: DemoCitizen; chapters: readonly Chapter[] }[] {
  const given = new Map<string, number>()
  return people.map(({ citizen, chapters }) => {
    const low = chapters.findIndex((chapter) => chapter.dispensings === chapter.collectedAgo.length)
    const turn = given.get(citizen.office.key) ?? 0
    const story = stories[turn]
    if (low < 0 || !story || !citizen.office.offers.includes('B4')) return { citizen, chapters }
    given.set(citizen.office.key, turn + 1)
    return { citizen, chapters: chapters.map((chapter, at) => (at === low ? { ...chapter, renewal: story } : chapter)) }
  })
}

function ageGroup(age: number): keyof typeof usual {
  if (age < 16) return 'child'
  if (age < 40) return 'young'
  return age < 65 ? 'middle' : 'old'
}
