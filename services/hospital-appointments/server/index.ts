import type { ServerPlugin } from '@lomma/platform/service'
import { askOutcome } from './ask-outcome.ts'
import { regionalAppointments } from './copy.ts'
import { hospitalGuard } from './guard.ts'
import { home } from './home.ts'
import { appointmentOwner } from './missing.ts'
import { appointmentIndex, clinicIndex } from './projection.ts'
import { routes } from './routes.ts'
import { worklist } from './worklist.ts'

export const plugin: ServerPlugin = {
  service: 'hospital-appointments',
  routes,
  guards: [hospitalGuard],
  projections: [appointmentIndex, clinicIndex],
  listeners: [askOutcome],
  home,
  worklist,
  appointments: appointmentOwner,
  sources: [regionalAppointments],
}
