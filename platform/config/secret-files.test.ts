import { expect, it } from 'vitest'
import { withSecretFiles } from './index.ts'

const files: Record<string, string> = { '/run/secrets/a': 'long secret\n', '/run/secrets/p': 'p@ss/word\n' }
const read = (file: string) => {
  const text = files[file]
  if (text === undefined) throw new Error('ENOENT')
  return text
}

it('reads a secret from its file', () => {
  expect(withSecretFiles({ LOMMA_SECRET_FILE: '/run/secrets/a', PORT: '1' }, read)).toMatchObject({
    LOMMA_SECRET: 'long secret',
    PORT: '1',
  })
})

it('puts the database’s password into its address', () => {
  const env = { DATABASE_URL: 'postgres://lomma@db:5432/lomma', DATABASE_PASSWORD_FILE: '/run/secrets/p' }
  const url = new URL(withSecretFiles(env, read).DATABASE_URL ?? '')
  expect([url.username, decodeURIComponent(url.password), url.host]).toEqual(['lomma', 'p@ss/word', 'db:5432'])
})

it('names what cannot be read, and what is said twice', () => {
  expect(() => withSecretFiles({ LOMMA_SECRET_FILE: '/none' }, read)).toThrow(/LOMMA_SECRET_FILE: \/none/)
  expect(() => withSecretFiles({ LOMMA_SECRET: 'x', LOMMA_SECRET_FILE: '/run/secrets/a' }, read)).toThrow(/both set/)
})
