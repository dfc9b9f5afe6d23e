import type { Found } from '../contract/index.ts'

/** Soonest first; who has no time in sight comes last, by name. */
export function soonestFirst(practices: readonly Found[]): Found[] {
  return practices.toSorted((a, b) => {
    const [first, second] = [a.nextFree?.start, b.nextFree?.start]
    if (first === second) return a.name.localeCompare(b.name, 'nb')
    if (first === undefined) return 1
    return second === undefined || first < second ? -1 : 1
  })
}
