import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from './progress.ts'

export interface Outcome {
  readonly code: number
  /** stdout and stderr as they came. */
  readonly output: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a program of node_modules, or a file of ours, with this Node, and waits for its end. */
export function runNode(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8')
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** The file behind a package's command: `bin('typescript', 'bin/tsc')`. */
export function bin(name: string, file: string): string {
  return path.join(root, 'node_modules', name, file)
}

/** Asks a process to end, and makes it after a while. */
export async function end(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await ended
  clearTimeout(timer)
}

/** Waits until an address answers 200; gives up when `gone` says that nothing will come. */
export async function waitUntilReady(address: string, patienceMs: number, gone: () => boolean): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline && !gone()) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    if (answer?.ok) return true
    await pause(50)
  }
  return false
}
