/** Asked before a word is written, in this order. The first yes decides. */
export const questions = ['emergency', 'today', 'examine'] as const
export type Question = (typeof questions)[number]
export type Answers = Readonly<Partial<Record<Question, boolean>>>

/**
 * Where an answer leads. `call-113`: danger to life. `call-now`: cannot wait for a written answer – the office by day, 116 117
 * otherwise. `see-doctor`: needs a visit. `write`: an e-consultation fits.
 */
export type Way = 'call-113' | 'call-now' | 'see-doctor' | 'write'

const ways = { emergency: 'call-113', today: 'call-now', examine: 'see-doctor' } as const satisfies Record<
  Question,
  Way
>

/** Undefined until enough is answered. */
export function wayOf(answers: Answers): Way | undefined {
  for (const question of questions) {
    if (answers[question] === true) return ways[question]
    if (answers[question] === undefined) return undefined
  }
  return 'write'
}

/** The questions to show now: those answered, and the next. */
export function shown(answers: Answers): readonly Question[] {
  const first = questions.findIndex((question) => answers[question] !== false)
  return first < 0 ? questions : questions.slice(0, first + 1)
}
