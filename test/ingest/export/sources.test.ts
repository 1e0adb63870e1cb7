import { chmod, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { dataFolder, put, read } from './folder.ts';
import { startPostgres } from './postgres.ts';

const CSV = 'day,site,hours,stops\n2026-01-05,Plant A,1.5,3\n2026-01-06,B,2.25,4\n';
const ROWS = [
  ['2026-01-05', 'A', 1.5, 3],
  ['2026-01-06', 'B', 2.25, 4],
];
const duckdb = await import('@duckdb/node-api').catch(() => null);
const postgres = await startPostgres();
const url = 'url' in postgres ? postgres.url : '';
if ('skipped' in postgres) console.warn(`PostgreSQL tests are skipped: ${postgres.skipped}`);
afterAll(async () => {
  if ('stop' in postgres) await postgres.stop();
});

async function loaderFolder(
  program: string,
  { name = 'fetch.mjs', mode = 0o755, options = {} as Record<string, unknown> } = {},
) {
  const dir = await dataFolder(
    { [name]: program },
    { path: undefined, trilens: { site: 'site', loader: { run: name, ...options } } },
  );
  await chmod(join(dir, name), mode);
  return dir;
}

describe('a loader', () => {
  it.each([
    ['in JavaScript', 'fetch.mjs', `process.stdout.write(${JSON.stringify(CSV)})`],
    [
      'in a shell',
      'fetch.sh',
      `#!/bin/sh\nprintf 'day;site;hours;stops\\n05.01.2026;Plant A;1,5;3\\n06.01.2026;B;2,25;4\\n31.12.2025;Nowhere;1,1;1\\n'`,
    ],
  ])('%s prints the dump, and its dialect is detected like any other', async (_, name, program) => {
    const dir = await loaderFolder(program, { name });
    await put(dir, {
      'datapackage.json': (await readFile(join(dir, 'datapackage.json'), 'utf8')).replace(
        '"site": "site"',
        '"site": "site", "maxQuarantined": 0.5',
      ),
    });
    const { rows, report } = await read(dir);
    expect(rows).toEqual(ROWS);
    expect(report.files[0]).toMatchObject({ source: 'loader', accepted: 2 });
  });
  it('gets its arguments, its folder and the variables that its contract names', async () => {
    const dir = await loaderFolder(
      `import { readFileSync } from 'node:fs'; process.stdout.write(readFileSync(process.argv[2], 'utf8').replace('PLACE', process.env.TRILENS_TEST_PLACE));`,
      { options: { args: ['raw.txt'], env: ['TRILENS_TEST_PLACE'] } },
    );
    await put(dir, { 'raw.txt': CSV.replace('Plant A', 'PLACE') });
    process.env.TRILENS_TEST_PLACE = 'Alpha';
    expect((await read(dir)).rows).toEqual(ROWS);
  });
  it.each<[string, string, Parameters<typeof loaderFolder>[1], string[]]>([
    [
      'that fails',
      `console.log('day,site,hours,stops\\n2026-01-05,A,1,1'); console.error('the MES refused the login'); process.exit(3)`,
      {},
      [
        'data/datapackage.json:3:5',
        'the loader data/fetch.mjs ended with exit code 3: the MES refused the login',
        'allowed: exit code 0',
        'run it by hand',
      ],
    ],
    [
      'that does not end',
      'setInterval(() => {}, 1000)',
      { options: { timeoutSeconds: 0.5 } },
      ['did not end within 0.5 seconds and was stopped', 'timeoutSeconds'],
    ],
    [
      'that never stops printing',
      `const line = 'x'.repeat(65535) + '\\n'; const go = () => { while (process.stdout.write(line)); process.stdout.once('drain', go); }; go();`,
      {},
      ['printed more than 256 MB'],
    ],
    [
      'that is not executable',
      '#!/bin/sh\necho',
      { name: 'fetch.sh', mode: 0o644 },
      ['data/fetch.sh is not executable', 'chmod +x data/fetch.sh'],
    ],
    [
      'without a program to run it',
      '#!/no/such/program\n',
      { name: 'fetch.sh' },
      ['could not be started'],
    ],
  ])('%s is a bad export', async (_, program, options, wanted) => {
    const { report, rows, text } = await read(await loaderFolder(program, options));
    for (const part of wanted) expect(text).toContain(part);
    expect(rows).toEqual([]);
    expect(report.failed).toBe(true);
  });
  it('is stopped with everything that it started', async () => {
    const dir = await loaderFolder(`#!/bin/sh\n(sleep 300 & echo $! > child.pid; wait)\n`, {
      name: 'fetch.sh',
      options: { timeoutSeconds: 0.5 },
    });
    await read(dir);
    const pid = Number(await readFile(join(dir, 'child.pid'), 'utf8'));
    await expect
      .poll(async () =>
        (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => 'gone')).replace(
          /^.*\) Z.*$/s,
          'gone',
        ),
      )
      .toBe('gone');
  });
  it('that fails leaves the last good numbers standing', async () => {
    const dir = await loaderFolder(`process.stdout.write(${JSON.stringify(CSV)})`);
    await read(dir);
    await put(dir, { 'fetch.mjs': 'process.exit(1)' });
    const { report, rows } = await read(dir);
    expect(rows).toEqual(ROWS);
    expect(report.doubts[0]).toBe(
      'The newest dump was refused (its loader failed); these are the last good numbers, of 6 January 2026.',
    );
  });
  it('that is a link out of the data folder is refused', async () => {
    const dir = await dataFolder(
      { '../evil.mjs': '' },
      { path: undefined, trilens: { loader: 'evil.mjs' } },
    );
    await symlink('../evil.mjs', join(dir, 'evil.mjs'));
    expect((await read(dir)).text).toContain('leads out of the data folder');
  });
});

describe.skipIf(!duckdb)('a DuckDB query', () => {
  const source = (sql: object) => ({
    path: 'raw.csv',
    trilens: { site: 'site', sql: { engine: 'duckdb', ...sql } },
  });
  it('sums files of the data folder, and only its result is read', async () => {
    const raw =
      'day,site,hours\n2026-01-05,Plant A,1\n2026-01-05,Plant A,0.5\n2026-01-05,Plant A,0\n2026-01-06,B,2.25\n';
    const query =
      "SELECT day, site, sum(hours) AS hours, count(*) AS stops FROM 'raw.csv' GROUP BY ALL ORDER BY day";
    const { rows, report, text } = await read(
      await dataFolder({ 'raw.csv': raw }, source({ query })),
    );
    expect(text).toBe('');
    expect(rows).toEqual([
      ['2026-01-05', 'A', 1.5, 3],
      ['2026-01-06', 'B', 2.25, 1],
    ]);
    expect(report.files[0]).toMatchObject({ source: 'sql', rowsIn: 2 });
  });
  it.each([
    [
      'reads outside the data folder',
      "SELECT * FROM read_csv('../x.csv')",
      '../x.csv in the query leads out of the data folder',
    ],
    ['reads an absolute path', "SELECT * FROM read_csv('/etc/passwd')", 'Permission Error'],
    ['writes a file', "COPY (SELECT 1) TO 'y.csv'", 'Permission Error'],
    ['writes a table', 'CREATE TABLE t (a int)', 'not one single query'],
    ['is two statements', 'SELECT 1; SELECT 2', 'not one single query'],
    ['is mistyped', 'SELEKT 1', 'syntax error'],
    ['gives other columns', 'SELECT 1 AS tag, 2 AS ort', 'the header changed'],
  ])('that %s is a bad export', async (_, query, wanted) => {
    const { report, text } = await read(
      await dataFolder({ 'raw.csv': 'a\n1\n', '../x.csv': 'a\n1\n' }, source({ query })),
    );
    expect(text).toContain(wanted);
    expect(report.failed).toBe(true);
  });
  it('over a link that leads out is refused', async () => {
    const dir = await dataFolder(
      { '../x.csv': 'a\n1\n', 'raw.csv': 'a\n' },
      source({ query: "SELECT * FROM 'link.csv'" }),
    );
    await symlink('../x.csv', join(dir, 'link.csv'));
    expect((await read(dir)).text).toContain('link.csv in the query leads out of the data folder');
  });
  it('that does not end is stopped', async () => {
    const { text } = await read(
      await dataFolder(
        { 'raw.csv': 'a\n' },
        source({
          query: 'SELECT sum(a.range * b.range) FROM range(3000000) a, range(3000000) b',
          timeoutSeconds: 0.5,
        }),
      ),
    );
    expect(text).toContain('did not end within 0.5 seconds');
  });
});

describe.skipIf(url === '')('a PostgreSQL query', () => {
  const source = (sql: object) => ({
    path: undefined,
    trilens: { site: 'site', sql: { connection: 'TRILENS_TEST_PG', ...sql } },
  });
  const QUERY =
    'SELECT day, site, sum(hours) AS hours, count(*) AS stops FROM stop GROUP BY day, site ORDER BY day;';
  async function table() {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      `DROP TABLE IF EXISTS stop; CREATE SEQUENCE IF NOT EXISTS counter; CREATE TABLE stop (day date, site text, hours numeric(9,3)); INSERT INTO stop SELECT date '2026-01-05' + (n % 2), CASE n % 2 WHEN 0 THEN 'Plant A' ELSE 'B' END, 0.001 FROM generate_series(1, 5000) n; INSERT INTO stop VALUES ('2026-01-07', NULL, NULL)`,
    );
    await client.end();
    process.env.TRILENS_TEST_PG = url;
  }
  it('is summed there, and only the result travels', async () => {
    await table();
    const { rows, report, text } = await read(
      await dataFolder({ 'stops.sql': QUERY }, source({ file: 'stops.sql' })),
    );
    expect(text).toBe('');
    expect(rows).toEqual([
      ['2026-01-05', 'A', 2.5, 2500],
      ['2026-01-06', 'B', 2.5, 2500],
      ['2026-01-07', null, null, 1],
    ]);
    expect(report.files[0]).toMatchObject({ source: 'sql', rowsIn: 3, accepted: 3 });
  });
  it('reads more rows than one batch, and refuses more than are allowed', async () => {
    await table();
    const query =
      "SELECT date '2026-01-05' AS day, 'A' AS site, 0.5 AS hours, n AS stops FROM generate_series(1, 25000) n";
    expect((await read(await dataFolder({}, source({ query })))).rows.length).toBe(25_000);
    expect((await read(await dataFolder({}, source({ query, maxRows: 20_000 })))).text).toContain(
      'more than 20000 rows',
    );
  });
  it('keeps timestamps, booleans and whole numbers beyond 2^53 as they are', async () => {
    await table();
    const query =
      "SELECT timestamptz '2026-01-05 10:00+02' AS day, true AS planned, 1.5::float8 AS hours, '9007199254740993'::int8 AS stops";
    const fields = [
      { name: 'day', type: 'datetime' },
      { name: 'planned', type: 'boolean' },
      { name: 'hours', type: 'number' },
      { name: 'stops', type: 'string' },
    ];
    const { rows } = await read(
      await dataFolder(
        {},
        {
          ...source({ query }),
          schema: { fields },
          trilens: { site: undefined, sql: { connection: 'TRILENS_TEST_PG', query } },
        },
      ),
    );
    expect(rows).toEqual([['2026-01-05T08:00:00Z', 'true', 1.5, '9007199254740993']]);
  });
  it.each([
    ['that changes something', 'DELETE FROM stop RETURNING *', 'failed'],
    [
      'that calls what changes something',
      "SELECT nextval('counter') AS day, '' AS site, 1 AS hours, 1 AS stops",
      'read-only transaction',
    ],
    ['that is two statements', 'SELECT 1 AS day; SELECT 2 AS day', 'not one single query'],
    ['that is mistyped', 'SELECT dayy FROM stop', 'column "dayy" does not exist'],
    ['that does not end', 'SELECT pg_sleep(60)', 'failed'],
  ])('%s is a bad export', async (_, query, wanted) => {
    await table();
    const { report, text } = await read(await dataFolder({}, source({ query, timeoutSeconds: 1 })));
    expect(text).toContain(wanted);
    expect(text).toContain('data/datapackage.json:3:5');
    expect(report.failed).toBe(true);
  });
});

describe.skipIf(url === '')('a PostgreSQL session', () => {
  const settings = async (query: string) => {
    process.env.TRILENS_TEST_PG = url;
    const fields = [{ name: 'setting', type: 'string' }];
    const trilens = { site: undefined, sql: { connection: 'TRILENS_TEST_PG', query } };
    const { rows, text } = await read(
      await dataFolder({}, { path: undefined, schema: { fields }, trilens }),
    );
    return { rows, text };
  };
  it('is read-only by its own setting as well as by the transaction', async () => {
    const query =
      "SELECT current_setting('default_transaction_read_only') || ' ' || current_setting('transaction_read_only') AS setting";
    expect((await settings(query)).rows).toEqual([['on on']]);
  });
  it('is ended when more comes than is read, however few the rows', async () => {
    const { text } = await settings("SELECT repeat('x', 90000000) AS setting");
    expect(text).toContain(
      'the query gives more than 256 MB, or more than a quarter of it at once',
    );
  }, 120_000);
});

describe('a connection', () => {
  const folder = (connection: string) =>
    dataFolder({}, { path: undefined, trilens: { sql: { connection, query: 'SELECT 1' } } });
  it('never stands in the contract, and is not repeated when it does', async () => {
    const { text } = await read(await folder('postgresql://reader:s3cret@host/db'));
    expect(text).toContain('data/datapackage.json:');
    expect(text).toContain('the name of an environment variable such as WAREHOUSE_URL');
    expect(text).not.toContain('s3cret');
  });
  it('that is not set is named', async () => {
    expect((await read(await folder('NO_SUCH_CONNECTION'))).text).toContain(
      'the environment variable NO_SUCH_CONNECTION is not set',
    );
  });
  it.each(['pa%ss', 'pa@ss/wo:rd', 'pa ss#wo?rd', '%E4', 'p\\a"s\'s'])(
    'whose password holds unusual signs is one refused export, and is not told: %s',
    async (password) => {
      process.env.TRILENS_TEST_BAD = `postgresql://reader:${password}@127.0.0.1:1/db`;
      const { text, report } = await read(await folder('TRILENS_TEST_BAD'));
      expect(report.failed).toBe(true);
      expect(text).toContain('data/datapackage.json:3:5');
      expect(text).not.toContain(password);
      expect(text).not.toContain(encodeURIComponent(password));
    },
  );
  it('that fails does not tell its password', async () => {
    process.env.TRILENS_TEST_BAD = 'postgresql://reader:s3cret@127.0.0.1:1/db';
    const { text } = await read(await folder('TRILENS_TEST_BAD'));
    expect(text).toContain('the query of "stops" failed');
    expect(text).not.toContain('s3cret');
  });
});
