/**
 * Exact-match entries of a resource, for an index over text[] (GIN), and those a search requires.
 *
 *   token      code=C            the code, whatever its system      code|S|C   with its system
 *              code||C           only when it has none              (bare types – code, boolean, id, string, ContactPoint:
 *                                                                    only code=C)
 *   reference  subject=Patient/1, subject=https://other/fhir/Patient/1, subject=urn:uuid:…
 *              subject:identifier=V, subject:identifier|S|V, subject:identifier||V
 *   uri        url=U             a canonical U|1.0 also as url=U
 *   string     name^=han name^=hansen   first 3, 6 and 9 letters, folded, of each of its texts
 *   date       birthdate@=1974-12-01    only elements of type date, which have no time
 *
 * In S and C, `%` is written %25 and `|` %7C, so that `|` only ever separates. Entries over 200 characters are cut and
 * end in `#` and the SHA-256 of the whole.
 */
import { createHash } from 'node:crypto'

const longest = 200

function bounded(entry: string): string {
  // NUL cannot be stored in PostgreSQL's text; valid resources have none, queries may.
  const text = entry.replaceAll('\0', '')
  return text.length <= longest
    ? text
    : `${text.slice(0, longest - 40)}#${createHash('sha256').update(text).digest('base64url')}`
}

const escaped = (part: string): string => part.replaceAll('%', '%25').replaceAll('|', '%7C')

export const plain = (name: string, value: string): string => bounded(`${name}=${escaped(value)}`)
export const withSystem = (name: string, system: string, value: string): string =>
  bounded(`${name}|${escaped(system)}|${escaped(value)}`)

/** Shorter beginnings than the first are not worth an entry: they would be in every second resource. */
export const beginnings = [3, 6, 9]

export const beginning = (name: string, folded: string, length: number): string =>
  plain(`${name}^`, folded.slice(0, length))
