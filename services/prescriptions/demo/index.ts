import type { DemoCitizen, DemoPlugin, DemoWorld } from '@lomma/platform/demo'
import type { Resource } from '@lomma/platform/fhir'
import { courseOf } from './build.ts'
import { chaptersFor, withRenewals } from './others.ts'
import { renewalOf } from './renewal.ts'
import { besideChapters, type Chapter, chapters, recordOf } from './stories.ts'

/** Medicines, dispensings and renewals of the whole nation, and what a doctor looks at before an answer. */
export const demo: DemoPlugin = {
  service: 'prescriptions',
  resources(world) {
    const others = world.citizens.flatMap((citizen) =>
      citizen.persona || besideChapters[citizen.key] ? [] : [{ citizen, chapters: chaptersFor(citizen, world) }],
    )
    const people = [...storyPeople(world), ...withRenewals(others)]
    return [
      ...people.flatMap(({ citizen, chapters: all }) => all.flatMap((one) => chapterOf(citizen, one, world))),
      ...world.citizens.flatMap((citizen) => (citizen.persona ? recordOf(citizen.persona, citizen, world.today) : [])),
    ]
  },
}

function storyPeople(world: DemoWorld): { citizen: DemoCitizen; chapters: readonly Chapter[] }[] {
  return world.citizens.flatMap((citizen) => {
    const own = citizen.persona ? chapters[citizen.persona] : besideChapters[citizen.key]
    return own ? [{ citizen, chapters: own }] : []
  })
}

function chapterOf(citizen: DemoCitizen, chapter: Chapter, world: DemoWorld): Resource[] {
  const [request, ...dispensings] = courseOf(citizen, chapter, world.today)
  if (!chapter.renewal) return [request, ...dispensings]
  return [...renewalOf(citizen, request, chapter.renewal, world), ...dispensings]
}
