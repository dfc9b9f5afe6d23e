import type { CitizenPlugin } from './plugin.ts'
import { createStore, useStore } from './store.ts'

export type Tile = NonNullable<CitizenPlugin['tile']>

const tiles = createStore<readonly Tile[]>([])

/** Told once by the citizen app: what the services offer. */
export function listTiles(plugins: readonly CitizenPlugin[]): void {
  const found = plugins.flatMap((plugin) => plugin.tile ?? [])
  tiles.set(found.sort((a, b) => a.order - b.order))
}

/** The services' tiles of a place, what most people come for first. */
export function useTiles(place: Tile['place']): readonly Tile[] {
  return useStore(tiles).filter((tile) => tile.place === place)
}
