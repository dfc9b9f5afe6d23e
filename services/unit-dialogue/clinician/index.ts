import type { ClinicianPlugin } from '@lomma/platform/web'
import { worksAtUnit } from './api.ts'

export const plugin: ClinicianPlugin = {
  service: 'unit-dialogue',
  screens: [
    {
      path: '/kontor/helsekontakter',
      title: 'unit-dialogue.office.title',
      load: () => import('./Contacts.page.tsx'),
    },
    {
      path: '/kontor/helsekontakter/apne',
      title: 'unit-dialogue.open.title',
      load: () => import('./Open.page.tsx'),
    },
    {
      path: '/kontor/helsekontakter/:id',
      title: 'unit-dialogue.office.title',
      load: () => import('./Contact.page.tsx'),
    },
  ],
  menu: {
    href: '/kontor/helsekontakter',
    title: 'unit-dialogue.office.menu',
    order: 31,
    onlyIf: worksAtUnit,
  },
  cases: [{ kind: 'sykehusmelding', load: () => import('./Case.tsx') }],
}
