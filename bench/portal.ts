import { createHash, randomBytes } from 'node:crypto'
import type { Phase } from './results.ts'
import type { BenchWorld } from './world.ts'
import { load } from './wrk.ts'

/** The front page of the portal's own door, as citizens who are signed in ask for it. */
export async function measurePortal(world: BenchWorld, citizens: readonly string[], seconds: number): Promise<Phase> {
  const lines = await Promise.all(
    citizens.slice(0, 1000).map(async (citizen) => ({ path: '/api/home/front', cookie: await signIn(world, citizen) })),
  )
  return load(world.origin, lines, seconds, await world.pids())
}

/** A session as signing in leaves it. The bench owns the database, so it writes the row itself. */
async function signIn({ sql }: BenchWorld, citizen: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest()
  const actor = JSON.stringify({ kind: 'citizen', citizen, name: 'Bench Citizen' })
  await sql`
    insert into identity.session (token_hash, audience, actor, issuer, acr, id_token, created_at, last_seen_at, ends_at)
    values (${hash}, 'citizen', ${actor}::text::jsonb, 'bench', 'bench', ${Buffer.alloc(0)}, now(), now(),
            now() + interval '2 hours')`
  return `__Host-lomma=${token}`
}
