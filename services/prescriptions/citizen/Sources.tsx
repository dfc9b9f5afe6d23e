import { SourceLine } from '@lomma/platform/ui'
import type { Medicine } from '../contract/index.ts'

/** Who knows this: each source once, with the newest date of what it told. */
export function Sources({ medicines }: { readonly medicines: readonly Pick<Medicine, 'source'>[] }) {
  const newest = new Map<string, string>()
  for (const { source } of medicines) {
    const known = newest.get(source.name)
    if (known === undefined || known < source.at) newest.set(source.name, source.at)
  }
  return [...newest].map(([name, at]) => <SourceLine key={name} source={name} at={at} />)
}
