/** A system outside did not answer, or not so that it could be understood. Costs its card, never the page. */
export class SourceUnavailable extends Error {
  readonly source: string
  /** False when what was asked surely never came there; true when it may have been done all the same. */
  readonly mayHaveArrived: boolean
  constructor(source: string, reason: string, mayHaveArrived = true) {
    super(`${source}: ${reason}`)
    this.name = 'SourceUnavailable'
    this.source = source
    this.mayHaveArrived = mayHaveArrived
  }
}
