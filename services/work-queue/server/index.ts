import type { ServerPlugin } from '@lomma/platform/service'
import { routes } from './routes.ts'

export const plugin: ServerPlugin = { service: 'work-queue', routes }
