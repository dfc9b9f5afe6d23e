/** txt-1 and txt-2: a narrative is plain formatted text. Anything that can run or embed is refused. */
const allowedTags = new Set(
  (
    'a abbr acronym address b bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font ' +
    'h1 h2 h3 h4 h5 h6 hr i img ins kbd li map area ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
)

/** Sticky: each match starts where the text before it ended, so that nothing is passed over. */
const tag = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g
const links = ['href', 'src', 'cite', 'longdesc', 'usemap', 'background']

function attributesAreSafe(attributes: string): boolean {
  for (const [, name = '', double, single] of attributes.matchAll(attribute)) {
    const value = (double ?? single ?? '').trim()
    if (/^on/i.test(name)) return false
    // Character references could hide a scheme: `java&#115;cript:`.
    if (links.includes(name.toLowerCase()) && /^[\s\w]*script\s*:|^data:(?!image\/)|&#/i.test(value)) return false
  }
  return true
}

function withoutComments(text: string): string {
  let rest = text
  let kept = ''
  for (let start = rest.indexOf('<!--'); start >= 0; start = rest.indexOf('<!--')) {
    const end = rest.indexOf('-->', start + 4)
    if (end < 0) break
    kept += rest.slice(0, start)
    rest = rest.slice(end + 3)
  }
  return kept + rest
}

/** What is wrong with the xhtml of a narrative, if anything. */
export function narrativeProblem(div: string): string | undefined {
  const text = withoutComments(div).trim()
  if (!/^<div[\s>/]/.test(text)) return 'expected one xhtml <div> (txt-1)'
  const open: string[] = []
  let content = false
  let at = 0
  while (at < text.length) {
    tag.lastIndex = at
    const match = tag.exec(text)
    if (!match) return 'the xhtml of a narrative must be well-formed (txt-1)'
    const [whole, close, name = '', attributes = '', empty] = match
    if (!allowedTags.has(name)) return 'only elements of basic formatting are allowed in a narrative (txt-1)'
    if (!attributesAreSafe(attributes)) return 'no scripts are allowed in a narrative (txt-1)'
    if (close && open.pop() !== name) return 'the xhtml elements of a narrative must be closed in order (txt-1)'
    if (!close && !empty) open.push(name)
    const start = at + whole.length
    const next = text.indexOf('<', start)
    at = next < 0 ? text.length : next
    if (open.length === 0 && start < text.length) return 'expected one xhtml <div> (txt-1)'
    content ||= name === 'img' || /\S/.test(text.slice(start, at))
  }
  if (open.length > 0) return 'the xhtml of a narrative must be well-formed (txt-1)'
  return content ? undefined : 'a narrative must have some content (txt-2)'
}
