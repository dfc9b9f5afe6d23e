import { readdirSync, readFileSync } from 'node:fs'

/** CPU time and memory of process trees, from /proc. */

export interface Used {
  readonly cpuSeconds: number
  /** Largest resident memory seen, in MB. Of PostgreSQL it counts shared memory many times over. */
  readonly rssMB: number
}

const ticksPerSecond = 100
const pageBytes = 4096

interface Process {
  readonly parent: number
  readonly ticks: number
  readonly bytes: number
}

function processes(): Map<number, Process> {
  const found = new Map<number, Process>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
      const [, parent = 0] = fields
      found.set(Number(name), {
        parent,
        ticks: (fields[11] ?? 0) + (fields[12] ?? 0),
        bytes: (fields[21] ?? 0) * pageBytes,
      })
    } catch {
      // The process ended between the two looks.
    }
  }
  return found
}

function tree(all: ReadonlyMap<number, Process>, root: number): number[] {
  const family = new Set([root])
  for (let before = 0; before < family.size; ) {
    before = family.size
    for (const [pid, { parent }] of all) if (family.has(parent)) family.add(pid)
  }
  return [...family].filter((pid) => all.has(pid))
}

/** Measures while `work` runs: the CPU time each tree spent, and the largest memory of each. */
export async function measured<T, K extends string>(
  roots: Readonly<Record<K, number>>,
  work: () => Promise<T>,
): Promise<{ result: T; used: Record<K, Used> }> {
  const meters = Object.entries<number>(roots).map(([name, root]) => meter(name, root))
  for (const one of meters) one.look()
  const timer = setInterval(() => {
    for (const one of meters) one.look()
  }, 400)
  try {
    const result = await work()
    for (const one of meters) one.look()
    const used = Object.fromEntries(meters.map((one) => [one.name, one.used()])) as Record<K, Used> // the same names
    return { result, used }
  } finally {
    clearInterval(timer)
  }
}

function meter(name: string, root: number) {
  const last = new Map<number, number>()
  let first = true
  let ticks = 0
  let bytes = 0
  return {
    name,
    look() {
      const all = processes()
      let now = 0
      for (const pid of tree(all, root)) {
        const found = all.get(pid)
        if (!found) continue
        now += found.bytes
        // What a process did before it was first seen counts only when it was born while we looked.
        ticks += found.ticks - (last.get(pid) ?? (first ? found.ticks : 0))
        last.set(pid, found.ticks)
      }
      first = false
      bytes = Math.max(bytes, now)
    },
    used: (): Used => ({ cpuSeconds: ticks / ticksPerSecond, rssMB: Math.round(bytes / 1_048_576) }),
  }
}
