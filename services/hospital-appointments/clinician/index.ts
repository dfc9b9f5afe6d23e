import type { ClinicianPlugin } from '@lomma/platform/web'
import { worksAtHospital } from './api.ts'

export const plugin: ClinicianPlugin = {
  service: 'hospital-appointments',
  screens: [
    {
      path: '/kontor/sykehustimer',
      title: 'hospital-appointments.office.title',
      load: () => import('./Times.page.tsx'),
    },
    {
      path: '/kontor/sykehustimer/tilby',
      title: 'hospital-appointments.offer.title',
      load: () => import('./Offer.page.tsx'),
    },
    {
      path: '/kontor/sykehustimer/regler',
      title: 'hospital-appointments.rules.title',
      load: () => import('./Rules.page.tsx'),
    },
  ],
  menu: {
    href: '/kontor/sykehustimer',
    title: 'hospital-appointments.office.menu',
    order: 30,
    onlyIf: worksAtHospital,
  },
  cases: [{ kind: 'sykehustime', load: () => import('./Case.tsx') }],
}
