import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that start a build, a server or a browser of their own. */
const RUNNING = 'test/{cli,e2e,publish}/**/*.test.ts';
/** Tests that build many portals or kill many builds: run by `npm run test:long`, before a release and when their subject changes. */
const LONG = [
  'test/cli/installed.test.ts',
  'test/e2e/{large,library,nginx,oneRow,portable,shapes}.test.ts',
  'test/publish/{audience,heals,kills,nights,renderer,workflows}.test.ts',
  'test/report/freeze.test.ts',
];
// They may lose a race once on a busy machine; what is broken fails twice, and the report names what was tried again.
const retry = 1;

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 300_000,
    globalSetup: 'test/globalSetup.ts',
    // By itself Vitest leaves one core free, which on two cores halves the speed.
    maxWorkers: '100%',
    // Starting a process for each of 260 files took as long as a third of the tests; what a file leaves behind in its process is a fault to find.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, RUNNING, ...LONG],
        },
      },
      {
        extends: true,
        test: {
          name: 'portal',
          include: [RUNNING],
          exclude: [...configDefaults.exclude, ...LONG],
          retry,
        },
      },
      // Their limits are for what hangs: a machine may be busy with other things.
      { extends: true, test: { name: 'long', include: LONG, retry, testTimeout: 900_000 } },
    ],
  },
});
