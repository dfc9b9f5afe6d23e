import path from 'node:path'

/** One task, and the clicks it took from the front page in the browser test. */
export interface CountedTask {
  readonly task: string
  /** The most it may take. */
  readonly bar: number
  readonly clicks: number
  /** What was pressed, in order. */
  readonly pressed: readonly string[]
}

/** Where journeys/steps.e2e.ts leaves what it counted. */
export const countedFile = path.join(import.meta.dirname, '../../.data/steps.json')

/** docs/STEPS.md, from what the browser test counted. */
export function stepsDocument(tasks: readonly CountedTask[]): string {
  const rows = tasks.map(
    ({ task, bar, clicks, pressed }) => `| ${task} | ${bar} | ${clicks} | ${pressed.join(' → ')} |`,
  )
  return [
    '# Steps',
    '',
    'Made by `npm run steps` from what `journeys/steps.e2e.ts` counts: every click a person makes after signing in, from the',
    'front page until the task is done. Typing is not a click; a press of Enter on a button is one.',
    '',
    '| task | at most | clicks | pressed |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
