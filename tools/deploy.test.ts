import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from './run/progress.ts'

/** The structure of deploy/: no container engine is needed for what can be seen from the files. */
const folder = path.join(root, 'deploy')
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8')

const condition = z.enum(['service_started', 'service_healthy', 'service_completed_successfully'])
const service = z.strictObject({
  image: z.string().optional(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  user: z.string().optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  secrets: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition })).optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string().regex(/^\d+s$/),
      timeout: z.string().regex(/^\d+s$/),
      retries: z.number().int().optional(),
    })
    .optional(),
  ports: z.array(z.string().regex(/^\d+:\d+$/)).optional(),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)).optional(),
  tmpfs: z.array(z.string()).optional(),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  shm_size: z.string().optional(),
  read_only: z.boolean().optional(),
  security_opt: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
})
const schema = z.strictObject({
  'x-node': z.unknown(),
  'x-postgres': z.unknown(),
  services: z.record(z.string(), service),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  volumes: z.record(z.string(), z.strictObject({})),
})
const compose = schema.parse(parse(read('compose.yaml'), { merge: true }))
const services = Object.entries(compose.services)

describe('compose.yaml', () => {
  it('has two nodes, a primary, a replica and a balancer, each with its health', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['balancer', 'node-a', 'node-b', 'primary', 'replica'])
    for (const [name, one] of services)
      expect(one.healthcheck !== undefined || one.build !== undefined, `${name}: the image has its own`).toBe(true)
  })

  it('names only what is there: services, secrets, volumes, files', () => {
    for (const [name, one] of services) {
      for (const other of Object.keys(one.depends_on ?? {}))
        expect(Object.keys(compose.services), name).toContain(other)
      for (const secret of one.secrets ?? []) expect(Object.keys(compose.secrets), name).toContain(secret)
      for (const volume of one.volumes ?? []) {
        const [from = ''] = volume.split(':')
        if (from.startsWith('./')) expect(statSync(path.join(folder, from)).isFile(), from).toBe(true)
        else expect(Object.keys(compose.volumes), name).toContain(from)
      }
    }
  })

  it('hands secrets over as files alone, and makes each of them', () => {
    for (const [name, one] of services)
      for (const [variable, value] of Object.entries(one.environment ?? {})) {
        if (/PASSWORD|SECRET|TOKEN/.test(variable)) expect(variable, name).toMatch(/_FILE$/)
        if (variable.endsWith('_FILE')) expect(one.secrets, name).toContain(value.replace('/run/secrets/', ''))
        expect(value).not.toMatch(/:\/\/[^/]*:[^/]*@/)
      }
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(file).toBe(`./secrets/${name}`)
      expect(read('make-secrets.sh')).toContain(name)
    }
    expect(readFileSync(path.join(root, '.gitignore'), 'utf8')).toContain('deploy/secrets')
    expect(readFileSync(path.join(root, '.dockerignore'), 'utf8')).toContain('deploy/secrets')
  })

  it('gives a node longer to end than it takes to leave', () => {
    for (const name of ['node-a', 'node-b']) {
      const node = compose.services[name]
      const drain = Number(node?.environment?.LOMMA_DRAIN_SECONDS)
      expect(Number.parseInt(node?.stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(drain + 15)
      expect([node?.read_only, node?.cap_drop]).toEqual([true, ['ALL']])
    }
  })
})

it('nginx.conf balances over the nodes of compose.yaml, and its blocks are closed', () => {
  const text = read('nginx.conf').replaceAll(/#.*$/gm, '')
  const upstreams = [...text.matchAll(/server ([\w-]+):8080/g)].map(([, name]) => name)
  expect(upstreams).toEqual(['node-a', 'node-b'])
  expect(text.split('{').length).toBe(text.split('}').length)
  for (const line of text.split('\n').map((one) => one.trim())) expect(line).toMatch(/^$|[;{}]$/)
  // Only commands with a key may be sent twice.
  expect(text.match(/non_idempotent/g)).toHaveLength(1)
  expect(text).toMatch(/location \/api\/ \{[^}]*non_idempotent/)
})

it('the image runs as nobody special, what is in the repository', () => {
  const text = read('Containerfile')
  const [, last = ''] = text.split(/^FROM .*\n(?![\s\S]*^FROM)/m)
  expect(last).toMatch(/^USER node$/m)
  expect(last).toMatch(/HEALTHCHECK/)
  expect(last).toMatch(/LOMMA_MODE=production/)
  for (const [, from] of text.matchAll(/^COPY --from=build \/lomma\/(\S+)/gm))
    if (from !== 'node_modules' && from !== 'dist') expect(() => statSync(path.join(root, from ?? ''))).not.toThrow()
})
