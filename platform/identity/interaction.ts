import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import { readForm } from './form.ts'
import { signInPage as portalSignIn } from './return-to.ts'
import { isSameOrigin } from './same-origin.ts'
import { expiredPage, levels, pageLanguage, signInPage } from './sign-in-page.ts'
import type { Audience, SignInDirectory } from './types.ts'

export interface InteractionParts {
  readonly provider: Provider
  readonly audience: Audience
  readonly directory: SignInDirectory
  readonly origin: string
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

/** The page where a person of the demo world is chosen: GET draws it (and searches), POST signs in or cancels. */
export async function answerInteraction(
  parts: InteractionParts,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const wish = { chosen: url.searchParams.get('lang'), accept: req.headers['accept-language'] }
  const details = await detailsOf(parts.provider, req, res, url)
  if (!details) return send(res, 400, expiredPage(pageLanguage(wish), portalSignIn[parts.audience]))
  if (req.method === 'POST') return answerChoice(parts, req, res, details)
  if (req.method !== 'GET') return send(res, 405, '')
  const { ui_locales: uiLocales } = details.params
  const language = pageLanguage({ ...wish, uiLocales: typeof uiLocales === 'string' ? uiLocales : undefined })
  const query = parts.audience === 'citizen' ? url.searchParams.get('q')?.trim().slice(0, 60) : undefined
  const page = signInPage({
    audience: parts.audience,
    language,
    path: `${new URL(parts.provider.issuer).pathname}/interaction/${details.uid}`,
    personas: await parts.directory.personas(parts.audience, language),
    ...(query ? { query, found: await parts.directory.search(query) } : {}),
  })
  send(res, 200, page)
}

async function detailsOf(
  provider: Provider,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<Details | undefined> {
  try {
    const details = await provider.interactionDetails(req, res)
    return url.pathname.endsWith(`/${details.uid}`) ? details : undefined
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined
    throw error
  }
}

async function answerChoice(
  { provider, audience, directory, origin }: InteractionParts,
  req: IncomingMessage,
  res: ServerResponse,
  details: Details,
): Promise<void> {
  if (!isSameOrigin(req.headers['sec-fetch-site'], req.headers.origin, origin)) return send(res, 403, '')
  const form = await readForm(req)
  if (!form) return send(res, 413, '')
  if (form.has('cancel')) {
    const refusal = { error: 'access_denied', error_description: 'The person cancelled the sign-in' }
    return provider.interactionFinished(req, res, refusal, { mergeWithLastSubmission: false })
  }
  const key = form.get('key') ?? ''
  const acr = levels[audience].find((level) => level === form.get('level')) ?? levels[audience][0]
  if (details.prompt.name !== 'login' || !(await directory.claims(key))) return send(res, 400, '')
  await provider.interactionFinished(
    req,
    res,
    { login: { accountId: key, acr, amr: ['TestID'] } },
    { mergeWithLastSubmission: false },
  )
}

function send(res: ServerResponse, status: number, body: string): void {
  res.statusCode = status
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.setHeader('Cache-Control', 'no-store')
  res.end(body)
}
