/** Four languages of equal rank (språklova, sameloven § 3-1): bokmål, nynorsk, Northern Sami, English. */
export const languages = ['nb', 'nn', 'se', 'en'] as const
export type Language = (typeof languages)[number]

/** Each language by its own name; never translated. */
export const languageNames: Readonly<Record<Language, string>> = {
  nb: 'Bokmål',
  nn: 'Nynorsk',
  se: 'Davvisámegiella',
  en: 'English',
}

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

/** The best of our languages for a browser's list of preferences; `nb` when none fits. */
export function preferredLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const primary = preference.toLowerCase().split('-')[0]
    if (primary === 'no') return 'nb'
    if (isLanguage(primary)) return primary
  }
  return 'nb'
}
