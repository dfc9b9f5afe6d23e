import { isResourceType, resourceTypes } from './definitions/index.ts'
import type { ResourceType } from './types.ts'

/** The name as a resource type, when R4 has it. */
export function toResourceType(name: string): ResourceType | undefined {
  return isResourceType(name) ? (name as ResourceType) : undefined
}

/** All concrete resource types of R4. */
export function allResourceTypes(): ResourceType[] {
  return resourceTypes().flatMap((name) => toResourceType(name) ?? [])
}
