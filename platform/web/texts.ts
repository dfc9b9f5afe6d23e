import { useMemo } from 'react'
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
import { createStore, useStore } from './store.ts'

const load: Readonly<Record<Language, () => Promise<{ default: Messages }>>> = {
  nb: () => import('virtual:texts/nb'),
  nn: () => import('virtual:texts/nn'),
  se: () => import('virtual:texts/se'),
  en: () => import('virtual:texts/en'),
}

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

function bind(language: Language, messages: Messages): Texts {
  const strict = import.meta.env.MODE === 'test'
  const { t, has } = createTranslator({ language, messages, strict, now: serverNow })
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

/** Texts and formats in the language in use; the component follows when it changes. */
export function useTexts(): Texts {
  return useStore(texts)
}

/** The language in use, and how to change it: at once on the page, and in the person's profile when signed in. */
export function useLanguage(): { language: Language; setLanguage(language: Language): void } {
  const { language } = useTexts()
  return useMemo(() => ({ language, setLanguage: choose }), [language])
}

/** Before the first paint: the language this device used last, else the browser's. */
export async function startTexts(): Promise<void> {
  await activate(deviceLanguage())
}

/**
 * After sign-in: the language of the person's profile, at `path` below `/api`. A choice made on this page wins over it.
 */
export async function followProfileLanguage(path: string): Promise<void> {
  profilePath = path
  if (chosenHere) return saveInProfile(texts.get().language)
  const answer = await api.get<{ language: string }>(path).catch(() => undefined)
  if (isLanguage(answer?.language) && !chosenHere) await activate(answer.language)
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
  // Not saved means that the choice holds on this device only; the next choice tries again.
  if (profilePath) await api.put(profilePath, { language }).catch(() => undefined)
}

let latest: Language | undefined

async function activate(language: Language): Promise<void> {
  latest = language
  const { default: messages } = await load[language]()
  // Another language was asked for while this one was on its way: the last word holds.
  if (latest !== language) return
  texts.set(bind(language, messages))
  document.documentElement.lang = language
  try {
    localStorage.setItem(deviceKey, language)
  } catch {
    // Storage may be closed to us (private windows): the language then holds for this page.
  }
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
