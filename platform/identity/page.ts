import en from './texts/en.json' with { type: 'json' }
import nb from './texts/nb.json' with { type: 'json' }
import nn from './texts/nn.json' with { type: 'json' }
import se from './texts/se.json' with { type: 'json' }
import type { SignInLanguage } from './types.ts'

/** Markup that is safe to put into a page; made by `html` only. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Markup | undefined | false | readonly Markup[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Template of a page: everything put in is escaped, unless it is markup already. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + render(values[index - 1]) + part))
}

function render(value: Value): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return String(value).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')
}

const texts = { nb, nn, se, en } as const
export type TextKey = Exclude<keyof typeof nb, '_review'>

const languageNames: readonly (readonly [SignInLanguage, string])[] = [
  ['nb', 'Bokmål'],
  ['nn', 'Nynorsk'],
  ['se', 'Davvisámegiella'],
  ['en', 'English'],
]

/** A text of the sign-in pages, with facts filled in. */
export function text(language: SignInLanguage, key: TextKey, facts: Readonly<Record<string, string | number>> = {}) {
  return texts[language][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
}

const known = new Map<string, SignInLanguage>([...languageNames.map(([code]) => [code, code] as const), ['no', 'nb']])

/** The first language we have among wishes such as `ui_locales` or Accept-Language, most wanted first. */
export function chooseLanguage(...wishes: readonly (string | null | undefined)[]): SignInLanguage {
  for (const wish of wishes) {
    for (const tag of (wish ?? '').split(/[\s,]+/)) {
      const found = known.get(tag.split(/[-;_]/)[0]?.toLowerCase() ?? '')
      if (found) return found
    }
  }
  return 'nb'
}

export interface Page {
  readonly language: SignInLanguage
  readonly title: string
  readonly body: Markup
  /** Link of each language; absent where the page cannot be asked for again. */
  readonly switchTo?: (language: SignInLanguage) => string
  readonly script?: 'submit.js' | 'signed-out.js'
  /** Whose page it is: the test identity provider's (marked as a test) or the portal's own. */
  readonly of?: 'test-id' | 'lomma'
}

/** The frame of every page that the server itself draws for sign-in and sign-out. */
export function page({ language, title, body, switchTo, script, of = 'test-id' }: Page): string {
  const assets = of === 'lomma' ? '/auth/assets' : '/idp/assets'
  const mark = of === 'lomma' ? 'Lomma' : text(language, 'mark')
  const links = switchTo
    ? html`<nav aria-label="${text(language, 'language')}"><ul>${languageNames.map(
        ([code, name]) =>
          html`<li><a href="${switchTo(code)}" lang="${code}" hreflang="${code}" ${
            code === language && html`aria-current="true"`
          }>${name}</a></li>`,
      )}</ul></nav>`
    : undefined
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${mark}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}/identity.css">
${script && html`<script src="${assets}/${script}" defer></script>`}
</head>
<body>
<a class="skip" href="#main">${text(language, 'skip')}</a>
<header><p class="mark">${mark}</p>${links}</header>
<main id="main">
${of === 'test-id' && html`<p class="notice">${text(language, 'notice')}</p>`}
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text
}
