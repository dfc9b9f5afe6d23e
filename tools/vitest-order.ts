import path from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Folders whose tests start whole servers and processes: the longest files. */
const slow = ['bench/', 'apps/server/', 'tools/new-service/', 'platform/db/', 'platform/identity/', 'platform/demo/']

/** The longest first: one that began last would have a core to itself while the other is idle. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const root = path.join(import.meta.dirname, '..')
    const rank = ({ moduleId }: TestSpecification) => {
      const at = slow.findIndex((folder) => path.relative(root, moduleId).startsWith(folder))
      return at < 0 ? slow.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}
