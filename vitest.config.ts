import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that start a build, a server or a browser of their own. */
const RUNNING = 'test/{cli,e2e,publish}/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 300_000,
    globalSetup: 'test/globalSetup.ts',
    // By itself Vitest leaves one core free, which on two cores halves the speed.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, RUNNING],
        },
      },
      // They may lose a race once on a busy machine; what is broken fails twice, and the report names what was tried again.
      { extends: true, test: { name: 'portal', include: [RUNNING], retry: 1 } },
    ],
  },
});
