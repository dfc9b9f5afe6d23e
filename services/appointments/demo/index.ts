import type { DemoPlugin } from '@lomma/platform/demo'
import { placesOf, scheduleResources } from './offices.ts'
import { storyResources } from './stories.ts'

/** The offices' times of six weeks, where they are, and appointments of the twelve and some others. */
export const demo: DemoPlugin = {
  service: 'appointments',
  resources: (world) => [...placesOf(world), ...scheduleResources(world), ...storyResources(world)],
}
