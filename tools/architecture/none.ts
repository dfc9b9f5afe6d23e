/** Fails with every line, whole: a test's own comparison shows only the beginning of a long list. */
export function expectNone(violations: readonly string[]): void {
  if (violations.length > 0) throw new Error(`${violations.length} found:\n${violations.join('\n')}`)
}
