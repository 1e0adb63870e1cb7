import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV, ROOT } from '../cli/trilens.ts';

const MAIN = join(ROOT, 'src/cli/main.ts');
/** A clock that runs 400 days ahead, loaded before the program. */
const AHEAD = `data:text/javascript,${encodeURIComponent('const Real = Date, ahead = 400 * 864e5; globalThis.Date = class extends Real { constructor(...args) { if (args.length === 0) super(Real.now() + ahead); else super(...args); } static now() { return Real.now() + ahead; } };')}`;

/** Where it is possible the second portal is built without a network; only an administrator on Linux may take it away. */
const mayCut = (() => {
  try {
    execFileSync('unshare', ['-n', '-m', 'sh', '-c', 'mount -t tmpfs tmpfs /usr/share/fonts'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
})();

/** No system font, as in a slim container: an empty disk over the folder. */
const WITHOUT_FONTS = 'mount -t tmpfs tmpfs /usr/share/fonts && exec "$@"';

/** The second portal is built on one processor where its number can be chosen. */
const mayPin = (() => {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The demonstration with its reports published, so that PDFs and slides are among the files. */
async function portfolio(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-same-'));
  for (const name of ['content', 'data'])
    await cp(join(ROOT, name), join(dir, name), { recursive: true });
  for (const name of (await readdir(join(dir, 'content/reports'))).filter((file) =>
    file.endsWith('.mdx'),
  )) {
    const file = join(dir, 'content/reports', name);
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace(/^status: draft$/m, 'status: published'),
    );
  }
  return dir;
}

function build(
  command: string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number; log: string }> {
  return new Promise((done) => {
    execFile(
      command[0] as string,
      [
        ...command.slice(1),
        'build',
        '--content',
        'content',
        '--data',
        'data',
        '--cache',
        'cache',
        '--out',
        'dist',
        '--base',
        '/portal/',
      ],
      { cwd, env: { ...ENV, ...env }, maxBuffer: 1e8 },
      (error, out, err) =>
        done({ code: error === null ? 0 : (error.code as unknown as number), log: out + err }),
    );
  });
}

async function filesOf(dir: string): Promise<Map<string, Buffer>> {
  const entries = (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    await Promise.all(
      entries.map(async (file) => [file.slice(dir.length + 1), await readFile(file)] as const),
    ),
  );
}

describe('the same content, data, day and version', () => {
  let here: Map<string, Buffer>;
  let there: Map<string, Buffer>;
  beforeAll(async () => {
    const [first, second] = [await portfolio(), await portfolio()];
    const one = await build([process.execPath, MAIN], first, {});
    expect(one.code, one.log).toBe(0);
    const two = await build(
      [
        ...(mayPin ? ['taskset', '-c', '0'] : []),
        ...(mayCut ? ['unshare', '-n', '-m', 'sh', '-c', WITHOUT_FONTS, 'sh'] : []),
        process.execPath,
        '--import',
        AHEAD,
        MAIN,
      ],
      second,
      { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'C', HOME: second },
    );
    expect(two.code, two.log).toBe(0);
    [here, there] = [await filesOf(join(first, 'dist')), await filesOf(join(second, 'dist'))];
  }, 240_000);

  it('give the same portal, byte for byte, in another folder, year, time zone and language, with one processor and without a system font: pages, index, feeds, PDFs, slides', () => {
    for (const kind of ['.html', '.pdf', '.pptx', '.pf_meta', '.json', '.css', '.js'])
      expect(
        [...here.keys()].some((name) => name.endsWith(kind)),
        kind,
      ).toBe(true);
    expect([...there.keys()]).toEqual([...here.keys()]);
    expect(
      [...here].filter(([name, bytes]) => !there.get(name)?.equals(bytes)).map(([name]) => name),
    ).toEqual([]);
  });

  it('say nothing of the machine that built it', () => {
    for (const [name, bytes] of here) {
      for (const trace of ['trilens-same-', ROOT.replace(/\/$/, ''), tmpdir() + '/'])
        expect(bytes.includes(trace), `${name} holds ${trace}`).toBe(false);
    }
  });
});
