import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'contact-office',
  screens: [{ path: '/kontakt-legekontor', title: 'contact-office.title', load: () => import('./Contact.page.tsx') }],
  tile: {
    href: '/kontakt-legekontor',
    title: 'contact-office.title',
    detail: 'contact-office.tile',
    order: 51,
    place: 'health',
  },
}
