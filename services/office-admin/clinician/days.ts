type T = (key: string, params?: Readonly<Record<string, string | number>>) => string

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** `mandag–fredag`, `mandag, onsdag`: runs of three and more are shortened. */
export function daysInWords(days: readonly number[], t: T): string {
  const sorted = [...new Set(days)].sort()
  const runs: number[][] = []
  for (const day of sorted) {
    const last = runs.at(-1)
    if (last && last.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => t(`office-admin.weekday.${day ?? 1}`)
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name))).join(', ')
}
