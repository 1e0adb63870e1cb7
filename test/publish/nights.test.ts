import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV, ROOT, trilens } from '../cli/trilens.ts';

/** Runs the shipped script as a timer would, in the user's folder. */
function night(
  dir: string,
  env: Record<string, string> = {},
): Promise<{ code: number; log: string }> {
  return new Promise((done) => {
    execFile(
      '/bin/sh',
      [join(dir, 'nightly.sh')],
      { cwd: '/', env: { ...ENV, TRILENS_HOME: ROOT, TO: join(dir, 'site'), ...env } },
      (error, out, err) =>
        done({ code: error === null ? 0 : (error.code as unknown as number), log: out + err }),
    );
  });
}

/** A bare folder: a portfolio, and the files of `trilens setup systemd`; last night's dumps lie in `exports/`. */
async function bare(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-night-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  expect(await trilens(['setup', 'systemd', dir])).toMatchObject({ code: 0 });
  await cp(join(dir, 'data'), join(dir, 'exports'), { recursive: true });
  await writeFile(join(dir, 'fetch.sh'), 'set -e\ncp exports/* "$DATA"/\n');
  return dir;
}

const page = (dir: string, path: string) =>
  readFile(join(dir, 'site/current', path, 'index.html'), 'utf8');
const inPlace = (dir: string) => readlink(join(dir, 'site/current'));
const summaryOf = (dir: string) => readFile(join(dir, '.trilens/summary.md'), 'utf8');

describe('two nights on a plain server', () => {
  let dir: string;
  let first: string;
  const good = '16.6';
  beforeAll(async () => {
    dir = await bare();
    const ran = await night(dir);
    expect(ran, ran.log).toMatchObject({ code: 0 });
    first = await inPlace(dir);
  });

  it('the first night publishes, and says in one screen what', async () => {
    expect(await page(dir, 'metrics/unplanned-stops')).toContain('</html>');
    const summary = await summaryOf(dir);
    expect(summary).toMatch(/\| stops \| fresh \| \d+ \| \d+ \| 0 \| 0 \|/);
    expect(summary).toContain('In place: ');
    expect(summary).toMatch(/\| \d+ \| \d+ \| \d+ \| \d+ \| \d+ \| [\d.]+ MB \| [\d.]+ \|/);
  });

  it('the second night brings a bad dump: the portal stays up with the last good numbers and their date, and summary and exit code say so', async () => {
    const before = await page(dir, 'metrics/unplanned-stops');
    const extracted = /datetime="(\d{4}-\d\d-\d\d)"/.exec(before)?.[1] as string;
    const dump = await readFile(join(dir, 'exports/stops.csv'), 'utf8');
    await writeFile(
      join(dir, 'exports/stops.csv'),
      dump.replaceAll(/,N0\d,/g, ',??,').replace(good, '999999'),
    );
    const ran = await night(dir);
    expect(ran.code, ran.log).toBe(2);
    expect(ran.log).toMatch(/refused; last good of \d{4}-\d\d-\d\d is shown/);
    const summary = await summaryOf(dir);
    expect(summary).toContain('one dump was refused');
    expect(summary).toMatch(/### Since the build of \d{4}-\d\d-\d\d/);
    expect(summary).toContain(
      'Exports: Stop log: its newest dump was refused; the last good one is shown.',
    );
    expect(summary).toMatch(/Findings: New: Stop log: .*quarantined/);
    expect(summary).toContain(`these are the last good numbers`);
    expect(await inPlace(dir)).not.toBe(first);
    const after = await page(dir, 'metrics/unplanned-stops');
    expect(after).toContain('The newest dump was refused');
    expect(after).toContain(`datetime="${extracted}"`);
    expect(after).not.toContain('999,999');
    const numbers = async (of: string) =>
      (
        JSON.parse(
          await readFile(join(dir, 'site', of, 'api/metrics/unplanned-stops.json'), 'utf8'),
        ) as { series: unknown }
      ).series;
    expect(await numbers('current')).toEqual(await numbers(first));
  });

  it('a night on which nothing can be read publishes nothing: the release in place stays, code 1', async () => {
    const held = await inPlace(dir);
    await writeFile(join(dir, 'content/portfolio.yaml'), 'name: [unclosed');
    const ran = await night(dir);
    expect(ran.code, ran.log).toBe(1);
    expect(await summaryOf(dir)).toContain('Nothing was published');
    expect(await inPlace(dir)).toBe(held);
    await writeFile(join(dir, 'content/portfolio.yaml'), 'name: Readable again\n');
    const compared = await night(dir, { PREVIOUS: join(dir, 'data/datapackage.json') });
    expect(compared.code, compared.log).toBe(1);
    expect(await summaryOf(dir)).toContain('it is not a portfolio document');
    expect(await inPlace(dir)).toBe(held);
    expect(
      (await readdir(join(dir, '.trilens'))).filter((name) => name.startsWith('site-')),
    ).toEqual([]);
  });
}, 300_000);

it('what a killed night left is cleared away by the next one', async () => {
  const dir = await bare();
  const killed = spawnSync('true').pid;
  for (const left of [
    join(dir, `.trilens/site-${killed}`),
    join(ROOT, `.trilens/build-${killed}`),
  ]) {
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'index.html'), 'half');
  }
  expect((await night(dir)).code).toBe(0);
  for (const folder of [join(dir, '.trilens'), join(ROOT, '.trilens')])
    expect((await readdir(folder)).filter((name) => name.endsWith(`-${killed}`))).toEqual([]);
}, 240_000);

it('dumps that cannot be fetched are said, the portal is built from what is there, and the code is 2', async () => {
  const dir = await bare();
  await writeFile(join(dir, 'fetch.sh'), 'echo "no route to host" >&2; exit 7\n');
  const ran = await night(dir);
  expect(ran.code, ran.log).toBe(2);
  expect(await summaryOf(dir)).toContain('could not be fetched (fetch.sh ended with 7)');
  expect(await page(dir, '')).toContain('</html>');
}, 240_000);

it('a release that cannot be put in place makes the night fail and is said', async () => {
  const dir = await bare();
  await writeFile(join(dir, 'site'), 'a file where the folder of releases should be');
  const ran = await night(dir);
  expect(ran.code, ran.log).toBe(1);
  expect(await summaryOf(dir)).toContain('Not put in place');
}, 240_000);

it('a night of editions publishes each in a folder of its own and compares each with itself', async () => {
  const dir = await bare();
  await writeFile(
    join(dir, 'content/portfolio.yaml'),
    `${await readFile(join(dir, 'content/portfolio.yaml'), 'utf8')}\naudiences: [leadership, plant]\n`,
  );
  for (let turn = 0; turn < 2; turn++) {
    const ran = await night(dir, { AUDIENCE: 'all' });
    expect(ran.code, ran.log).toBe(0);
    if (turn === 1) expect(ran.log).toContain('Since the build of');
  }
  for (const edition of ['leadership', 'plant'])
    expect(await page(dir, edition)).toContain('</html>');
}, 300_000);
