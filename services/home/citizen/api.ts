import { api, type Query, useQuery } from '@lomma/platform/web'
import type { GpPage } from '@lomma/services/gp/contract'
import type { Badge } from '@lomma/services/inbox/contract'
import type { Front, Municipality } from '../contract/index.ts'

export const useFront = (): Query<Front> => useQuery('home.front', () => api.get<Front>('/home/front'))

export const useMunicipality = (): Query<Municipality> =>
  useQuery('home.municipality', () => api.get<Municipality>('/home/municipality'))

// The next two have the keys of the services that own them: one answer for the card here and the page there.
export const useGp = (): Query<GpPage> => useQuery('gp.page', () => api.get<GpPage>('/gp/page'))

export const useBadge = (): Query<Badge> => useQuery('inbox.badge', () => api.get<Badge>('/inbox/badge'))
