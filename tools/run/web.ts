import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { withLock } from '../postgres/index.ts'
import { bin, runNode } from './processes.ts'
import { inData, root } from './progress.ts'

const sources = [
  'apps/{citizen,clinician}/**/*',
  'platform/{ui,web,i18n,service,errors,clock}/**/*',
  'services/*/{citizen,clinician,contract,domain,texts}/**/*',
  'services/*/service.ts',
  'tools/screens/*.ts',
  'vite.config.ts',
  'package-lock.json',
]

/** Name, size and time of every file the browser's code is made of. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const facts = statSync(path.join(root, file))
    if (facts.isFile()) hash.update(`${file} ${facts.size} ${facts.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Whether the built web is missing or older than its sources. */
export function webIsStale(): boolean {
  const stamp = inData('web.stamp')
  if (!existsSync(path.join(root, 'dist/web')) || !existsSync(stamp)) return true
  return readFileSync(stamp, 'utf8') !== fingerprint()
}

/** Builds `dist/web`, one at a time. @throws Error with what the builder said. */
export async function buildWeb(): Promise<void> {
  await withLock(
    inData('web.lock'),
    async () => {
      if (!webIsStale()) return
      const made = fingerprint()
      const { code, output } = await runNode([bin('vite', 'bin/vite.js'), 'build'], { env: { NODE_ENV: 'production' } })
      if (code !== 0) throw new Error(`The web could not be built.\n${output}`)
      await mkdir(inData(), { recursive: true })
      await writeFile(inData('web.stamp'), made)
    },
    300_000,
  )
}
