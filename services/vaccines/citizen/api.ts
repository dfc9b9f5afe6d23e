import { api, type Query, useQuery } from '@lomma/platform/web'
import type { VaccineList } from '../contract/index.ts'

/** The programme by rule and every vaccine given. */
export function useVaccines(): Query<VaccineList> {
  return useQuery('vaccines.list', () => api.get<VaccineList>('/vaccines/list'))
}
