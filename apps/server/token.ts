/**
 * `npm run -s token -- --client demo-system [--scope 'system/*.cruds'] [--origin http://localhost:8080]`
 * `npm run -s token -- --client demo-app --patient <Patient id> [--scope 'patient/*.cruds']`
 *
 * Prints an access token of a demo client, and nothing else. It is the real call: client credentials, or the demo grant for
 * a patient, with private_key_jwt against the running server. Only where demo clients are on.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '@lomma/platform/db'
import { demoClientIds, demoPrivateKey, patientGrant, signingKey } from '@lomma/platform/identity'
import { SignJWT } from 'jose'
import { z } from 'zod'

/** Written by the running server, so that the command finds it and its database. */
const runtimeFile = process.env.LOMMA_RUNTIME_FILE ?? path.join(import.meta.dirname, '../../.data/runtime.json')
const runtimeSchema = z.object({ databaseUrl: z.string(), origin: z.string() })
const answerSchema = z.object({
  access_token: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
})

class Unable extends Error {}

async function readRuntime(): Promise<z.infer<typeof runtimeSchema> | undefined> {
  const text = await readFile(runtimeFile, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : runtimeSchema.parse(JSON.parse(text))
}

async function demoKey(databaseUrl: string, client: string) {
  const db = connect({ url: databaseUrl, max: 1, application: 'lomma-token' })
  try {
    const found = await demoPrivateKey(db, client)
    if (found) return found
    const others = await demoClientIds(db)
    throw new Unable(
      others.length > 0
        ? `There is no demo client "${client}". There are: ${others.join(', ')}.`
        : 'Demo clients are off on this server (LOMMA_DEMO_CLIENTS), so there is no key to ask for a token with.',
    )
  } catch (error) {
    if (error instanceof Unable) throw error
    throw new Unable('The database does not answer. Is the server running? Start it with: npm start')
  } finally {
    await db.end({ timeout: 1 })
  }
}

interface Asked {
  readonly origin: string
  readonly client: string
  readonly scope: string | undefined
  /** Id of the Patient an app asks for. */
  readonly patient: string | undefined
  readonly databaseUrl: string
}

async function askForToken({ origin, client, scope, patient, databaseUrl }: Asked): Promise<string> {
  const { jwk, scopes } = await demoKey(databaseUrl, client)
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: jwk.alg ?? 'ES256', ...(jwk.kid ? { kid: jwk.kid } : {}) })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(`${origin}/oauth`)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(await signingKey(jwk))
  const response = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...(patient === undefined ? { grant_type: 'client_credentials' } : { grant_type: patientGrant, patient }),
      scope: scope ?? scopes.join(' '),
      resource: `${origin}/fhir/R4`,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  }).catch(() => {
    throw new Unable(`No server answers at ${origin}. Start it with: npm start`)
  })
  const answer = answerSchema.safeParse(await response.json().catch(() => undefined)).data
  if (answer?.access_token) return answer.access_token
  const reason = answer?.error ? `${answer.error}: ${answer.error_description ?? ''}` : `status ${response.status}`
  throw new Unable(`The server at ${origin} gave no token (${reason}).`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      client: { type: 'string', default: 'demo-system' },
      scope: { type: 'string' },
      patient: { type: 'string' },
      origin: { type: 'string' },
    },
  })
  const runtime = await readRuntime()
  const databaseUrl = process.env.DATABASE_URL ?? runtime?.databaseUrl
  if (!databaseUrl) throw new Unable('The server is not running, and DATABASE_URL is not set. Start it with: npm start')
  const origin = values.origin ?? process.env.LOMMA_ORIGIN ?? runtime?.origin ?? 'http://localhost:8080'
  const { client, scope, patient } = values
  console.log(await askForToken({ origin: origin.replace(/\/$/, ''), client, scope, patient, databaseUrl }))
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'No token')
  process.exitCode = 1
})
