let offset = 0

/** The server's clock, which is the story clock in the demo world: "today" on the screen is the server's today. */
export function serverNow(): Date {
  return new Date(Date.now() + offset)
}

/** Told with every answer that carries the server's time. */
export function setServerNow(iso: string): void {
  const instant = Date.parse(iso)
  if (!Number.isNaN(instant)) offset = instant - Date.now()
}
