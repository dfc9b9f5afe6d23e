import type { Language, Messages } from '../i18n/index.ts'

type Load = () => Promise<{ default: Messages }>

const first: Readonly<Record<Language, Load>> = {
  nb: () => import('virtual:texts/nb'),
  nn: () => import('virtual:texts/nn'),
  se: () => import('virtual:texts/se'),
  en: () => import('virtual:texts/en'),
}

const rest: Readonly<Record<Language, Load>> = {
  nb: () => import('virtual:texts/nb-rest'),
  nn: () => import('virtual:texts/nn-rest'),
  se: () => import('virtual:texts/se-rest'),
  en: () => import('virtual:texts/en-rest'),
}

/** What the front page shows (`platform/i18n/build/first-view.ts`). */
export async function firstTexts(language: Language): Promise<Messages> {
  return (await first[language]()).default
}

/** All texts of a language. */
export async function allTexts(language: Language): Promise<Messages> {
  const [early, late] = await Promise.all([first[language](), rest[language]()])
  return { ...early.default, ...late.default }
}
