import type { Attachment, CodeableConcept, Communication, DocumentReference, Reference } from '@medplum/fhirtypes'

/** A letter is one-way: an office, a hospital or a municipality tells the citizen something and awaits no answer here. */
export const letterCategory = {
  system: 'http://lomma.example/fhir/CodeSystem/communication-category',
  code: 'letter',
} as const

export type LetterResource = Communication | DocumentReference

export interface Letter {
  readonly id: string
  readonly title: string
  readonly from: string
  readonly at: string
  /** When the citizen opened it; null also where the form of the letter cannot say so. */
  readonly readAt: string | null
  readonly text: string
  readonly files: readonly LetterFile[]
}

/** What came with it. `data` (base64) when the letter holds it, `file` when it is kept as a file of its own. */
export interface LetterFile {
  readonly name: string
  readonly data: string | null
  readonly file: string | null
}

export function isLetter(resource: { readonly resourceType: string; readonly category?: CodeableConcept[] }): boolean {
  const codings = (resource.category ?? []).flatMap(({ coding }) => coding ?? [])
  return codings.some(({ system, code }) => system === letterCategory.system && code === letterCategory.code)
}

/** Reads a letter. Tolerant: what the sender left out is empty, and the guard decides what must be there. */
export function readLetter(resource: LetterResource): Letter {
  return resource.resourceType === 'Communication' ? fromCommunication(resource) : fromDocument(resource)
}

function fromCommunication(one: Communication): Letter {
  const payload = one.payload ?? []
  return {
    id: one.id ?? '',
    title: one.topic?.text ?? '',
    from: one.sender?.display ?? '',
    at: one.sent ?? one.meta?.lastUpdated ?? '',
    readAt: one.received ?? null,
    text: payload.flatMap(({ contentString }) => contentString ?? []).join('\n\n'),
    files: payload.flatMap(({ contentAttachment, contentReference }) => [
      ...(contentAttachment ? [fileOf(contentAttachment)] : []),
      ...keptFile(contentReference),
    ]),
  }
}

function fromDocument(one: DocumentReference): Letter {
  const attachments = one.content.map(({ attachment }) => attachment)
  const written = attachments.filter(isText)
  return {
    id: one.id ?? '',
    title: one.description ?? attachments[0]?.title ?? '',
    from: one.author?.[0]?.display ?? one.custodian?.display ?? '',
    at: one.date ?? one.meta?.lastUpdated ?? '',
    readAt: null,
    text: written.map(({ data = '' }) => decoded(data)).join('\n\n'),
    files: attachments.filter((attachment) => !isText(attachment)).map(fileOf),
  }
}

const isText = ({ contentType = '', data }: Attachment): boolean =>
  data !== undefined && contentType.startsWith('text/plain')

const decoded = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)))

function fileOf({ title = '', data, url = '' }: Attachment): LetterFile {
  return { name: title, data: data ?? null, file: /^Binary\/([A-Za-z0-9.-]{1,64})$/.exec(url)?.[1] ?? null }
}

function keptFile(reference: Reference | undefined): LetterFile[] {
  const file = /^DocumentReference\/([A-Za-z0-9.-]{1,64})$/.exec(reference?.reference ?? '')?.[1]
  return file ? [{ name: reference?.display ?? '', data: null, file }] : []
}

export interface NewLetter {
  readonly id: string
  readonly citizen: string
  readonly from: { readonly organization: string; readonly name: string }
  readonly title: string
  readonly text: string
  readonly sent: string
  readonly readAt?: string | undefined
}

/** The Communication of a letter. */
export function newLetter(letter: NewLetter): Communication & { id: string } {
  const to = { reference: `Patient/${letter.citizen}` }
  return {
    resourceType: 'Communication',
    id: letter.id,
    status: 'completed',
    category: [{ coding: [{ ...letterCategory }] }],
    topic: { text: letter.title },
    subject: to,
    sent: letter.sent,
    ...(letter.readAt ? { received: letter.readAt } : {}),
    recipient: [to],
    sender: { reference: `Organization/${letter.from.organization}`, display: letter.from.name },
    payload: [{ contentString: letter.text }],
  }
}
