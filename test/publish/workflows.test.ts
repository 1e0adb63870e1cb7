import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { ENV, ROOT, trilens } from '../cli/trilens.ts';

/** The two steps that need a network; a checkout with its packages stands where they would leave one. */
const GETTING = [/git clone --quiet --depth 1 --branch/, /npm ci --prefix/];

/** A user's repository with the files of one target, and Trilens beside it as the first steps would have left it. */
async function repository(target: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), `trilens-${target}-`));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  expect(await trilens(['setup', target, dir])).toMatchObject({ code: 0 });
  await symlink(ROOT, join(dir, 'trilens'));
  return dir;
}

function shell(
  command: string[],
  dir: string,
  env: Record<string, string>,
): Promise<{ code: number; log: string }> {
  return new Promise((done) => {
    execFile(
      command[0] as string,
      command.slice(1),
      { cwd: dir, env: { ...ENV, ...env } },
      (error, out, err) =>
        done({ code: error === null ? 0 : (error.code as unknown as number), log: out + err }),
    );
  });
}

/** A dump that cannot be read after a good one: the job publishes with a finding. */
async function spoil(dir: string): Promise<void> {
  const file = join(dir, 'data/stops.csv');
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(/,N0\d,/g, ',??,'));
}

interface Step {
  uses?: string;
  run?: string;
  id?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}

it('GitHub Actions: every night, on push and by hand; a night with findings is published and then reported', async () => {
  const dir = await repository('github');
  const workflow = parse(await readFile(join(dir, '.github/workflows/portal.yml'), 'utf8')) as {
    on: Record<string, unknown>;
    env: Record<string, string>;
    jobs: { portal: { steps: Step[] } };
  };
  expect(Object.keys(workflow.on)).toEqual(['schedule', 'push', 'workflow_dispatch']);
  const { steps } = workflow.jobs.portal;
  const uses = steps.flatMap((step) => step.uses?.split('@')[0] ?? []);
  expect(uses).toEqual(
    expect.arrayContaining([
      'actions/cache/restore',
      'actions/cache/save',
      'actions/upload-pages-artifact',
      'actions/deploy-pages',
    ]),
  );
  expect(
    steps
      .filter((step) => step.uses?.startsWith('actions/cache/'))
      .every((step) => step.with?.['path'] === '.trilens'),
  ).toBe(true);

  const night = async () => {
    const files = {
      GITHUB_OUTPUT: join(dir, 'output'),
      GITHUB_STEP_SUMMARY: join(dir, 'step-summary.md'),
    };
    for (const file of Object.values(files)) await writeFile(file, '');
    const filled = (text: string, outputs: Record<string, string>) =>
      text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) =>
        name === 'steps.pages.outputs.base_path'
          ? '/portal'
          : (outputs[name.split('.').at(-1) as string] ?? ''),
      );
    const codes: Record<string, number> = {};
    for (const step of steps) {
      if (step.run === undefined || GETTING.some((pattern) => pattern.test(step.run as string)))
        continue;
      const outputs = Object.fromEntries(
        (await readFile(files.GITHUB_OUTPUT, 'utf8'))
          .split('\n')
          .filter(Boolean)
          .map((line) => line.split('=') as [string, string]),
      );
      const env = Object.fromEntries(
        Object.entries({ ...workflow.env, ...step.env }).map(([name, value]) => [
          name,
          filled(String(value), outputs),
        ]),
      );
      const ran = await shell(['bash', '-e', '-c', step.run], dir, { ...env, ...files });
      codes[step.id ?? 'report'] = ran.code;
      expect(ran.code, ran.log).not.toBe(127);
    }
    return { codes, summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8') };
  };
  const good = await night();
  expect(good.codes).toEqual({ build: 0, report: 0 });
  expect(good.summary).toMatch(/\| stops \| fresh \|/);
  expect(await readFile(join(dir, 'dist/index.html'), 'utf8')).toContain('href="/portal/');
  await spoil(dir);
  const bad = await night();
  expect(bad.codes).toEqual({ build: 0, report: 2 });
  expect(bad.summary).toContain('one dump was refused');
  expect(bad.summary).toContain('Since the build of');
  await writeFile(join(dir, 'content/portfolio.yaml'), 'name: [');
  expect((await night()).codes['build']).toBe(1);
}, 300_000);

it('setup leaves settings for updates: Dependabot on GitHub, Renovate elsewhere, with security fixes at any time', async () => {
  const dependabot = parse(
    await readFile(join(await repository('github'), '.github/dependabot.yml'), 'utf8'),
  ) as { version: number; updates: { 'package-ecosystem': string }[] };
  expect(dependabot.version).toBe(2);
  expect(dependabot.updates.map((update) => update['package-ecosystem'])).toEqual([
    'npm',
    'github-actions',
  ]);
  for (const target of ['gitlab', 'azure'])
    expect(
      JSON.parse(await readFile(join(await repository(target), 'renovate.json'), 'utf8')),
    ).toMatchObject({
      vulnerabilityAlerts: { enabled: true, schedule: ['at any time'] },
      // Renovate has alerts of its own on GitHub alone: docs.renovatebot.com, vulnerabilityAlerts.
      osvVulnerabilityAlerts: true,
    });
});

it('GitLab CI: a night with findings ends with 2, which the pipeline shows as a warning and publishes', async () => {
  const dir = await repository('gitlab');
  const pipeline = parse(await readFile(join(dir, '.gitlab-ci.yml'), 'utf8')) as {
    variables: Record<string, string>;
    build: {
      script: string[];
      allow_failure: { exit_codes: number };
      artifacts: { when: string };
      cache: { paths: string[] }[];
    };
    pages: { script: string[] };
  };
  expect(pipeline.build.allow_failure.exit_codes).toBe(2);
  expect(pipeline.build.artifacts.when).toBe('always');
  expect(pipeline.build.cache.flatMap((cache) => cache.paths)).toContain('.trilens');
  const variables = Object.fromEntries(
    Object.entries(pipeline.variables).map(([name, value]) => [
      name,
      value.replace('$CI_PROJECT_DIR', dir),
    ]),
  );
  const job = (script: string[]) =>
    shell(
      [
        'sh',
        '-e',
        '-c',
        script.filter((line) => !GETTING.some((pattern) => pattern.test(line))).join('\n'),
      ],
      dir,
      variables,
    );
  expect((await job(pipeline.build.script)).code).toBe(0);
  expect((await job(pipeline.pages.script)).code).toBe(0);
  await spoil(dir);
  const bad = await job(pipeline.build.script);
  expect(bad.code, bad.log).toBe(2);
  expect(await readFile(join(dir, '.trilens/summary.md'), 'utf8')).toContain(
    'one dump was refused',
  );
  expect((await job(pipeline.pages.script)).code).toBe(0);
}, 300_000);

it('Azure Pipelines: a night with findings succeeds with issues and puts the summary on the page of the run', async () => {
  const dir = await repository('azure');
  const pipeline = parse(await readFile(join(dir, 'azure-pipelines.yml'), 'utf8')) as {
    schedules: { cron: string; always: boolean }[];
    trigger: unknown;
    variables: Record<string, string>;
    jobs: { steps: { script?: string; task?: string; inputs?: Record<string, string> }[] }[];
  };
  expect(pipeline.schedules[0]).toMatchObject({ cron: '30 3 * * *', always: true });
  const steps = pipeline.jobs[0]?.steps ?? [];
  expect(
    steps.filter((step) => step.task === 'Cache@2').map((step) => step.inputs?.['path']),
  ).toContain('.trilens');
  const night = async () => {
    let log = '';
    for (const step of steps) {
      if (
        step.script === undefined ||
        GETTING.some((pattern) => pattern.test(step.script as string))
      )
        continue;
      const ran = await shell(
        ['bash', '--noprofile', '--norc', '-c', step.script],
        dir,
        pipeline.variables,
      );
      log += ran.log;
      if (ran.code !== 0) return { code: ran.code, log };
    }
    return { code: 0, log };
  };
  const good = await night();
  expect(good.code, good.log).toBe(0);
  expect(good.log).toContain(`##vso[task.uploadsummary]`);
  expect(good.log).not.toContain('SucceededWithIssues');
  await spoil(dir);
  const bad = await night();
  expect(bad).toMatchObject({
    code: 0,
    log: expect.stringContaining('##vso[task.complete result=SucceededWithIssues;]'),
  });
}, 300_000);

const systemd = (() => {
  try {
    execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

it.skipIf(!systemd)(
  'systemd: service and timer are units that it accepts, and the timer elapses every night',
  async () => {
    const dir = await repository('systemd');
    const units = await Promise.all(
      ['trilens.service', 'trilens.timer'].map((name) => readFile(join(dir, name), 'utf8')),
    );
    expect(units[0]).toContain(`ExecStart=/bin/sh ${dir}/nightly.sh`);
    const verified = await shell(
      ['systemd-analyze', 'verify', join(dir, 'trilens.service'), join(dir, 'trilens.timer')],
      dir,
      {},
    );
    expect(
      verified.log
        .split('\n')
        .filter((line) => line.includes('trilens') && !line.includes('User=')),
    ).toEqual([]);
    const when = /OnCalendar=(.*)/.exec(units[1] as string)?.[1] as string;
    expect((await shell(['systemd-analyze', 'calendar', when], dir, {})).log).toContain('03:30:00');
  },
);

it('files that are there already are left as they are, and an unknown target is answered with the known ones', async () => {
  const dir = await repository('gitlab');
  await writeFile(join(dir, 'fetch.sh'), 'mine');
  expect(await trilens(['setup', 'gitlab', dir])).toMatchObject({
    code: 0,
    out: expect.stringContaining('it is there already'),
  });
  expect(await readFile(join(dir, 'fetch.sh'), 'utf8')).toBe('mine');
  expect(await trilens(['setup', 'jenkins', dir])).toMatchObject({
    code: 64,
    err: expect.stringContaining('github, gitlab, azure, systemd, nginx'),
  });
  expect(await trilens(['setup', 'nginx', dir, '--host', 'a; evil'])).toMatchObject({ code: 64 });
});
