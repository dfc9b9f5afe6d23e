import { z } from '@hono/zod-openapi'

/** What was looked at, in words a citizen uses: `access-log.topic.<topic>`. */
export const topics = [
  'person',
  'prescriptions',
  'dispensings',
  'medicines',
  'vaccines',
  'certificates',
  'requests',
  'allergies',
  'conditions',
  'measurements',
  'appointments',
  'visits',
  'documents',
  'test-results',
  'referrals',
  'procedures',
  'messages',
  'forms',
  'plans',
  'pregnancy',
  'relatives',
  'consents',
  'costs',
  'equipment',
  'access-log',
  'other',
] as const
export const topicSchema = z.enum(topics)
export type Topic = z.infer<typeof topicSchema>
