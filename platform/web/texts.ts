import { createContext, createElement, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import {
  createTranslator,
  formatAmount,
  formatDate,
  formatDateTime,
  formatMonth,
  formatNumber,
  formatTime,
  formatWeekday,
  isLanguage,
  type Language,
  type Messages,
  preferredLanguage,
  relativeDay,
  type TextParams,
  type When,
} from '../i18n/index.ts'
import { api } from './api.ts'
import { serverNow } from './clock.ts'
import { allTexts, firstTexts } from './load-texts.ts'
import { createStore, useStore } from './store.ts'
import { forgetUnsavedLanguage, keepUnsavedLanguage, unsavedLanguage } from './unsaved-language.ts'

/** `t` and the formats, bound to the language in use. */
export interface Texts {
  readonly language: Language
  t(key: string, params?: TextParams): string
  /** A text that a service answered with (`TextRef`). */
  text(ref: { key: string; params?: TextParams | undefined }): string
  has(key: string): boolean
  formatDate(when: When): string
  formatDateTime(when: When): string
  formatTime(when: When): string
  formatMonth(when: When): string
  formatWeekday(when: When): string
  relativeDay(when: When): string
  formatAmount(kroner: number): string
  formatNumber(value: number, decimals?: number): string
}

/** @param whole false: more texts are on their way, and one that is not there yet is nothing to complain about */
function bind(language: Language, messages: Messages, whole = true): Texts {
  const strict = import.meta.env.MODE === 'test'
  const { t: translate, has } = createTranslator({ language, messages, strict, now: serverNow })
  const t: Texts['t'] = (key, params) => (whole || has(key) ? translate(key, params) : '')
  return {
    language,
    t,
    has,
    text: ({ key, params }) => t(key, params),
    formatDate: (when) => formatDate(language, when),
    formatDateTime: (when) => formatDateTime(language, when),
    formatTime: (when) => formatTime(language, when),
    formatMonth: (when) => formatMonth(language, when),
    formatWeekday: (when) => formatWeekday(language, when),
    relativeDay: (when) => relativeDay(language, when, serverNow()),
    formatAmount: (kroner) => formatAmount(language, kroner),
    formatNumber: (value, decimals) => formatNumber(language, value, decimals),
  }
}

const texts = createStore<Texts>(bind('nb', {}))
const deviceKey = 'lomma.language'
let profilePath: string | undefined
let chosenHere = false

const otherTexts = createContext<Texts | undefined>(undefined)

/** Texts and formats in the language in use, or of the `InLanguage` it stands in; the component follows when it changes. */
export function useTexts(): Texts {
  const own = useStore(texts)
  return useContext(otherTexts) ?? own
}

/** Draws a part of the page in another person's language, such as what a patient sees. Nothing until its texts are there. */
export function InLanguage({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const other = useTextsIn(language)
  if (!other) return null
  return createElement(otherTexts.Provider, { value: other }, createElement('div', { lang: language }, children))
}

/** Texts of another language beside the one in use, for what is shown to somebody else; undefined until they have come. */
export function useTextsIn(language: Language): Texts | undefined {
  const [found, setFound] = useState<Texts>()
  useEffect(() => {
    let wanted = true
    allTexts(language).then(
      (messages) => wanted && setFound(bind(language, messages)),
      // Without a network the page stands in its own language alone.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [language])
  return found?.language === language ? found : undefined
}

/** The language in use, and how to change it: at once on the page, and in the person's profile when signed in. */
export function useLanguage(): { language: Language; setLanguage(language: Language): void } {
  const { language } = useTexts()
  return useMemo(() => ({ language, setLanguage: choose }), [language])
}

/**
 * Before the first paint: the texts of the first view in the language this device used last, else the browser's. The others follow
 * when it is known whose page it is (`followProfileLanguage`, `wholeTexts`): not first in one language and then in another.
 */
export async function startTexts(): Promise<void> {
  const language = deviceLanguage()
  latest = language
  const messages = await firstTexts(language)
  if (latest !== language || isWhole) return
  show(bind(language, messages, false))
}

/** Resolves when every text of the language in use is there; screens wait for it. @throws when they cannot be fetched */
export async function wholeTexts(): Promise<void> {
  if (!isWhole) await activate(latest ?? deviceLanguage())
}

/**
 * After sign-in: the language of the person's profile, at `path` below `/api`. A choice made on this page wins over it.
 */
export async function followProfileLanguage(path: string): Promise<void> {
  profilePath = path
  if (chosenHere) return saveInProfile(texts.get().language)
  const unsaved = unsavedLanguage()
  if (unsaved) {
    await activate(unsaved)
    return saveInProfile(unsaved)
  }
  const answer = await api.get<{ language: string }>(path).catch(() => undefined)
  if (isLanguage(answer?.language) && !chosenHere) await activate(answer.language)
  else await wholeTexts()
}

/** For tests: texts without a server. */
export function setTexts(language: Language, messages: Messages): void {
  texts.set(bind(language, messages))
}

function choose(language: Language): void {
  chosenHere = true
  void activate(language)
  void saveInProfile(language)
}

async function saveInProfile(language: Language): Promise<void> {
  if (!profilePath) return
  // Who goes to another page at once has chosen all the same: there it is saved, if it did not come through here.
  keepUnsavedLanguage(language)
  await api.put(profilePath, { language }, { keepalive: true }).then(forgetUnsavedLanguage, () => undefined)
}

let latest: Language | undefined

let isWhole = false

async function activate(language: Language): Promise<void> {
  latest = language
  const messages = await allTexts(language)
  // Another language was asked for while this one was on its way: the last word holds.
  if (latest !== language) return
  isWhole = true
  show(bind(language, messages))
  try {
    localStorage.setItem(deviceKey, language)
  } catch {
    // Storage may be closed to us (private windows): the language then holds for this page.
  }
}

function show(bound: Texts): void {
  texts.set(bound)
  document.documentElement.lang = bound.language
}

function deviceLanguage(): Language {
  try {
    const kept = localStorage.getItem(deviceKey)
    if (isLanguage(kept)) return kept
  } catch {
    // As above.
  }
  return preferredLanguage(navigator.languages)
}
