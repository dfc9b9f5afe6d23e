import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'inbox',
  screens: [
    { path: '/innboks', title: 'inbox.title', load: () => import('./Inbox.page.tsx') },
    { path: '/innboks/:thread', title: 'inbox.thread.page', load: () => import('./Thread.page.tsx') },
    { path: '/innboks/brev/:letter', title: 'inbox.letter.page', load: () => import('./Letter.page.tsx') },
  ],
  watch: () => import('./Watch.tsx'),
}
