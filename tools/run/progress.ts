import path from 'node:path'

/** Root of the repository. */
export const root = path.join(import.meta.dirname, '..', '..')

/** A path below the folder for what the machine keeps: `.data/`. */
export function inData(...parts: readonly string[]): string {
  return path.join(root, '.data', ...parts)
}

/** Runs one step and shows what it is and how long it took. */
export async function step<T>(
  title: string,
  work: () => Promise<T>,
  out: NodeJS.WriteStream = process.stdout,
): Promise<T> {
  const begun = performance.now()
  if (out.isTTY) out.write(`… ${title}`)
  try {
    const result = await work()
    out.write(`${out.isTTY ? '\r\u001b[K' : ''}✓ ${title} (${seconds(begun)})\n`)
    return result
  } catch (error) {
    out.write(`${out.isTTY ? '\r\u001b[K' : ''}✗ ${title} (${seconds(begun)})\n`)
    throw error
  }
}

export function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`
}

/** What went wrong, in one sentence where it is known. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
