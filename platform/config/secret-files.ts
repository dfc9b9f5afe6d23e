import { readFileSync } from 'node:fs'

/** Variables that hold a secret: each may instead be named with `_FILE`, a file that holds it. */
const secrets = [
  'DATABASE_URL',
  'LOMMA_SECRET',
  'LOMMA_METRICS_TOKEN',
  'LOMMA_CONTACT_REGISTER_TOKEN',
  'LOMMA_CITIZEN_PRIVATE_JWK',
  'LOMMA_PERSONNEL_PRIVATE_JWK',
  'LOMMA_SOURCES',
] as const

type Env = Readonly<Record<string, string | undefined>>

/**
 * The environment with secrets read from files, as containers hand them over: an environment is shown by too many tools.
 * `DATABASE_PASSWORD_FILE` is put into `DATABASE_URL`, which then needs no password.
 * @throws Error naming the variable whose file cannot be read.
 */
export function withSecretFiles(env: Env, read = (file: string) => readFileSync(file, 'utf8')): Env {
  const found: Record<string, string> = {}
  for (const name of secrets) {
    const file = env[`${name}_FILE`]
    if (file && env[name]) throw new Error(`Lomma cannot start:\n- ${name} and ${name}_FILE are both set`)
    if (file) found[name] = open(`${name}_FILE`, file, read)
  }
  const all = { ...env, ...found }
  const password = env.DATABASE_PASSWORD_FILE
  if (!password || !all.DATABASE_URL) return all
  const url = new URL(all.DATABASE_URL)
  url.password = encodeURIComponent(open('DATABASE_PASSWORD_FILE', password, read))
  return { ...all, DATABASE_URL: url.toString() }
}

function open(name: string, file: string, read: (file: string) => string): string {
  try {
    return read(file).trim()
  } catch {
    throw new Error(`Lomma cannot start:\n- ${name}: ${file} cannot be read`)
  }
}
