import { type ChainFault, verifyLog } from '@lomma/platform/access'
import { readConfig, withSecretFiles } from '@lomma/platform/config'
import { connect } from '@lomma/platform/db'

const words: Readonly<Record<ChainFault['what'], string>> = {
  lines: 'a line under it was changed, taken out or put in',
  order: 'the seal before it is missing, or it does not follow on it',
  other: 'it is not the seal that was kept',
}

/** `12:9f86d0…` → a seal kept elsewhere. @throws Error when it is not one */
function keptSeal(argument: string | undefined): { nr: number; hash: string } | undefined {
  if (argument === undefined) return undefined
  const [, nr = '', hash = ''] = /^(\d+):([0-9a-f]{64})$/.exec(argument) ?? []
  if (!hash) throw new Error('Say the seal as the server has logged it: npm run verify-log -- <number>:<hash>')
  return { nr: Number(nr), hash }
}

/** `npm run verify-log [-- <number>:<hash>]`: reckons the chain of the log of access anew. Ends with 1 when it does not hold. */
async function main(): Promise<void> {
  const kept = keptSeal(process.argv[2])
  const config = readConfig(withSecretFiles(process.env))
  const db = connect({ url: config.databaseUrl, max: 1, role: 'lomma_app', application: 'lomma-verify-log' })
  try {
    const { seals, lines, unsealed, last, faults } = await verifyLog(db, kept)
    for (const { nr, what } of faults) process.stdout.write(`✗ Seal ${nr}: ${words[what]}\n`)
    process.stdout.write(
      `${seals} seals over ${lines} lines, ${faults.length} faults; ${unsealed} lines wait for the next\n`,
    )
    if (last) process.stdout.write(`The last is ${last.nr}:${last.hash}\n`)
    if (faults.length > 0) process.exitCode = 1
  } finally {
    await db.end()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
