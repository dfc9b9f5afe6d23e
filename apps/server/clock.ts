import { readConfig } from '@lomma/platform/config'
import { connect } from '@lomma/platform/db'
import { openStoryClock } from '@lomma/platform/demo'

/** `npm run clock -- <days>`: moves the demo world's clock forward, for seeing deadlines pass. Without days: tells it. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (config.mode === 'production') throw new Error('There is no story clock in production')
  const days = Number(process.argv[2] ?? '0')
  if (!Number.isInteger(days) || days < 0) throw new Error('Say how many whole days: npm run clock -- 3')
  const db = connect({ url: config.databaseUrl, max: 1, role: 'lomma_app', application: 'lomma-clock' })
  const clock = await openStoryClock(db)
  if (days > 0) await clock.advance(days)
  process.stdout.write(`In the story it is ${clock.now().toISOString()}\n`)
  await clock.stop()
  await db.end()
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
