import type { Location } from '@medplum/fhirtypes'
import type { Place } from '../contract/index.ts'
import { text } from './reference.ts'
import { extensions } from './systems.ts'

/** Where one meets: name, building, floor, entrance and address of a Location. */
export function readPlace(location: Location): Place {
  const said = (url: string) => text(location.extension?.find((one) => one.url === url)?.valueString)
  const { line = [], postalCode, city } = location.address ?? {}
  const address = [...line, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return {
    name: text(location.name) ?? text(location.managingOrganization?.display) ?? '',
    building: said(extensions.building),
    floor: said(extensions.floor),
    entrance: said(extensions.entrance),
    address: text(address),
  }
}
