import { z } from '@hono/zod-openapi'
import { longestMessage, threadStates } from './state.ts'

/** A calendar date in Oslo. */
const dateSchema = z.iso.date()
/** An instant, UTC. */
const instantSchema = z.iso.datetime()
/** A FHIR id. */
export const threadIdSchema = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/)

export const threadStateSchema = z.enum(threadStates)
export const turnSchema = z.enum(['office', 'citizen', 'nobody'])
const sideSchema = z.enum(['citizen', 'office'])
export type Side = z.infer<typeof sideSchema>

/** A file that follows a message. Its content is fetched by `href`, under the same authorisation as the message. */
export const attachmentSchema = z.object({
  id: threadIdSchema,
  name: z.string(),
  contentType: z.string(),
  size: z.number().int(),
})
export type Attachment = z.infer<typeof attachmentSchema>

export const messageSchema = z.object({
  id: threadIdSchema,
  side: sideSchema,
  /** Who wrote it, as the reader knows them. */
  from: z.string(),
  text: z.string(),
  attachments: z.array(attachmentSchema),
  sent: instantSchema,
  /** When the other side has read it. */
  readAt: instantSchema.nullable(),
  /** When the other side was reminded that it is not read. */
  remindedAt: instantSchema.nullable(),
})
export type Message = z.infer<typeof messageSchema>

export const stepSchema = z.object({ state: threadStateSchema, at: instantSchema })

/** What both sides see of a conversation. */
const headSchema = z.object({
  id: threadIdSchema,
  version: z.string(),
  /** The task code: `e-consultation`, `contact-office` … */
  kind: z.string(),
  /** Text key of what it is. */
  title: z.string(),
  /** What it is about, in the citizen's words; null for those who may not read them. */
  topic: z.string().nullable(),
  receipt: z.string(),
  state: threadStateSchema,
  turn: turnSchema,
  steps: z.array(stepSchema),
  sent: instantSchema,
  answerBy: dateSchema.nullable(),
  late: z.boolean(),
  /** The day it closes by itself when nobody writes on; only while it is answered. */
  closesOn: dateSchema.nullable(),
  office: z.string(),
  messages: z.array(messageSchema),
  /** The conversation this one goes on from. */
  follows: threadIdSchema.nullable(),
})

/** One conversation as the citizen sees it. */
export const threadSchema = headSchema.extend({
  unread: z.number().int(),
  /** Who has it now: the doctor who opened it or was given it; null while it is the office's. */
  withWhom: z.string().nullable(),
  phone: z.string().nullable(),
  may: z.object({
    reply: z.boolean(),
    withdraw: z.boolean(),
    attach: z.boolean(),
    /** Closed: "new message about the same" opens this address; null when the kind has none. */
    again: z.string().nullable(),
  }),
})
export type Thread = z.infer<typeof threadSchema>

/** One conversation as the office sees it. */
export const threadCaseSchema = headSchema.extend({
  patient: z.object({ name: z.string(), age: z.number().int().nullable(), birthDate: dateSchema.nullable() }),
  doctor: z.string().nullable(),
  mine: z.boolean(),
  handedTo: z.object({ practitioner: threadIdSchema, name: z.string() }).nullable(),
  openedBy: z.string().nullable(),
  /** Messages that this reader may not see (helsepersonelloven § 25). */
  hidden: z.number().int(),
  unreadByPatient: z.boolean(),
  may: z.object({
    answer: z.boolean(),
    attach: z.boolean(),
    decline: z.boolean(),
    close: z.boolean(),
    outside: z.boolean(),
    handOver: z.boolean(),
  }),
  colleagues: z.array(z.object({ practitioner: threadIdSchema, name: z.string() })),
})
export type ThreadCase = z.infer<typeof threadCaseSchema>

const wordsSchema = z.string().trim().max(longestMessage)
/** Ids of files kept before. */
export const filesSchema = z.array(threadIdSchema).max(20)

/** `POST …/threads/{thread}/reply` of the citizen. */
export const citizenReplySchema = z.object({ text: wordsSchema, attachments: filesSchema })
export type CitizenReply = z.infer<typeof citizenReplySchema>

/**
 * `POST …/office/threads/{thread}/answer`. `answer`: the citizen may write on. `ask`: waits for the citizen. `close`: this was the
 * last word (words may be left out). `decline` and `outside` carry the reason and what to do, as a message.
 */
export const officeAnswerSchema = z.object({
  version: z.string(),
  act: z.enum(['answer', 'ask', 'close', 'decline', 'outside']),
  text: wordsSchema,
  attachments: filesSchema,
})
export type OfficeAnswer = z.infer<typeof officeAnswerSchema>

export const threadVersionSchema = z.object({ version: z.string() })
export const threadHandOverSchema = z.object({ version: z.string(), to: threadIdSchema.nullable() })
export type ThreadHandOver = z.infer<typeof threadHandOverSchema>

/** Before a word is written: who reads it, who answers by when, or why nobody does and whom to call. */
export const threadOfferSchema = z.object({
  kind: z.string(),
  today: dateSchema,
  /** Why it cannot be sent: `dialogue.refusal.<code>`; null when it can. */
  refusal: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  office: z.string().nullable(),
  phone: z.string().nullable(),
  doctor: z.string().nullable(),
  answerBy: dateSchema.nullable(),
  answerDays: z.number().int().nullable(),
  /** Kroner, as the office has said; null: not said. */
  price: z.number().nullable(),
  /** In the office's own words. */
  note: z.string().nullable(),
  attach: z.boolean(),
  /** The conversation it goes on from. */
  about: z.object({ thread: threadIdSchema, topic: z.string().nullable() }).nullable(),
  /** Pays no share at the GP (folketrygdloven § 5-3). */
  under16: z.boolean(),
})
export type ThreadOffer = z.infer<typeof threadOfferSchema>

/** `POST /<service>/threads`. */
export const beginThreadSchema = z.object({
  topic: z.string().trim().max(80).optional(),
  text: wordsSchema,
  attachments: filesSchema,
  follows: threadIdSchema.optional(),
})
export type BeginThread = z.infer<typeof beginThreadSchema>

/** What a start gives back. */
export const startedSchema = z.object({ thread: threadIdSchema, receipt: z.string() })
export type Started = z.infer<typeof startedSchema>
