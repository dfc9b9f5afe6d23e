import { everything } from './everything.ts'
import { exportData } from './export.ts'
import type { Operation } from './operation.ts'
import { summary } from './summary.ts'
import { expand, lookup, translate } from './terminology.ts'
import { validate } from './validate.ts'

export type { Asked, Level, Operation, Params } from './operation.ts'
export { simpleValues } from './operation.ts'

/** Every operation of the door; routes and CapabilityStatement are made from this list. */
export const operations: readonly Operation[] = [everything, summary, validate, lookup, expand, translate, exportData]
