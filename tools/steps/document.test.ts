import { expect, it } from 'vitest'
import { stepsDocument } from './document.ts'

it('is a table of what was counted', () => {
  const tasks = [{ task: 'Read a message', bar: 1, clicks: 1, pressed: ['Ny telefontid'] }]
  expect(stepsDocument(tasks)).toContain('| Read a message | 1 | 1 | Ny telefontid |\n')
})
