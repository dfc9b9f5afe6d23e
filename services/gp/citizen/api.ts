import { api, type Query, useQuery } from '@lomma/platform/web'
import type { GpPage } from '../contract/index.ts'

export const useGp = (): Query<GpPage> => useQuery('gp.page', () => api.get<GpPage>('/gp/page'))
