import type { DocumentReference } from '@medplum/fhirtypes'
import { actorId } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Change, Guard, StoreTransaction } from '../fhir/types.ts'
import { largestTogether } from './inspect.ts'
import { type FileRow, fileRow, lockFile, markAttached } from './queries.ts'

const sensitivity = 'http://lomma.example/fhir/CodeSystem/sensitivity'
export type FileSensitivity = 'clinical' | 'administrative'

/** The record's word of a kept file: the document has its id, the bytes are `Binary/<id>`. */
export function documentOf(
  file: Omit<FileRow, 'uploader' | 'attached'>,
  of: FileSensitivity,
): DocumentReference & { id: string } {
  return {
    resourceType: 'DocumentReference',
    id: file.id,
    status: 'current',
    category: [{ coding: [{ system: sensitivity, code: of }] }],
    subject: { reference: `Patient/${file.citizen}` },
    date: file.uploaded.toISOString(),
    content: [
      {
        attachment: {
          contentType: file.contentType,
          url: `Binary/${file.id}`,
          size: file.size,
          hash: file.sha256,
          title: file.name,
        },
      },
    ],
  }
}

/** Id of the kept bytes, when the document is one of ours. */
export function keptFile(document: DocumentReference | undefined): string | null {
  const id = /^Binary\/([A-Za-z0-9\-.]{1,64})$/.exec(document?.content?.[0]?.attachment?.url ?? '')?.[1]
  return id !== undefined && id === document?.id ? id : null
}

/** Lets files follow a message: each is kept for this citizen, brought by this writer, and follows no other. */
export async function attachFiles(
  tx: StoreTransaction,
  citizen: string,
  ids: readonly string[],
  of: FileSensitivity,
): Promise<readonly { readonly id: string; readonly name: string }[] | Refusal> {
  const files: FileRow[] = []
  for (const id of new Set(ids)) {
    const file = await lockFile(tx.sql, citizen, id)
    if (!file || file.attached || file.uploader !== actorId(tx.context.actor)) return refuse('attachment-unknown')
    files.push(file)
  }
  if (files.reduce((sum, { size }) => sum + size, 0) > largestTogether) return refuse('attachments-too-large', 413)
  for (const file of files) {
    await tx.create(documentOf(file, of))
    await markAttached(tx.sql, citizen, file.id)
  }
  return files.map(({ id, name }) => ({ id, name }))
}

/**
 * Documents about kept files, for either door: made from the file as it is kept, by who brought it; never changed. Documents of
 * other systems are theirs.
 */
export const fileGuard: Guard = {
  types: ['DocumentReference'],
  concerns: (change) => [change.before, change.after].some(isOurs),
  async check(change, tx) {
    const { actor } = tx.context
    if (actor.kind === 'service') return undefined
    const { after, before } = change
    if (before !== undefined || after?.resourceType !== 'DocumentReference') return refuse('not-for-role', 403)
    const id = keptFile(after)
    const file = id === null ? undefined : await fileRow(tx.sql, change.citizen ?? '', id)
    if (!file || file.attached || file.uploader !== actorId(actor)) return refuse('attachment-unknown')
    const told = after.content[0]?.attachment
    const same =
      told?.contentType === file.contentType &&
      told.size === file.size &&
      told.hash === file.sha256 &&
      told.title === file.name &&
      after.content.length === 1
    return same ? undefined : refuse('attachment-unknown')
  },
}

function isOurs(resource: Change['after']): boolean {
  if (resource?.resourceType !== 'DocumentReference') return false
  const coded = (resource.category ?? []).some(({ coding }) => coding?.some(({ system }) => system === sensitivity))
  return coded || keptFile(resource) !== null
}
