import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'certificates',
  screens: [
    { path: '/vaksiner/bevis', title: 'certificates.choose.title', load: () => import('./Certificates.page.tsx') },
    { path: '/vaksiner/bevis/:number', title: 'certificates.title', load: () => import('./Certificate.page.tsx') },
    {
      path: '/sjekk-bevis',
      title: 'certificates.check.title',
      load: () => import('./check/Check.page.tsx'),
      open: true,
    },
  ],
}
