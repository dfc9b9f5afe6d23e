import type { ClinicianPlugin } from '@lomma/platform/web'

export const plugin: ClinicianPlugin = {
  service: 'appointments',
  screens: [
    { path: '/kontor/kalender', title: 'appointments.office.title', load: () => import('./Calendar.page.tsx') },
  ],
  menu: { href: '/kontor/kalender', title: 'appointments.office.title', order: 20, ifOffersServices: true },
  cases: [{ kind: 'time', load: () => import('./TimeCase.tsx') }],
}
