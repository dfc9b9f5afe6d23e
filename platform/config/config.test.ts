import { describe, expect, test } from 'vitest'
import { readConfig } from './index.ts'

const fit = {
  LOMMA_MODE: 'production',
  DATABASE_URL: 'postgres://db/lomma',
  LOMMA_ORIGIN: 'https://lomma.example',
  LOMMA_SECRET: 'a-secret-of-at-least-thirty-two-characters',
  LOMMA_METRICS_TOKEN: 'token',
  LOMMA_CLAMAV: 'clamav:3310',
  LOMMA_CITIZEN_ISSUER: 'https://idporten.example',
  LOMMA_PERSONNEL_ISSUER: 'https://helseid.example',
}

describe('in production', () => {
  test('starts when everything is its own', () => {
    expect(readConfig(fit)).toMatchObject({ mode: 'production', demoClients: false, demoSignIn: false })
  })

  test.each([
    ['LOMMA_DEMO_CLIENTS', 'on'],
    ['LOMMA_DEMO_SIGN_IN', 'true'],
    ['LOMMA_CITIZEN_ISSUER', 'embedded'],
    ['LOMMA_PERSONNEL_ISSUER', 'embedded'],
    ['LOMMA_SECRET', 'lomma-demo-secret-not-for-production'],
    ['LOMMA_SECRET', 'short'],
    ['LOMMA_METRICS_TOKEN', ''],
    ['LOMMA_CLAMAV', ''],
    ['LOMMA_CLAMAV', 'nowhere'],
    ['LOMMA_ORIGIN', 'http://lomma.example'],
  ])('refuses to start with %s=%s, and says which', (name, value) => {
    expect(() => readConfig({ ...fit, [name]: value })).toThrow(name)
  })

  test('names everything that is wrong at once', () => {
    const start = () => readConfig({ LOMMA_MODE: 'production', LOMMA_DEMO_CLIENTS: 'on' })
    for (const name of ['DATABASE_URL', 'LOMMA_DEMO_CLIENTS', 'LOMMA_CITIZEN_ISSUER', 'LOMMA_SECRET', 'LOMMA_ORIGIN'])
      expect(start).toThrow(name)
  })
})

describe('elsewhere', () => {
  test('a database is all it needs', () => {
    const config = readConfig({ DATABASE_URL: 'postgres://db/lomma' })
    expect(config).toMatchObject({ mode: 'demo', port: 8080, origin: 'http://localhost:8080', demoSignIn: true })
  })

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['LOMMA_MODE', 'prod'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readConfig({ DATABASE_URL: 'postgres://db/lomma', [name]: value })).toThrow(name)
  })
})

describe('systems outside', () => {
  const one = { id: 'region-nord', kind: 'regional-appointments', name: 'Nord', url: 'https://nord.example/fhir/' }

  test('are read from JSON', () => {
    expect(readConfig({ ...fit, LOMMA_SOURCES: JSON.stringify([one]) }).sources).toEqual([one])
    expect(readConfig(fit).sources).toEqual([])
  })

  test.each([
    ['no JSON', '{', 'the text'],
    ['a word that is not known', JSON.stringify([{ ...one, secret: 's3cret' }]), '0'],
    ['no address', JSON.stringify([{ ...one, url: 'nord' }]), '0.url'],
    ['the same twice', JSON.stringify([one, one]), 'region-nord twice'],
    ['http in production', JSON.stringify([{ ...one, url: 'http://nord.example' }]), 'by https'],
  ])('with %s are refused by name, and nothing is quoted', (_why, text, named) => {
    expect(() => readConfig({ ...fit, LOMMA_SOURCES: text })).toThrow(named)
    expect(() => readConfig({ ...fit, LOMMA_SOURCES: text })).not.toThrow('s3cret')
  })
})
