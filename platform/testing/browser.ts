/** A browser without a window: cookies by path, forms, and one redirect at a time. */
export interface Page {
  readonly url: URL
  readonly status: number
  readonly body: string
  readonly headers: Headers
}

interface Cookie {
  value: string
  path: string
}

export class Browser {
  readonly #cookies = new Map<string, Cookie>()
  readonly #origin: string
  /** Every address that was asked for. */
  readonly visited: string[] = []

  constructor(origin: string) {
    this.#origin = origin
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, { value, path: '/' })
  }

  /** The cookies of another browser, as a thief would have them. */
  copyFrom(other: Browser): void {
    for (const [name, cookie] of other.#cookies) this.#cookies.set(name, cookie)
  }

  /** One request, no redirect followed. */
  async request(address: string | URL, init: RequestInit = {}): Promise<Page> {
    const url = new URL(address, this.#origin)
    this.visited.push(url.href)
    const headers = new Headers(init.headers)
    headers.set('Cookie', this.#cookiesFor(url.pathname))
    headers.set('Accept', headers.get('Accept') ?? 'text/html')
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.#keep(line, url)
    return { url, status: response.status, body: await response.text(), headers: response.headers }
  }

  /** Follows redirects until a page, or until the address matches `stop` (which is not asked for). */
  async open(address: string | URL, init: RequestInit = {}, stop?: RegExp): Promise<Page> {
    let page = await this.request(address, init)
    for (let hops = 0; hops < 15; hops++) {
      const location = page.headers.get('Location')
      if (!location) return page
      const next = new URL(location, page.url)
      if (stop?.test(next.href)) return { ...page, url: next }
      page = await this.request(next)
    }
    throw new Error('too many redirects')
  }

  /** Sends the page's POST form, with its hidden fields and the given ones, as the portal's own page would. */
  async submit(page: Page, fields: Record<string, string> = {}, stop?: RegExp): Promise<Page> {
    const form = /<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/.exec(page.body)?.[0] ?? ''
    const action = decode(/action="([^"]*)"/.exec(form)?.[1] ?? '')
    const body = new URLSearchParams()
    for (const [, name, value] of form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
      body.set(name ?? '', decode(value ?? ''))
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    return this.open(new URL(action, page.url), { method: 'POST', body, headers: { Origin: this.#origin } }, stop)
  }

  #cookiesFor(path: string): string {
    return [...this.#cookies]
      .filter(([, cookie]) => path === cookie.path || path.startsWith(cookie.path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
  }

  #keep(line: string, url: URL): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const name = pair.slice(0, pair.indexOf('='))
    const value = pair.slice(pair.indexOf('=') + 1)
    const path = attributes.find((part) => part.toLowerCase().startsWith('path='))?.slice(5) ?? url.pathname
    const gone = value === '' || attributes.some((part) => /^(max-age=0|expires=Thu, 01 Jan 1970)/i.test(part))
    if (gone) this.#cookies.delete(name)
    else this.#cookies.set(name, { value, path })
  }
}

function decode(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
}
