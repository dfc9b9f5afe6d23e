import path from 'node:path'
import { readConfig } from '@lomma/platform/config'
import { connect, grantToApp, migrate, readMigrations } from '@lomma/platform/db'
import { alreadyHere, doorForFiles, filesOf, take } from './intake.ts'

/**
 * `npm run import -- <file or folder>`: FHIR R4 that others wrote, through the same checks and rules as the FHIR door.
 * Each file is taken whole or refused whole.
 */
async function main(): Promise<void> {
  const place = process.argv[2]
  if (!place) throw new Error('Say what to import: npm run import -- <file or folder>')
  const config = readConfig(process.env)
  const owner = connect({ url: config.databaseUrl, max: 2 })
  await migrate(owner, await readMigrations(path.join(import.meta.dirname, '../..')))
  await grantToApp(owner)
  await owner.end()

  const db = connect({
    url: config.databaseUrl,
    role: 'lomma_app',
    application: 'lomma-import',
    distributed: config.distributed !== undefined,
  })
  const door = await doorForFiles(config, db)
  let refused = 0
  for (const file of await filesOf(path.resolve(place))) {
    const name = path.basename(file)
    if (await alreadyHere(door, file)) {
      say(`– ${name} – here already, nothing done`)
      continue
    }
    const result = await take(door, file)
    if (result.refused) {
      refused++
      say(`✗ ${name} – refused: ${result.refused}`)
      continue
    }
    say(`✓ ${name} – ${result.taken} resources`)
    for (const patient of result.written.filter((reference) => reference.startsWith('Patient/'))) {
      const [person] = await db<{ given: string; family: string; own: boolean }[]>`
        select person.given, person.family, exists (
          select 1 from fhir.resource where citizen = person.citizen and type = 'Patient' and id = person.citizen
            and body @? '$.identifier[*] ? (@.system like_regex "^urn:oid:2\\.16\\.578\\.1\\.12\\.4\\.1\\.4\\.[12]$")'
        ) as own
        from registers.person where citizen = ${patient.slice('Patient/'.length)}`
      if (!person) continue
      if (!person.own) say(`  ${person.given} ${person.family} had no identity number and was given a synthetic one.`)
      say(`  Sign in as ${person.given} ${person.family}: search for the name on the demo sign-in page.`)
    }
  }
  await db.end()
  if (refused > 0) process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
