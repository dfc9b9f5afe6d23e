import type { Page } from '@playwright/test'
import axe from 'axe-core'

/** WCAG 2.2, levels A and AA (experience.md, and the law on universal design). */
export const wcag22AA: readonly string[] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds wrong on the page as it stands: rule, and where. Nothing when all is well.
 * The engine is laid into the page once a document, outside its content security policy; own frames are not looked into.
 */
export async function axeViolations(page: Page, rules: readonly string[] = wcag22AA): Promise<string[]> {
  if (!(await page.evaluate('typeof window.axe === "object"'))) await page.evaluate(axe.source)
  const options: axe.RunOptions = { runOnly: { type: 'tag', values: [...rules] }, resultTypes: ['violations'] }
  const { violations } = await page.evaluate(
    (given) => (window as unknown as { axe: typeof axe }).axe.run(document, given),
    options,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)
}
