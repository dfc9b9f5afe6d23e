import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'gp',
  screens: [{ path: '/fastlege', title: 'gp.title', load: () => import('./Gp.page.tsx') }],
  tile: { href: '/fastlege', title: 'gp.title', detail: 'gp.tile', order: 40, place: 'health' },
}
