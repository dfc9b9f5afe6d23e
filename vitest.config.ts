import { defineConfig } from 'vitest/config'
import LongestFirst from './tools/vitest-order.ts'

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.data/**'],
    globalSetup: ['tools/vitest-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Test files of one worker share its modules (a database of its own is what each file needs): half the time.
    isolate: false,
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
  },
})
