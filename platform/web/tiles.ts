import type { CitizenPlugin } from './plugin.ts'
import { createStore, useStore } from './store.ts'
import { useTexts } from './texts.ts'

/** What a service offers, by name: on the Health page, among the shortcuts, under Me. */
export interface Tile extends NonNullable<CitizenPlugin['tile']> {
  readonly service: string
}

const tiles = createStore<readonly Tile[]>([])
const screens = createStore<readonly RegExp[]>([])

/** Told once by the citizen app. */
export function listTiles(plugins: readonly CitizenPlugin[]): void {
  screens.set(plugins.flatMap((plugin) => plugin.screens.map(({ path }) => patternOf(path))))
  const found = plugins.flatMap(({ service, tile }) => (tile ? [{ service, ...tile }] : []))
  tiles.set(found.sort((a, b) => a.order - b.order))
}

/** The services' tiles of a place, what most people come for first. */
export function useTiles(place: Tile['place']): readonly Tile[] {
  return useStore(tiles).filter((tile) => tile.place === place)
}

/** What a service is called on its tile; undefined when it has none. */
export function useServiceName(): (service: string) => string | undefined {
  const { t } = useTexts()
  const all = useStore(tiles)
  return (service) => {
    const tile = all.find((candidate) => candidate.service === service)
    return tile && t(tile.title)
  }
}

/** Is there a screen at an address? What a register says is offered is linked to only where the portal has it: no empty pages. */
export function useHasScreen(): (href: string) => boolean {
  const all = useStore(screens)
  return (href) => all.some((screen) => screen.test(href.replace(/[?#].*$/, '')))
}

/** `/resepter/:id` as a pattern of addresses. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+')}$`)
}
