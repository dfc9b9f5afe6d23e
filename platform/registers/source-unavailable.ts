/** A register outside did not answer, or not so that it could be understood. Costs its card, never the page. */
export class SourceUnavailable extends Error {
  readonly source: string
  constructor(source: string, reason: string) {
    super(`${source}: ${reason}`)
    this.name = 'SourceUnavailable'
    this.source = source
  }
}
