import type { ServerPlugin } from '@lomma/platform/service'

/** Sessions and keys belong to sign-in: the routes are platform/identity's own, `/auth/passkeys/*`. Here are the screens alone. */
export const plugin: ServerPlugin = { service: 'passkeys' }
