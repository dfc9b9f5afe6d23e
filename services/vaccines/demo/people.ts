import { addMonths } from '@lomma/platform/calendar'
import { between, type DemoCitizen, type DemoWorld, type PersonaKey } from '@lomma/platform/demo'
import { reaches } from '../domain/dates.ts'
import { seasonAt } from '../domain/seasonal.ts'
import { eachAutumn, followsProgramme, pandemic } from './programme.ts'
import type { Given } from './vaccine.ts'

type Story = (citizen: DemoCitizen, world: DemoWorld, random: () => number) => Given[]

/** Years before the day of the story. */
const yearsAgo = ({ today }: DemoWorld, years: number): string => addMonths(today, -Math.round(years * 12))
const booster = (world: DemoWorld, years: number): Given => ({ product: 'four', on: yearsAgo(world, years) })
/** The autumn of the season that is on or comes next. */
const thisAutumn = ({ today }: DemoWorld): number => seasonAt(today).year
/** Given this season, where the season's vaccine has come. */
const thisSeason = (world: DemoWorld, product: 'influenza' | 'covid'): Given => ({
  product,
  on: `${thisAutumn(world)}-10-07`,
})

/** What is particular to those who have a story. Those who are not named here live as people do. */
const stories: Readonly<Partial<Record<PersonaKey, Story>>> = {
  everyday: (_citizen, world, random) => [
    ...pandemic(random),
    booster(world, 6),
    { product: 'hepatitisA', dose: 1, on: yearsAgo(world, 8) },
    { product: 'hepatitisA', dose: 2, on: yearsAgo(world, 7) },
    { product: 'typhoid', on: yearsAgo(world, 8) },
    { product: 'yellowFever', on: yearsAgo(world, 8) },
  ],
  parent: (_citizen, world, random) => [...pandemic(random), booster(world, 3)],
  diabetes: (_citizen, world, random) => [
    ...pandemic(random),
    booster(world, 2),
    ...eachAutumn('influenza', thisAutumn(world) - 4, thisAutumn(world), random),
    { product: 'pneumococcalAdult', on: yearsAgo(world, 3) },
  ],
  pregnant: (_citizen, world, random) => [...pandemic(random), booster(world, 8)],
  // Over 80: has taken everything for years, and not yet this season's influenza vaccine.
  elder: (_citizen, world, random) => [
    ...pandemic(random),
    ...eachAutumn('influenza', 2014, thisAutumn(world) - 1, random),
    ...eachAutumn('covid', 2022, thisAutumn(world) - 1, random),
    thisSeason(world, 'covid'),
    booster(world, 5),
    { product: 'pneumococcalAdult', on: yearsAgo(world, 9) },
    { product: 'pneumococcalAdult', on: yearsAgo(world, 3) },
  ],
  // Nothing but the pandemic on record: the page must say what it does not know.
  neighbour: (_citizen, _world, random) => pandemic(random),
  protected: (_citizen, world, random) => [...pandemic(random), booster(world, 1)],
  'offline-gp': (_citizen, world, random) => [...pandemic(random), booster(world, 9.5)],
  // The one with a vaccine that should have been taken: thirteen years since the last booster.
  screening: (_citizen, world, random) => [
    ...pandemic(random),
    booster(world, 13),
    { product: 'tbe', dose: 1, on: yearsAgo(world, 2.5) },
    { product: 'tbe', dose: 2, on: yearsAgo(world, 2.3) },
  ],
  chronic: (_citizen, world, random) => [
    ...pandemic(random),
    booster(world, 4),
    ...eachAutumn('influenza', thisAutumn(world) - 6, thisAutumn(world), random),
    { product: 'pneumococcalAdult', on: yearsAgo(world, 2) },
  ],
  guardian: (_citizen, world, random) => [
    ...pandemic(random),
    booster(world, 7),
    { product: 'pneumococcalAdult', on: yearsAgo(world, 1.5) },
  ],
}

/** What one citizen of the demo world has been given, up to the day of the story. */
export function givenTo(citizen: DemoCitizen, world: DemoWorld): Given[] {
  const random = world.random(`vaccines/${citizen.key}`)
  const story = citizen.persona ? stories[citizen.persona] : undefined
  const given = story ? story(citizen, world, random) : ordinary(citizen, world, random)
  const last = citizen.deceased && citizen.deceased < world.today ? citizen.deceased : world.today
  return given.filter(({ on }) => on >= citizen.birthDate && on <= last)
}

function ordinary(citizen: DemoCitizen, world: DemoWorld, random: () => number): Given[] {
  if (world.today < reaches(citizen.birthDate, { years: 20 })) {
    const bcg = { product: 'bcg', on: reaches(citizen.birthDate, { weeks: 7 }) } as const
    return [...followsProgramme(citizen.birthDate, random), ...(random() < 0.15 ? [bcg] : [])]
  }
  const given: Given[] = [...pandemic(random), booster(world, between(random, 1, 9))]
  if (citizen.age < 65) return given
  const autumn = thisAutumn(world)
  const faithful = random() < 0.7
  return [
    ...given,
    ...eachAutumn('influenza', autumn - 3, faithful ? autumn : autumn - 1, random),
    ...(random() < 0.6 ? [{ product: 'pneumococcalAdult', on: yearsAgo(world, between(random, 1, 5)) } as const] : []),
    ...(citizen.age >= 75 && faithful ? [thisSeason(world, 'covid')] : []),
  ]
}
