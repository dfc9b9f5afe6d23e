import { z } from '@hono/zod-openapi'

/** What a vaccine can protect against. Each has a text `vaccines.disease.<id>` in words people use. */
export const diseases = [
  'diphtheria',
  'tetanus',
  'pertussis',
  'polio',
  'hib',
  'hepatitis-a',
  'hepatitis-b',
  'pneumococcal',
  'meningococcal',
  'rotavirus',
  'measles',
  'mumps',
  'rubella',
  'varicella',
  'zoster',
  'hpv',
  'tuberculosis',
  'influenza',
  'covid-19',
  'rsv',
  'tick-borne-encephalitis',
  'japanese-encephalitis',
  'yellow-fever',
  'typhoid',
  'cholera',
  'rabies',
  'dengue',
  'mpox',
] as const
export const diseaseSchema = z.enum(diseases)
export type Disease = z.infer<typeof diseaseSchema>
