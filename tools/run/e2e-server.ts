import { inData, messageOf } from './progress.ts'
import { startWorld } from './world.ts'

/** The server of the browser tests (playwright.config.ts): own port, own database, the demo world, gone afterwards. */
async function main(): Promise<void> {
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
  const world = await startWorld({ port: Number(process.env.LOMMA_E2E_PORT) })
  const died = await Promise.race([world.ended.then(() => true), stopping.then(() => false)])
  if (died) console.error(`The server ended during the browser tests: see ${inData('e2e-server.log')}`)
  await world.stop()
  process.exitCode = died ? 1 : 0
}

main().catch((error: unknown) => {
  console.error(messageOf(error))
  process.exitCode = 1
})
