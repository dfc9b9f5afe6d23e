import { randomUUID } from 'node:crypto'
import type { BundleEntry, CompositionSection } from '@medplum/fhirtypes'
import { decideRead } from '../../access/index.ts'
import { isRefusal, type Refusal } from '../../errors/index.ts'
import { type Language, preferredLanguage } from '../../i18n/index.ts'
import { type Answer, type Call, masked, refused } from '../door/parts.ts'
import { permits } from '../permits.ts'
import { toStored } from '../rows.ts'
import en from '../texts/en.json' with { type: 'json' }
import nb from '../texts/nb.json' with { type: 'json' }
import nn from '../texts/nn.json' with { type: 'json' }
import se from '../texts/se.json' with { type: 'json' }
import type { Resource, ResourceOf, Stored } from '../types.ts'
import type { Asked, Operation } from './operation.ts'
import { rowsOfRecord } from './record-rows.ts'
import { referredTo } from './referred.ts'
import { lineOf, ofSection, type Section, sections } from './summary-sections.ts'

const texts = { nb, nn, se, en } as const
const profile = (name: string) => ({ profile: [`http://hl7.org/fhir/uv/ips/StructureDefinition/${name}-uv-ips`] })

/** Patient/$summary: an International Patient Summary, with its narrative in the language asked for. */
export const summary: Operation = {
  name: 'summary',
  definition: 'http://hl7.org/fhir/uv/ips/OperationDefinition/summary',
  levels: ['instance'],
  types: ['Patient'],
  methods: ['GET', 'POST'],
  run: (call, asked) => run(call, asked),
}

async function run(call: Call, asked: Asked): Promise<Answer> {
  const { id: citizen = '' } = asked
  const patient = await call.reader.read('Patient', citizen)
  if (isRefusal(patient)) return refused(masked(call, patient))
  const shown = await allowedSections(call, citizen)
  if (isRefusal(shown)) return refused(masked(call, shown))
  const types = shown.flatMap((section) => section.types)
  const [rows] = await Promise.all([
    rowsOfRecord(call.parts.db, citizen, {
      types,
      since: undefined,
      before: call.parts.clock.now(),
      after: undefined,
      limit: undefined,
    }),
    call.parts.log.append(call.context, call.parts.clock.now(), [{ citizen, action: 'read', types }]),
  ])
  const record = rows.map(toStored).filter((resource) => permits(call.context, resource, 's'))
  const language = preferredLanguage((asked.language ?? '').split(',').map((tag) => tag.split(';')[0]?.trim() ?? ''))
  return { status: 200, resource: await documentOf(call, patient, shown, record, language) }
}

/** Without a right to what a summary must have there is no summary; what it may have is left out. */
async function allowedSections(call: Call, citizen: string): Promise<Section[] | Refusal> {
  const shown: Section[] = []
  for (const section of sections) {
    let no: Refusal | undefined
    for (const type of section.types) no ??= await decideRead(call.context, citizen, type, call.parts.facts, true)
    if (no && section.none) return no
    if (!no) shown.push(section)
  }
  return shown
}

async function documentOf(
  call: Call,
  patient: Stored,
  shown: readonly Section[],
  record: readonly Stored[],
  language: Language,
): Promise<Resource> {
  const now = call.parts.clock.now().toISOString()
  const address = `${call.parts.base}/Patient/${patient.id}`
  const entries: BundleEntry[] = []
  const section = shown.flatMap((one) => {
    const made = sectionOf(call, one, ofSection(one, record), address, language)
    entries.push(...(made?.entries ?? []))
    return made ? [made.section] : []
  })
  const [author, composition] = [`urn:uuid:${randomUUID()}`, `urn:uuid:${randomUUID()}`]
  const head: ResourceOf<'Composition'> = {
    resourceType: 'Composition',
    meta: profile('Composition'),
    language,
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '60591-5', display: 'Patient summary Document' }] },
    subject: { reference: address },
    date: now,
    author: [{ reference: author }],
    title: texts[language].title,
    section,
  }
  const stored = entries.flatMap(({ resource }) =>
    resource?.id && resource.meta?.versionId ? [resource as Stored] : [],
  )
  const referred = await referredTo(call, [patient, ...stored], undefined)
  return {
    resourceType: 'Bundle',
    meta: profile('Bundle'),
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${randomUUID()}` },
    type: 'document',
    timestamp: now,
    entry: [
      { fullUrl: composition, resource: head },
      { fullUrl: address, resource: patient },
      { fullUrl: author, resource: { resourceType: 'Device', deviceName: [{ name: 'Lomma', type: 'model-name' }] } },
      ...entries,
      ...referred.map((resource) => entryOf(call, resource)),
    ],
  }
}

function sectionOf(
  call: Call,
  section: Section,
  found: readonly Stored[],
  patient: string,
  language: Language,
): { section: CompositionSection; entries: BundleEntry[] } | undefined {
  const words = texts[language]
  const { none } = section
  if (found.length === 0 && !none) return undefined
  const entries =
    found.length > 0 || !none
      ? found.map((resource) => entryOf(call, resource))
      : [{ fullUrl: `urn:uuid:${randomUUID()}`, resource: none.make(patient) }]
  const body = found.length > 0 || !none ? tableOf(words, found) : `<p>${escaped(words[none.text])}</p>`
  return {
    entries,
    section: {
      title: words[section.key],
      code: { coding: [{ system: 'http://loinc.org', code: section.loinc, display: section.display }] },
      text: {
        status: 'generated',
        div: `<div xmlns="http://www.w3.org/1999/xhtml" lang="${language}" xml:lang="${language}">${body}</div>`,
      },
      entry: entries.map(({ fullUrl }) => ({ reference: fullUrl ?? '' })),
    },
  }
}

function entryOf(call: Call, resource: Stored): { fullUrl: string; resource: Resource } {
  return { fullUrl: `${call.parts.base}/${resource.resourceType}/${resource.id}`, resource }
}

function tableOf(words: typeof nb, resources: readonly Stored[]): string {
  const row = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`
  const lines = resources.map((resource) => row(lineOf(resource), 'td')).join('')
  return `<table><thead>${row([words.what, words.how, words.when], 'th')}</thead><tbody>${lines}</tbody></table>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that others wrote, as xhtml; control characters, which XML does not have, become spaces. */
function escaped(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')
}
