import { expect, it } from 'vitest'
import { closure, firstView, type Manifest } from './budget.ts'

const manifest: Manifest = {
  'apps/citizen/index.html': { file: 'a.js', isEntry: true, imports: ['_react.js'] },
  'services/home/citizen/Home.page.tsx': { file: 'h.js', imports: ['_react.js', '_list.js'] },
  'services/vaccines/citizen/Vaccines.page.tsx': { file: 'v.js', imports: ['_list.js'] },
  'virtual:texts/nb': { file: 'nb.js', name: 'nb' },
  '_react.js': { file: 'r.js', imports: ['_list.js'] },
  '_list.js': { file: 'l.js', imports: ['_react.js'] },
}

it('counts what the first view loads, once, and no other screen', () => {
  expect(
    closure(manifest, firstView(manifest))
      .map((key) => manifest[key]?.file)
      .sort(),
  ).toEqual(['a.js', 'h.js', 'l.js', 'nb.js', 'r.js'])
})

it('does not pass when there is nothing to measure', () => {
  expect(() => firstView({})).toThrow('entry')
  expect(() => firstView({ 'apps/citizen/index.html': { file: 'a.js', isEntry: true } })).toThrow('front page')
})
