import type { ClinicianPlugin } from '@lomma/platform/web'

const load = () => import('./Queue.page.tsx')

export const plugin: ClinicianPlugin = {
  service: 'prescriptions',
  // Two addresses of one screen: opening a case changes the address, and the list stays as it is.
  screens: [
    { path: '/kontor', title: 'prescriptions.office.title', load, stays: 'prescriptions.office' },
    { path: '/kontor/fornyelser/:task', title: 'prescriptions.office.case-title', load, stays: 'prescriptions.office' },
  ],
  menu: { href: '/kontor', title: 'prescriptions.office.title', order: 10 },
}
