import { readConfig, withSecretFiles } from '@lomma/platform/config'
import { connect } from '@lomma/platform/db'
import { createCardIssuer } from '@lomma/platform/identity'

/** `npm run add-card-key`: a new key signs certificates from now on; the older ones stay published for what they signed. */
async function main(): Promise<void> {
  const config = readConfig(withSecretFiles(process.env))
  const db = connect({ url: config.databaseUrl, max: 1, role: 'lomma_app', application: 'lomma-add-card-key' })
  try {
    process.stdout.write(`${await createCardIssuer({ db, ...config }).addKey()}\n`)
  } finally {
    await db.end()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
