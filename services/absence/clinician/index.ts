import type { ClinicianPlugin } from '@lomma/platform/web'

export const plugin: ClinicianPlugin = {
  service: 'absence',
  screens: [{ path: '/kontor/fravaer', title: 'absence.title', load: () => import('./Absence.page.tsx') }],
  menu: { href: '/kontor/fravaer', title: 'absence.title', order: 40, ifOffersServices: true },
}
