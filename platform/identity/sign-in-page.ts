import { chooseLanguage, html, type Markup, page, type TextKey, text } from './page.ts'
import type { Audience, SignInLanguage, SignInPerson } from './types.ts'

/** Levels that can be tried, best first: what ID-porten calls them, and HelseID's numbers. */
export const levels: Readonly<Record<Audience, readonly [best: string, tooLow: string]>> = {
  citizen: ['idporten-loa-high', 'idporten-loa-substantial'],
  personnel: ['4', '3'],
}

export interface SignInPage {
  readonly audience: Audience
  readonly language: SignInLanguage
  /** Path of the interaction: it carries the interaction's uid, and the forms post to it. */
  readonly path: string
  readonly personas: readonly SignInPerson[]
  readonly query?: string
  readonly found?: readonly SignInPerson[]
}

/** The list of people to sign in as. All buttons belong to one form, so that the chosen level goes with them. */
export function signInPage(parts: SignInPage): string {
  const { language, path, audience } = parts
  const t = (key: TextKey) => text(language, key)
  const query = parts.query ? `&q=${encodeURIComponent(parts.query)}` : ''
  const body = html`
<p>${t('intro')}</p>
<form id="choose" method="post" action="${path}">
<input type="hidden" name="lang" value="${language}">
</form>
${levelPart(language, audience)}
<h2>${t(audience === 'citizen' ? 'citizens' : 'personnel')}</h2>
${people(language, parts.personas)}
${audience === 'citizen' && searchPart(parts)}
<p class="end"><button class="quiet" form="choose" name="cancel" value="1">${t('cancel')}</button></p>`
  return page({
    language,
    title: t('choose'),
    body,
    switchTo: (code) => `${path}?lang=${code}${query}`,
  })
}

function people(language: SignInLanguage, list: readonly SignInPerson[]): Markup {
  return html`<ul class="people">${list.map(
    ({ key, name, age, story }) => html`
<li><button class="person" form="choose" name="key" value="${key}">
<span class="name">${name}${age !== undefined && html` <span class="age">· ${text(language, 'age', { age })}</span>`}</span>
${story && html`<span class="story">${story}</span>`}
</button></li>`,
  )}</ul>`
}

function searchPart({ language, path, query, found }: SignInPage): Markup {
  const result = found?.length
    ? html`<h3>${text(language, 'found', { text: query ?? '' })}</h3>${people(language, found)}`
    : html`<p>${text(language, 'nobody', { text: query ?? '' })}</p>`
  return html`
<form class="search" id="search" role="search" method="get" action="${path}#search">
<input type="hidden" name="lang" value="${language}">
<label for="q">${text(language, 'search')}</label>
<p class="hint" id="q-hint">${text(language, 'searchHint')}</p>
<div class="row">
<input id="q" name="q" type="search" value="${query ?? ''}" maxlength="60" autocomplete="off" aria-describedby="q-hint">
<button class="quiet">${text(language, 'searchButton')}</button>
</div>
</form>
${query && html`<div role="status">${result}</div>`}`
}

function levelPart(language: SignInLanguage, audience: Audience): Markup {
  const [best, tooLow] = levels[audience]
  const words =
    audience === 'citizen' ? (['levelHigh', 'levelSubstantial'] as const) : (['levelFour', 'levelThree'] as const)
  return html`
<details>
<summary>${text(language, 'level')}</summary>
<fieldset>
<legend class="hint">${text(language, 'level')}</legend>
<label class="choice"><input type="radio" form="choose" name="level" value="${best}" checked>${text(language, words[0])}</label>
<label class="choice"><input type="radio" form="choose" name="level" value="${tooLow}">${text(language, words[1])}</label>
</fieldset>
</details>`
}

/** The interaction is gone: too old, or used. `startAgain` is the portal's sign-in page. */
export function expiredPage(language: SignInLanguage, startAgain: string): string {
  return page({
    language,
    title: text(language, 'expiredTitle'),
    body: html`<p>${text(language, 'expired')}</p><p><a class="button" href="${startAgain}">${text(language, 'again')}</a></p>`,
  })
}

/** Something the provider could not accept. `code` is OAuth's name of the fault: no facts about people. */
export function errorPage(language: SignInLanguage, code: string, startAgain: string): string {
  return page({
    language,
    title: text(language, 'errorTitle'),
    body: html`<p>${text(language, 'error')}</p><p class="hint">${text(language, 'errorCode', { code })}</p>
<p><a class="button" href="${startAgain}">${text(language, 'again')}</a></p>`,
  })
}

/** Asks before signing out, or does it at once when the portal has asked for it on the person's behalf. */
export function signOutPage(language: SignInLanguage, action: string, xsrf: string, atOnce: boolean): string {
  return page({
    language,
    title: text(language, atOnce ? 'signingOutTitle' : 'signOutTitle'),
    ...(atOnce ? { script: 'submit.js' as const } : {}),
    body: html`<p>${text(language, atOnce ? 'signingOut' : 'signOutWhat')}</p>
<form method="post" action="${action}"${atOnce && html` data-submit`}>
<input type="hidden" name="xsrf" value="${xsrf}">
<button class="button" name="logout" value="yes">${text(language, atOnce ? 'continue' : 'signOut')}</button>
</form>`,
  })
}

/** Signed out here; the frames tell every service (OpenID Connect Front-Channel Logout 1.0), then it goes on to `next`. */
export function signedOutPage(language: SignInLanguage, frames: readonly string[], next: string | undefined): string {
  return page({
    language,
    title: text(language, 'signedOutTitle'),
    ...(next ? { script: 'signed-out.js' as const } : {}),
    body: html`<p>${text(language, next ? 'signingOut' : 'signedOut')}</p>
${frames.map((address) => html`<iframe src="${address}" title="${text(language, 'signOut')}" aria-hidden="true"></iframe>`)}
<p><a class="button" href="${next ?? '/'}"${next && html` data-next`}>${text(language, next ? 'continue' : 'toStart')}</a></p>`,
  })
}

/** The language of a page of the provider, from what the request says. */
export function pageLanguage(wishes: {
  readonly chosen?: string | null | undefined
  readonly uiLocales?: string | undefined
  readonly accept?: string | undefined
}): SignInLanguage {
  return chooseLanguage(wishes.chosen, wishes.uiLocales, wishes.accept)
}
