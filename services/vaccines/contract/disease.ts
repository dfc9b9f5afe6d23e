import { z } from '@hono/zod-openapi'
import { diseases } from './codes/diseases.ts'

export type { Disease } from './codes/diseases.ts'
export { diseases } from './codes/diseases.ts'

export const diseaseSchema = z.enum(diseases)
