import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readTexts } from '../../platform/i18n/build/index.ts'
import { type Screen, screensOf } from '../architecture/services.ts'
import { parse } from '../architecture/source.ts'

export interface FoundScreen extends Screen {
  readonly app: 'citizen' | 'clinician'
  /** Service, or `–` for the app's own. */
  readonly service: string
  /** The title in bokmål. */
  readonly name: string
}

/** Every screen with a URL: of the services, and the apps' own. */
export async function findScreens(root: string): Promise<FoundScreen[]> {
  const { nb } = await readTexts(root)
  const files = globSync('{services/*/{citizen,clinician}/index.ts,apps/{citizen,clinician}/*.{ts,tsx}}', { cwd: root })
  return files
    .flatMap((found) => {
      const file = found.replaceAll('\\', '/')
      const [area, unit = '', room] = file.split('/')
      const app = (area === 'apps' ? unit : room) === 'clinician' ? 'clinician' : 'citizen'
      const service = area === 'apps' ? '–' : unit
      const screens = screensOf(parse(file, readFileSync(path.join(root, file), 'utf8')))
      return screens.map((screen) => ({ ...screen, app, service, name: nb[screen.title] ?? screen.title }) as const)
    })
    .sort((a, b) => order(a).localeCompare(order(b)))
}

function order({ app, path: where }: FoundScreen): string {
  return `${app} ${where}`
}

/** The screen behind an address: the pattern with fewest parameters wins. */
export function screenAt(address: string, screens: readonly FoundScreen[]): FoundScreen | undefined {
  const pathname = new URL(address, 'http://localhost').pathname.replace(/(.)\/$/, '$1')
  return screens
    .filter((screen) => new RegExp(`^${screen.path.replace(/:[^/]+/g, '[^/]+')}$`).test(pathname))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length)[0]
}

/** docs/SCREENS.md. */
export function screensDocument(screens: readonly FoundScreen[]): string {
  const table = (app: FoundScreen['app']) => [
    '| URL | screen | service | file |',
    '|---|---|---|---|',
    ...screens
      .filter((screen) => screen.app === app)
      .map(
        ({ path: where, name, service, file }) =>
          `| \`${where}\` | ${name.replaceAll('|', '\\|')} | ${service} | [${path.basename(file)}](../${file}) |`,
      ),
  ]
  return [
    '# Screens',
    '',
    'Made by `npm run screens`. `npm run where <url>` prints the file of one screen.',
    '',
    '## Citizen app',
    '',
    ...table('citizen'),
    '',
    '## GP office',
    '',
    ...table('clinician'),
    '',
  ].join('\n')
}
