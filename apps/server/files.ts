import type { Actor, Context } from '@lomma/platform/access'
import type { Config } from '@lomma/platform/config'
import { recordForUpload } from '@lomma/platform/dialogue'
import { isRefusal } from '@lomma/platform/errors'
import { binaryOf, clamScanner, createFilesDoor, readFile, testFileScanner } from '@lomma/platform/files'
import type { Audience } from '@lomma/platform/http'
import type { Deps } from '@lomma/platform/service'

/** The door of attachments, with the scanner that the configuration names. */
export function composeFiles(
  config: Pick<Config, 'clamav'>,
  deps: Deps,
  sessionActor: (request: Request, audience: Audience) => Promise<Actor | undefined>,
) {
  return createFilesDoor({
    deps,
    sessionActor,
    scanner: config.clamav ? clamScanner(config.clamav) : testFileScanner,
    recordOf: (context, thread) => recordForUpload(context, thread, deps),
  })
}

/** Attachments at the FHIR door: `Binary/<id>`, to those who may read the DocumentReference of the same id. */
export function keptBinary(deps: Deps) {
  return async (context: Context, id: string) => {
    const file = await readFile(context, id, deps)
    return isRefusal(file) ? undefined : binaryOf(file)
  }
}
