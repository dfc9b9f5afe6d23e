import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'vaccines',
  screens: [{ path: '/vaksiner', title: 'vaccines.title', load: () => import('./Vaccines.page.tsx') }],
  tile: { href: '/vaksiner', title: 'vaccines.title', detail: 'vaccines.tile', order: 20, place: 'health' },
}
