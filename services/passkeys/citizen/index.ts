import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'passkeys',
  screens: [{ path: '/meg/passnokler', title: 'passkeys.title', load: () => import('./Passkeys.page.tsx') }],
  tile: { href: '/meg/passnokler', title: 'passkeys.title', detail: 'passkeys.tile', order: 85, place: 'me' },
}
