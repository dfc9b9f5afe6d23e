import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'home',
  screens: [
    {
      path: '/',
      title: 'home.title',
      load: () => import('./Home.page.tsx'),
      atOnce: true,
      ahead: { 'home.front': '/home/front', 'inbox.badge': '/inbox/badge', 'gp.page': '/gp/page' },
    },
  ],
}
