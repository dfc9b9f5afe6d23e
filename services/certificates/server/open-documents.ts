import type { OpenDocument } from '@lomma/platform/http'
import { cardIssuerPath } from '@lomma/platform/identity'
import { revokedCount, revokedNumbers } from './queries.ts'

/** Revocation lists grow by one update for each number; the first list, with none, is number one. */
const counterOf = (revoked: number): number => revoked + 1

/** Keys and revocation lists of the issuer, where SMART Health Cards says that checkers find them. */
export const openDocuments: readonly OpenDocument[] = [
  {
    path: `${cardIssuerPath}/.well-known/jwks.json`,
    seconds: 300,
    read: async (_params, { issuer, db }) => {
      const crlVersion = counterOf(await revokedCount(db))
      return { keys: (await issuer.keys()).map((key) => ({ ...key, crlVersion })) }
    },
  },
  {
    path: `${cardIssuerPath}/.well-known/crl/:file`,
    seconds: 300,
    async read({ file = '' }, { issuer, db }) {
      const keys = await issuer.keys()
      const kid = keys.map((key) => key.kid).find((known) => `${known}.json` === file)
      if (kid === undefined) return undefined
      // A certificate may have been signed anew with a later key: its number is in the list of every key.
      const rids = await revokedNumbers(db)
      return { kid, method: 'rid', ctr: counterOf(rids.length), rids }
    },
  },
]
