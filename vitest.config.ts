import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{platform,services,drivers,topologies,tests,apps,packages}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/.next/**', 'tests/e2e/**'],
    globalSetup: ['tests/setup/postgres.ts'],
    watch: false,
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
