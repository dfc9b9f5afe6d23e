import type { Resource } from '@medplum/fhirtypes'

/** What a service is, as data: readable anywhere, imported by nobody but the composition and the tools. */
export interface ServiceManifest {
  /** Folder = id = database schema = text namespace = event prefix = commit scope. */
  readonly id: string
  /** Ids of docs/CAPABILITIES.md. */
  readonly capabilities: readonly string[]
  /** Every URL a person can open, by app. */
  readonly paths: { readonly citizen?: readonly string[]; readonly clinician?: readonly string[] }
  readonly owns: readonly Resource['resourceType'][]
  /** Services whose `contract/` this one imports. */
  readonly uses: readonly string[]
  readonly publishes: readonly string[]
  readonly listens: readonly string[]
  /** Who may use it for another (G1, G2); `never` until representation is built. */
  readonly actingFor: 'never' | 'parent' | 'parent-and-mandate'
  readonly offline: boolean
}

/** Checks the shape and hands the manifest on. */
export function defineService(manifest: ServiceManifest): ServiceManifest {
  return manifest
}
