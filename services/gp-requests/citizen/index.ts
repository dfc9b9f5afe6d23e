import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'gp-requests',
  screens: [{ path: '/bestillinger', title: 'gp-requests.title', load: () => import('./Requests.page.tsx') }],
  tile: { href: '/bestillinger', title: 'gp-requests.title', detail: 'gp-requests.tile', order: 52, place: 'health' },
}
