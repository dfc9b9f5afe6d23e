import type { Binary } from '@medplum/fhirtypes'
import type { Context } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Deps } from '../service/index.ts'
import { keptFile } from './document.ts'
import { type FileRow, fileBytes, fileRow } from './queries.ts'

export interface KeptFile extends FileRow {
  readonly bytes: Uint8Array
}

/** A file that follows a message, to those who may read its document. The look is logged as one at the document. */
export async function readFile(
  context: Context,
  id: string,
  deps: Pick<Deps, 'store' | 'db'>,
): Promise<KeptFile | Refusal> {
  const document = await deps.store.as(context).read('DocumentReference', id)
  const citizen = /^Patient\/(.+)$/.exec(document?.subject?.reference ?? '')?.[1]
  if (!citizen || keptFile(document) !== id) return refuse('not-found', 404)
  const [row, bytes] = await Promise.all([fileRow(deps.db, citizen, id), fileBytes(deps.db, citizen, id)])
  return row && bytes ? { ...row, bytes } : refuse('not-found', 404)
}

/** The same at the FHIR door. */
export function binaryOf(file: KeptFile): Binary & { id: string } {
  return {
    resourceType: 'Binary',
    id: file.id,
    contentType: file.contentType,
    securityContext: { reference: `DocumentReference/${file.id}` },
    data: Buffer.from(file.bytes).toString('base64'),
  }
}
