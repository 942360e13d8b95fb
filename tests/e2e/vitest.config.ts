import { defineConfig } from 'vitest/config'

/** Browser tests: one real app for all files, one file after the other. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['start-app.ts'],
    watch: false,
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 240_000,
  },
})
