import { defineConfig, type Plugin } from 'vitest/config';

/** As the build does: a Lua script is its text. */
const luaAsText: Plugin = {
  name: 'lua-as-text',
  transform: (text, file) =>
    file.endsWith('.lua') ? { code: `export default ${JSON.stringify(text)}`, map: null } : null,
};

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: '.test-report.json' }]],
    projects: [
      {
        plugins: [luaAsText],
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/cluster/**'],
          globalSetup: ['test/support/install-programs.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [luaAsText],
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/install-programs.ts', 'test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [luaAsText],
        test: {
          name: 'cluster',
          include: ['test/cluster/**/*.test.ts'],
          exclude: ['test/cluster/faults.test.ts'],
          globalSetup: ['test/support/install-programs.ts', 'test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        plugins: [luaAsText],
        test: {
          name: 'faults', // alone: what it measures needs the machine
          include: ['test/cluster/faults.test.ts'],
          globalSetup: ['test/support/install-programs.ts', 'test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
