import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { MOST_MEMORY } from './mostMemory.ts';

const run = promisify(execFile);

/** A file of one block again and again. */
async function flood(name: string, block: string, times: number, before = ''): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'trilens-flood-')), name);
  const out = createWriteStream(file);
  out.write(before);
  for (let index = 0; index < times; index++)
    if (!out.write(block)) await new Promise((done) => out.once('drain', done));
  out.end();
  await finished(out);
  return file;
}

/** Reads a file in a process of its own with a small heap: what it said, and the most memory that it held. */
async function readAlone(file: string): Promise<{ err: string; code: number; megabytes: number }> {
  const script = `process.argv = [process.argv[0], 'trilens', 'read', ${JSON.stringify(file)}, '--out', ${JSON.stringify(`${file}-out`)}]; process.on('exit', () => console.log(${MOST_MEMORY})); await import(${JSON.stringify(resolve('src/cli/main.ts'))});`;
  return run(process.execPath, ['--max-old-space-size=300', '--input-type=module', '-e', script], {
    cwd: resolve('.'),
    maxBuffer: 1e8,
  }).then(
    ({ stdout, stderr }) => ({
      err: stderr,
      code: 0,
      megabytes: Number(stdout.trim().split('\n').at(-1)),
    }),
    (error: { stdout: string; stderr: string; code: number }) => ({
      err: error.stderr,
      code: error.code,
      megabytes: Number(error.stdout.trim().split('\n').at(-1)),
    }),
  );
}

describe('a flood ends in a clear error within bounded memory', () => {
  it('one line of 100 MB', async () => {
    const { err, code, megabytes } = await readAlone(
      await flood('line.csv', 'x'.repeat(1_000_000), 100, 'a,b\n1,'),
    );
    expect(err).toMatch(
      /line\.csv:2:1: not read: line 2 has 1000000\d\d characters; at most 10000000 are read\. Is the line end of this file CR, LF or CRLF\?/,
    );
    expect(code).toBe(1);
    expect(megabytes).toBeLessThan(500);
  });
  it('100,000 columns', async () => {
    const { err, code } = await readAlone(await flood('wide.csv', 'a,', 100_000));
    expect(err).toMatch(
      /wide\.csv:1:1: not read: line 1 has more than 20000 columns, which is more than are read\. Is the delimiter right\?/,
    );
    expect(code).toBe(1);
  });
  it('ten million empty lines', async () => {
    const { err, code, megabytes } = await readAlone(
      await flood('blank.csv', '\n'.repeat(100_000), 100, 'a,b\n1,2\n'),
    );
    expect(err).toMatch(
      /blank\.csv:\d+:1: not read: more than 1000000 empty lines follow one another/,
    );
    expect(code).toBe(1);
    expect(megabytes).toBeLessThan(500);
  });
  it('50 MB of NUL bytes are no table, and a table among them is read', async () => {
    const none = await readAlone(await flood('nul.csv', '\0'.repeat(100_000), 500));
    expect(none.err).toContain('there is no table in it');
    expect(none.err).toContain('50000000 NUL bytes dropped');
    const some = await readAlone(await flood('some.csv', '1,\x002\n\0\0', 1000, 'a,b\n'));
    expect(some.err).toContain('1000 rows in = 1000 accepted');
    expect(none.megabytes).toBeLessThan(500);
  });
  it('quotes that are never closed, on every line', async () => {
    const { err, code } = await readAlone(
      await flood('quotes.csv', '"a,b,5" pipe\n', 20_000, 'x,y,z\n'),
    );
    expect(err).toMatch(/2000[01] rows in = (19|20)\d{3} accepted/);
    expect(code).toBe(0);
  });
});
