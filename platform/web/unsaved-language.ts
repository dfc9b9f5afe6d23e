import { isLanguage, type Language } from '../i18n/index.ts'

const key = 'lomma.language.unsaved'

/** A language chosen in this tab that the profile is not known to have. */
export function unsavedLanguage(): Language | undefined {
  try {
    const kept = sessionStorage.getItem(key)
    return isLanguage(kept) ? kept : undefined
  } catch {
    // Storage may be closed to us (private windows): the choice then holds for this page.
    return undefined
  }
}

export function keepUnsavedLanguage(language: Language): void {
  try {
    sessionStorage.setItem(key, language)
  } catch {
    // As above.
  }
}

/** The profile has it, or the person leaves. */
export function forgetUnsavedLanguage(): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // As above.
  }
}
