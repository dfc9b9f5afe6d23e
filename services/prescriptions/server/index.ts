import type { ServerPlugin } from '@lomma/platform/service'
import { coverListeners } from './cover-absence.ts'
import { closeAnswered, closeWithdrawn, deliver, tellLate } from './deliver.ts'
import { prescriptionGuard } from './guard.ts'
import { home } from './home.ts'
import { inbox } from './inbox.ts'
import { officeWork } from './office-work.ts'
import { patientFacts } from './patient-facts.ts'
import { worklist } from './projection.ts'
import { routes } from './routes.ts'

export const plugin: ServerPlugin = {
  service: 'prescriptions',
  routes,
  guards: [prescriptionGuard],
  projections: [worklist],
  listeners: [deliver, tellLate, closeAnswered, closeWithdrawn, ...coverListeners],
  home,
  inbox,
  worklist: officeWork,
  patient: patientFacts,
}
