import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from '../tools/run/progress.ts'
import { type Machine, msPerOperation, newest, type Outages, type Results, type Scale } from './results.ts'
import { coldStartTargetMs, growthTarget, markdown, memoryTargetMB, operations, table } from './targets.ts'

/** Writes docs/PERFORMANCE.md from the newest results of each kind. */
export async function writeReport(): Promise<void> {
  const bench = await newest<Results>('bench')
  const scale = await newest<Scale>('scale')
  const sources = await newest<Outages>('sources')
  const parts = [
    intro,
    ...(bench ? [figures(bench), limits(bench), profiles(bench)] : []),
    how,
    ...(scale ? [growth(scale)] : []),
    ...(sources ? [silence(sources)] : []),
  ]
  await writeFile(path.join(root, 'docs', 'PERFORMANCE.md'), `${parts.filter(Boolean).join('\n\n')}\n`)
}

const intro = `# Performance

Made by \`npm run bench\`; do not edit. What counts is **CPU time an operation** – server and database together, in ms – because it
says how many citizens a machine serves, and stays about the same when the machine does other things too. Validation, guards,
history, durable writes (fsync) and the durable log of access are all on: a read is answered when its line in the log is on disk.`

const whereMeasured = ({ cpu, cores, memoryGB, node, postgres, commit }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGB} GB; Node ${node}, PostgreSQL ${postgres}; commit ${commit}.`

function figures(results: Results): string {
  const { at, machine, citizens, resources, databaseMB, phases, coldStartMs = 0, checks = {} } = results
  const memory = Math.max(...Object.values(phases).map(({ serverMB }) => serverMB))
  const verified = Object.values(checks).map(({ checks: count, bad }) => `${count - bad} of ${count}`)
  return `## The table

${whereMeasured(machine)} Measured ${at.slice(0, 10)} with ${citizens} citizens, ${resources} resources, ${Math.round(databaseMB)} MB, 16 connections.

${table(phases)}

Cold start with these data: ${(coldStartMs / 1000).toFixed(1)} s (target ≤ ${coldStartTargetMs / 1000} s). Largest memory of the server:
${memory} MB (target ≤ ${memoryTargetMB} MB). The driver's checks of the answers: ${verified.join(', then ')} right.`
}

function limits({ limit, phases }: Results): string {
  const { read } = phases
  if (!limit || !read) return ''
  const [bare, ours] = [msPerOperation(limit), msPerOperation(read)]
  return `## How far from the limit

Node's own HTTP server with one prepared point query, and nothing else, needs ${bare.toFixed(2)} ms for GET Patient (server
${limit.serverMs.toFixed(2)}, database ${limit.databaseMs.toFixed(2)}). Ours needs ${ours.toFixed(2)} ms: ${(ours / bare).toFixed(1)} times as much. The difference is the token, the
decision of access, the line of the log with its share of an fsync, and the headers.`
}

function profiles({ profiles: all }: Results): string {
  if (!all) return ''
  const shown = Object.entries(all).map(([name, shares]) => {
    const largest = Object.entries(shares).filter(([, share]) => share >= 0.02)
    const list = largest.map(([part, share]) => `${part} ${Math.round(share * 100)} %`).join(', ')
    return `- **${operations.find(({ key }) => key === name)?.name ?? name}**: ${list}`
  })
  return `## Where the server's time goes

From V8's sampling profile (\`npm run bench -- --profile\`); system calls count where they are made.

${shown.join('\n')}`
}

const how = `## What makes it so

- **A resource is kept as the text it is answered with** (\`platform/fhir/text.ts\`): the version is put in by cutting, nothing is
  taken apart on its way into a searchset. \`json\` instead of \`jsonb\` columns: order and digits stay, printing costs nothing.
- **One statement where there were several**: where an id belongs and what it holds; and a POST or PUT as a whole – claim, resource, past
  version and line of the log (\`write-at-once.ts\`). What asks for more is run again in a transaction. A round trip costs about
  as much as a point query does.
- **Reads that go together are one statement and one line in the log** (\`gathered-rows.ts\`, \`seek/gathered.ts\`): the searches of a
  batch, and the front page, for which each service names what its lists are made from (\`HomeContribution.reads\`).
- **Look-ups of many requests are one statement** (\`platform/db/together.ts\`): sessions and registers. Nothing is remembered from one
  request to the next, so a session that has ended is gone at once.
- **A search about one citizen stays in the citizen's record**, also where a resource may be about several (\`fhir.mentioned\`).
- **Answers have their headers from the start** (\`platform/http/security.ts\`), and no request is made a web stream of.
- **The log of many requests shares one INSERT and one fsync** (\`platform/access/log.ts\`).
- **Statements that name one citizen are planned once** (\`platform/db/client.ts\`): the partition is found when they run. Planning
  anew cost five times the execution.`

function growth({ at, machine, steps }: Scale): string {
  const [small] = steps
  const rows = operations.flatMap(({ key, name }) => {
    const costs = steps.map(({ phases }) => phases[key]).map((phase) => phase && msPerOperation(phase))
    const [least, last] = [costs[0], costs.at(-1)]
    if (least === undefined || last === undefined) return []
    return [[name, ...costs.map((cost) => cost?.toFixed(2) ?? ''), `${(last / least).toFixed(2)}×`]]
  })
  if (!small) return ''
  const head = [
    'ms/op',
    ...steps.map(({ citizens, databaseMB }) => `${citizens} (${Math.round(databaseMB)} MB)`),
    'growth',
  ]
  return `## More citizens

${whereMeasured(machine)} Measured ${at.slice(0, 10)} (\`npm run bench -- --scale\`). Target: no more than ${growthTarget}× from the first to the last.

${markdown(head, rows)}`
}

function silence({ at, machine, outages }: Outages): string {
  const rows = outages.map(({ silent, p50, p95, failed, routes, lost }) => [
    silent ? silent.replaceAll(' ', ', ') : 'none',
    p50.toFixed(1),
    p95.toFixed(1),
    String(failed),
    `${lost.length} of ${routes}`,
  ])
  const head = ['silent', 'p50 ms', 'p95 ms', 'failed', 'answers lost']
  return `## When hospital regions are silent

The front page of the twelve persons of the demo world, 16 connections, with each region silent in turn (\`npm run bench -- --sources\`).
"Answers" are the portal's routes without an id that a citizen is answered when all regions answer. ${whereMeasured(machine)} Measured ${at.slice(0, 10)}.

${markdown(head, rows)}`
}
