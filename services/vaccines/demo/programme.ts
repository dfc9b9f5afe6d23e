import { addDays, addMonths } from '@lomma/platform/calendar'
import { between } from '@lomma/platform/demo'
import { type Age, reaches } from '../domain/dates.ts'
import type { Given, Product } from './vaccine.ts'

const childhood: readonly (readonly [product: Product, dose: number, at: Age])[] = [
  ['rotavirus', 1, { weeks: 6 }],
  ['rotavirus', 2, { months: 3 }],
  ['six', 1, { months: 3 }],
  ['pneumococcal', 1, { months: 3 }],
  ['six', 2, { months: 5 }],
  ['pneumococcal', 2, { months: 5 }],
  ['six', 3, { months: 12 }],
  ['pneumococcal', 3, { months: 12 }],
  ['mmr', 1, { months: 15 }],
  ['four', 4, { grade: 2 }],
  ['mmr', 2, { grade: 6 }],
  ['hpv', 1, { grade: 7 }],
  ['four', 5, { grade: 10 }],
]

/** A child that follows the programme: each vaccine a few days after its time, at school within the first term. */
export function followsProgramme(birthDate: string, random: () => number): Given[] {
  const given = childhood.map(([product, dose, at]): Given => {
    const wait = 'grade' in at ? between(random, 10, 90) : between(random, 0, 9)
    return { product, dose, on: addDays(reaches(birthDate, at), wait) }
  })
  const hpv = given.find(({ product }) => product === 'hpv')
  return hpv ? [...given, { product: 'hpv', dose: 2, on: addMonths(hpv.on, 6) }] : given
}

/** Every autumn of these years, on a day in October or November. */
export function eachAutumn(product: Product, from: number, to: number, random: () => number): Given[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => ({
    product,
    on: addDays(`${from + at}-10-05`, between(random, 0, 40)),
  }))
}

/** The two first doses of 2021, and the third half a year later. */
export function pandemic(random: () => number): Given[] {
  const first = addDays('2021-04-01', between(random, 0, 100))
  return [
    { product: 'covid', dose: 1, on: first },
    { product: 'covid', dose: 2, on: addDays(first, between(random, 21, 60)) },
    { product: 'covid', dose: 3, on: addMonths(first, 7) },
  ]
}
