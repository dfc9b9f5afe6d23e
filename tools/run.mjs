#!/usr/bin/env node
/**
 * The door to every command: `node tools/run.mjs <command> …`. Plain JavaScript for Node ≥ 20, with nothing installed yet.
 * It brings Node 24 and the dependencies, then hands over to the TypeScript that does the work.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Command → file run with Node 24. Those under apps/server get a database (tools/run/with-database.ts). */
const commands = {
  start: 'tools/run/start.ts',
  test: 'tools/run/test.ts',
  build: 'tools/run/build.ts',
  import: 'apps/server/import.ts',
  token: 'apps/server/token.ts',
  conformance: 'apps/server/conformance.ts',
  clock: 'apps/server/clock.ts',
  'add-card-key': 'apps/server/add-card-key.ts',
  'verify-log': 'apps/server/verify-log.ts',
  'new-service': 'tools/new-service/index.ts',
  where: 'tools/where.ts',
  screens: 'tools/screens.ts',
  steps: 'tools/steps.ts',
  capabilities: 'tools/capabilities.ts',
  'same-texts': 'tools/same-texts.ts',
  licences: 'tools/licences.ts',
  budget: 'tools/budget.ts',
  lighthouse: 'tools/lighthouse/index.ts',
  screenshots: 'tools/screenshots.ts',
  bench: 'bench/run.ts',
  faults: 'bench/faults/run.ts',
}

/** Progress goes to stderr where stdout is the answer (`npm run -s token`). */
const out = process.argv[2] === 'start' || process.argv[2] === 'test' ? process.stdout : process.stderr

function fail(message) {
  process.stderr.write(`✗ ${message}\n`)
  process.exit(1)
}

function timed(title, work) {
  const begun = Date.now()
  out.write(`… ${title}\n`)
  work()
  out.write(`✓ ${title} (${((Date.now() - begun) / 1000).toFixed(1)} s)\n`)
}

function npm(args) {
  const cli = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined
  const [program, ...first] = cli ? [process.execPath, cli] : ['npm']
  const shell = !cli && process.platform === 'win32'
  const done = spawnSync(program, [...first, ...args], {
    cwd: root,
    encoding: 'utf8',
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (done.status === 0) return
  const lines = `${done.stdout ?? ''}${done.stderr ?? ''}`.split('\n').filter((line) => !line.startsWith('npm warn'))
  const said = lines.slice(0, 15).join('\n').trim()
  fail(
    `npm ${args[0]} did not work. Is this machine on a network that reaches the package registry?\n${said || done.error}`,
  )
}

/** This Node when it is new enough, otherwise Node 24 from npm, kept in `.data/node`. */
function node24() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const prefix = path.join(root, '.data', 'node')
  const program = path.join(prefix, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const works = () => existsSync(program) && spawnSync(program, ['--version']).status === 0
  if (!works()) {
    timed(`Node 24 beside this machine's Node ${process.versions.node}`, () => {
      mkdirSync(prefix, { recursive: true })
      npm(['install', '--no-save', '--no-package-lock', '--prefix', prefix, `${name}@24`])
    })
    if (!works())
      fail(`Node 24 for ${process.platform} ${process.arch} does not run here: install Node 24 from nodejs.org`)
  }
  return program
}

/** Whether node_modules holds what package-lock.json asks for: npm writes down what it installed. */
function dependenciesFit() {
  const installed = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages
  const want = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(want).every(([where, { version, optional, link }]) => {
    if (!where.startsWith('node_modules/') || link) return true
    return have[where] ? have[where].version === version : optional === true
  })
}

/** Passes signals on, so that `kill` ends the work and not only this process; Ctrl-C reaches the child by itself. */
function handOver(node, args, env) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env })
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(error.message))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

const [command, ...args] = process.argv.slice(2)
const file = commands[command]
if (!file) fail(`Unknown command "${command ?? ''}". There are: ${Object.keys(commands).join(', ')}`)

const node = node24()
if (!dependenciesFit()) timed('Dependencies', () => npm(['ci']))
if (!existsSync(path.join(root, file)) || !statSync(path.join(root, file)).isFile()) fail(`${file} is missing`)
// A token is asked of the running server, which has its own database.
const target = file.startsWith('apps/server/') && command !== 'token' ? ['tools/run/with-database.ts', file] : [file]
handOver(node, [...target, ...args], {
  ...process.env,
  PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
})
