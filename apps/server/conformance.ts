import path from 'node:path'
import { demoSecret } from '@lomma/platform/config'
import { testDatabase } from '@lomma/platform/testing'
import { doorForFiles, filesOf, type Taken, take } from './intake.ts'

/**
 * `npm run conformance -- <folder>`: sends every file of a folder of FHIR data through the FHIR door on a fresh database
 * and reports what was taken and what refused and why. Fails only when the server broke on a file.
 */
async function main(): Promise<void> {
  const place = process.argv[2]
  if (!place) throw new Error('Say which folder: npm run conformance -- <folder>')
  process.env.LOMMA_TEST_DATABASE_URL ??= process.env.DATABASE_URL
  const database = await testDatabase()
  const folder = path.resolve(place)
  const results: Taken[] = []
  try {
    const login = { issuer: 'embedded', clientId: 'none', acr: [] }
    const door = await doorForFiles(
      {
        mode: 'test',
        port: 0,
        origin: 'http://localhost',
        databaseUrl: database.url,
        citizenLogin: login,
        personnelLogin: login,
        secret: demoSecret,
        demoClients: false,
        demoSignIn: false,
        demoSeed: false,
        logLevel: 'silent',
      },
      database.db,
    )
    for (const file of await filesOf(folder)) {
      const result = await take(door, file)
      results.push(result)
      const name = path.relative(folder, file)
      say(result.refused ? `✗ ${name} – ${result.refused}` : `✓ ${name} – ${result.taken}`)
    }
  } finally {
    await database.drop()
  }
  summarise(folder, results)
}

function summarise(folder: string, results: readonly Taken[]): void {
  const groups = Map.groupBy(results, ({ file }) => path.dirname(path.relative(folder, file)))
  say('')
  for (const [group, files] of groups) {
    const refused = files.filter((file) => file.refused).length
    const resources = files.reduce((sum, file) => sum + file.taken, 0)
    say(
      `${group}: ${files.length - refused} of ${files.length} files taken (${resources} resources), ${refused} refused`,
    )
  }
  const broke = results.filter((result) => result.broke)
  say(`Conformance: ${results.length} files, ${broke.length} broke the server`)
  if (broke.length > 0 || results.length === 0) process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
