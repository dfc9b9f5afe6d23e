import { randomUUID } from 'node:crypto'
import type { Context } from '@lomma/platform/access'

/** The kind of source that regions' hospital systems are. */
export const kind = 'regional-appointments'

/** This service at work on its own, as the log of access shows it. */
export function itself(): Context {
  return {
    actor: { kind: 'service', service: 'hospital-appointments' },
    purpose: { code: 'HOPERAT' },
    requestId: randomUUID(),
    door: 'internal',
  }
}
