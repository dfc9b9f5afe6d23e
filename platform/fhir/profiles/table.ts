/** Reads the generated table. A parser: the only place that trusts its shape. */
import { readFileSync } from 'node:fs'
import { nationalValueSets } from './national-codes.ts'
import type { Profile, ProfileValueSet } from './rule.ts'

interface Table {
  readonly profiles: readonly Profile[]
  readonly valueSets: Readonly<Record<string, ProfileValueSet>>
}

const table: Table = JSON.parse(readFileSync(new URL('no-basis.generated.json', import.meta.url), 'utf8'))

const root = 'http://hl7.no/fhir/StructureDefinition/'
const earlierRoot = 'http://hl7.no/fhir/ig/StructureDefinition/'

/** HL7 Norway has published the same definitions under both roots; data carry either. */
const bothRoots = (url: string): string[] =>
  url.startsWith(root)
    ? [url, earlierRoot + url.slice(root.length)]
    : url.startsWith(earlierRoot)
      ? [url, root + url.slice(earlierRoot.length)]
      : [url]

const byUrl: ReadonlyMap<string, Profile> = new Map(
  table.profiles.flatMap((profile) => bothRoots(profile.url).map((url): [string, Profile] => [url, profile])),
)

const valueSets: ReadonlyMap<string, ProfileValueSet> = new Map([
  ...Object.entries(table.valueSets),
  ...nationalValueSets,
])

/** The canonical URLs of all profiles and extensions that can be checked. */
export const knownProfiles: readonly string[] = table.profiles.map((profile) => profile.url)

/** By canonical URL; a version after `|` is not told apart, as one version is kept. */
export const profileOf = (url: string): Profile | undefined => byUrl.get(url.split('|', 1)[0] ?? '')

export function extensionOf(url: unknown): Profile | undefined {
  const profile = typeof url === 'string' ? byUrl.get(url) : undefined
  return profile?.type === 'Extension' ? profile : undefined
}

export const valueSetOf = (url: string): ProfileValueSet | undefined => valueSets.get(url.split('|', 1)[0] ?? '')

/** All URLs under which a profile or extension is known. */
export const urlsOf = (profile: Profile): readonly string[] => bothRoots(profile.url)

/** `no-basis-Patient`: for messages. */
export const shortName = (profile: Profile): string => profile.url.slice(profile.url.lastIndexOf('/') + 1)
