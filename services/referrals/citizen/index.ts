import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'referrals',
  screens: [
    { path: '/henvisninger', title: 'referrals.list.title', load: () => import('./Referrals.page.tsx') },
    { path: '/henvisninger/:id', title: 'referrals.page.title', load: () => import('./Referral.page.tsx') },
  ],
  tile: {
    href: '/henvisninger',
    title: 'referrals.list.title',
    detail: 'referrals.list.tile',
    order: 7,
    place: 'health',
  },
}
