import { z } from '@hono/zod-openapi'

export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** The services of an office, as in `@lomma/platform/registers`. */
export const serviceKindSchema = z.enum([
  'appointment',
  'video',
  'e-consultation',
  'renewal',
  'contact',
  'lab-sample',
  'vaccine',
  'journal-copy',
])
export type ServiceKind = z.infer<typeof serviceKindSchema>

/** Unfinished and wrong values can be kept in a draft, so that nothing written is lost; `domain/faults.ts` says what is wrong. */
const timeSchema = z.string().max(5)
const draftDateSchema = z.union([dateSchema, z.literal('')])

export const serviceContentSchema = z.object({
  kind: serviceKindSchema,
  active: z.boolean(),
  /** One line in the office's own words. */
  note: z.string().max(500),
  /** Kroner; null: not said. */
  price: z.number().nullable(),
  /** Working days; null: not said. */
  answerDays: z.number().nullable(),
})
export type ServiceContent = z.infer<typeof serviceContentSchema>

/** 1 = Monday; times `HH:MM` in Oslo. */
export const hoursContentSchema = z.object({
  days: z.array(z.number().int().min(1).max(7)).max(7),
  opens: timeSchema,
  closes: timeSchema,
})
export type HoursContent = z.infer<typeof hoursContentSchema>

/** Both days included. */
export const noticeContentSchema = z.object({
  text: z.string().max(1000),
  from: draftDateSchema,
  until: draftDateSchema,
})
export type NoticeContent = z.infer<typeof noticeContentSchema>

/** What a doctor's times can serve; the kinds of `@lomma/platform/slots`. */
export const timeKindSchema = z.enum(['appointment', 'video', 'phone'])
export type TimeKind = z.infer<typeof timeKindSchema>

/** One line of a doctor's template: `TemplateLine` of `@lomma/platform/calendar`, which tells what the fields mean. */
export const scheduleLineSchema = z.object({
  what: z.enum(['weekly', 'off', 'extra']),
  days: z.array(z.number().int().min(1).max(7)).max(7),
  from: draftDateSchema,
  until: draftDateSchema,
  opens: timeSchema,
  closes: timeSchema,
  /** 0: not said. */
  minutes: z.number(),
  kinds: z.array(timeKindSchema).max(3),
})
export type ScheduleLine = z.infer<typeof scheduleLineSchema>

/** The times of one doctor. */
export const scheduleContentSchema = z.object({
  practitioner: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/),
  name: z.string(),
  lines: z.array(scheduleLineSchema).max(60),
})
export type ScheduleContent = z.infer<typeof scheduleContentSchema>

/** Everything an office says of itself. */
export const contentSchema = z.object({
  services: z.array(serviceContentSchema).max(20),
  hours: z.array(hoursContentSchema).max(20),
  notices: z.array(noticeContentSchema).max(20),
  /** A doctor who is not here is left as they are. */
  schedules: z.array(scheduleContentSchema).max(50),
})
export type Content = z.infer<typeof contentSchema>

/** One thing that differs between two contents. Null: not there, or not said. */
export const changeSchema = z.object({
  part: z.enum(['service', 'hours', 'notice', 'schedule']),
  /** Of a service. */
  kind: serviceKindSchema.nullable(),
  field: z.enum(['active', 'note', 'price', 'answerDays', 'hours', 'notice', 'schedule']),
  from: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  to: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  /** Of a schedule: whose, and the line that is added or taken away. */
  doctor: z.string().optional(),
  line: scheduleLineSchema.optional(),
})
export type Change = z.infer<typeof changeSchema>

/** What must be mended before it is sent for approval; text `office-admin.fault.<code>`. */
export const faultSchema = z.object({
  /** `services.renewal.price`, `hours.0`, `notices.1`, `schedules.<practitioner>.0`. */
  at: z.string(),
  code: z.enum([
    'note-too-long',
    'price-out-of-bounds',
    'answer-days-out-of-bounds',
    'hours-without-days',
    'hours-not-a-time',
    'hours-backwards',
    'hours-overlap',
    'notice-empty',
    'notice-too-long',
    'notice-backwards',
    'notice-over',
    'notice-too-far',
    'too-many-notices',
    'times-backwards',
    'times-too-short',
    'times-overlap',
    'times-without-kind',
    'minutes-out-of-bounds',
    'period-backwards',
    'period-too-long',
    'extra-without-day',
    'extra-over',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Fault = z.infer<typeof faultSchema>
