import type { ClinicianPlugin } from '@lomma/platform/web'

export const plugin: ClinicianPlugin = {
  service: 'office-admin',
  screens: [
    { path: '/kontor/oppsett', title: 'office-admin.title', load: () => import('./Setup.page.tsx') },
    { path: '/kontor/oppsett/:draft', title: 'office-admin.draftTitle', load: () => import('./Draft.page.tsx') },
  ],
  menu: { href: '/kontor/oppsett', title: 'office-admin.title', order: 50, ifOffersServices: true },
}
