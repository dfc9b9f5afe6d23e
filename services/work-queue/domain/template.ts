import { type TemplateFact, templateFacts, type WriteTemplate } from '../contract/index.ts'

export type Facts = Readonly<Partial<Record<TemplateFact, string>>>

const placeholder = /\{([^{}]*)\}/g

/** The first `{…}` that no patient can fill; undefined when all can be. */
export function unknownFact(texts: WriteTemplate['texts']): string | undefined {
  return Object.values(texts)
    .flatMap((text) => [...text.matchAll(placeholder)].map((found) => found[1] ?? ''))
    .find((name) => !isFact(name))
}

/**
 * The words for one patient: the patient's language, else bokmål. A fact that is not known leaves a gap to be seen and filled
 * by the writer (`…`), never a wrong word.
 */
export function fill(texts: WriteTemplate['texts'], language: keyof WriteTemplate['texts'], facts: Facts): string {
  const words = texts[language].trim() || texts.nb
  return words.replaceAll(placeholder, (whole, name: string) => (isFact(name) ? (facts[name] ?? '…') : whole))
}

/** Is the template for this kind of item? */
export function isFor({ kinds }: Pick<WriteTemplate, 'kinds'>, kind: string): boolean {
  return kinds.length === 0 || kinds.includes(kind)
}

function isFact(name: string): name is TemplateFact {
  return templateFacts.some((fact) => fact === name)
}
