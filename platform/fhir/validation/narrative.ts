/** txt-1 and txt-2: a narrative is plain formatted text. Anything that can run, load or embed is refused. */
const allowedTags = new Set(
  (
    'a abbr acronym address b bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font ' +
    'h1 h2 h3 h4 h5 h6 hr i img ins kbd li map area ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
)

const tag = /<(\/?)([A-Za-z][\w:.-]*)([^<>]*)>/g
const runs = /(?:^|[\s"'/])on[a-z]+\s*=|(?:javascript|vbscript)\s*:/i

export function narrativeProblem(div: string): string | undefined {
  const text = div.trim()
  if (!/^<div[\s>/]/.test(text) || !/(?:<\/div\s*>|\/>)$/.test(text)) return 'expected one xhtml <div> (txt-1)'
  const open: string[] = []
  let rest = 0
  let content = false
  for (const match of text.matchAll(tag)) {
    content ||= match[2] === 'img' || /\S/.test(text.slice(rest, match.index))
    if (text.slice(rest, match.index).includes('<')) break
    rest = match.index + match[0].length
    const [, close, name = '', attributes = ''] = match
    if (!allowedTags.has(name)) return 'only elements of basic formatting are allowed in a narrative (txt-1)'
    // Character references could hide a scheme: `java&#115;cript:`.
    if (runs.test(attributes) || /&#\w+;?[^"']*:/.test(attributes))
      return 'no scripts are allowed in a narrative (txt-1)'
    if (close ? open.pop() !== name : false) return 'the xhtml elements of a narrative must be closed in order (txt-1)'
    if (!close && !attributes.endsWith('/')) open.push(name)
    if (open.length === 0 && rest < text.length) return 'expected one xhtml <div> (txt-1)'
  }
  if (rest !== text.length || open.length > 0) return 'the xhtml of a narrative must be well-formed (txt-1)'
  return content ? undefined : 'a narrative must have some content (txt-2)'
}
