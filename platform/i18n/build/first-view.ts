/**
 * What the front page of either app may show: its own texts, the frame's, and of each service the names, the tile and the lines it
 * puts there. All else comes in a second file, while the first view is already read.
 */
const whole: ReadonlySet<string> = new Set(['ui', 'home'])
const groups: ReadonlySet<string> = new Set(['title', 'tile', 'home', 'told', 'kind', 'letter'])

/** Is the text of this key (`prescriptions.home.renew`) in the first file? */
export function isOfFirstView(key: string): boolean {
  const [namespace = '', group = ''] = key.split('.')
  return whole.has(namespace) || groups.has(group) || /\.list\.title$|\.rule\.[^.]+\.name$/.test(key)
}
