import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ENV, ROOT, trilens } from '../cli/trilens.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-previews-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  for (const target of ['github', 'gitlab', 'azure'])
    expect(await trilens(['setup', target, dir])).toMatchObject({ code: 0 });
  await symlink(ROOT, join(dir, 'trilens'));
  // A preview that fetched would leave a file.
  await writeFile(join(dir, 'fetch.sh'), 'touch fetched\n');
}, 120_000);
afterAll(() => rm(dir, { recursive: true }));

const file = async (name: string) => parse(await readFile(join(dir, name), 'utf8'));

function shell(script: string[], env: Record<string, string>) {
  return new Promise<{ code: number; log: string }>((done) => {
    execFile(
      'sh',
      ['-e', '-c', script.join('\n')],
      { cwd: dir, env: { ...ENV, ...env } },
      (error, out, err) => done({ code: error === null ? 0 : Number(error.code), log: out + err }),
    );
  });
}

describe('a merge request has a portal to look at', () => {
  it('on GitLab under an address of its own, built without fetching and without secrets', async () => {
    const { review, build, pages, workflow } = await file('.gitlab-ci.yml');
    const ofRequest = '$CI_PIPELINE_SOURCE == "merge_request_event"';
    expect(workflow.rules.map((rule: { if: string }) => rule.if)).toContain(ofRequest);
    expect(review.rules).toEqual([{ if: ofRequest }]);
    for (const job of [build, pages])
      expect(job.rules).toEqual([{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }]);
    expect(review.environment.url).toBe('$PREVIEW_URL');
    const script = (review.script as string[]).filter((line) => !/git clone|npm ci/.test(line));
    const { code, log } = await shell(script, {
      CI_PROJECT_PATH: 'works/office/portal',
      CI_PROJECT_ROOT_NAMESPACE: 'works',
      CI_PAGES_DOMAIN: 'pages.example.com',
      CI_JOB_ID: '4711',
      OUT: 'public',
    });
    expect(code, log).toBe(0);
    const base = '/-/office/portal/-/jobs/4711/artifacts/public/';
    expect(await readFile(join(dir, 'preview.env'), 'utf8')).toBe(
      `PREVIEW_URL=https://works.pages.example.com${base}index.html\n`,
    );
    expect(await readFile(join(dir, 'public/index.html'), 'utf8')).toContain(`href="${base}`);
    expect(await stat(join(dir, 'fetched')).catch(() => null)).toBeNull();
  }, 120_000);

  it('on GitHub as an artifact of a job that may read and nothing else', async () => {
    const { on, permissions, jobs } = await file('.github/workflows/preview.yml');
    expect(on).toBe('pull_request');
    expect(permissions).toEqual({ contents: 'read' });
    const { steps } = jobs.preview as { steps: { uses?: string; run?: string }[] };
    const uses = steps.flatMap(({ uses }) => uses?.split('@')[0] ?? []);
    expect(uses).toContain('actions/upload-artifact');
    expect(uses).not.toContain('actions/cache/save');
    expect(JSON.stringify(jobs)).not.toContain('secrets.');
    expect(steps.some(({ run }) => run?.includes('sh preview.sh'))).toBe(true);
  });

  it('on Azure in an environment of the request, and only there', async () => {
    const { pr, jobs } = await file('azure-pipelines.yml');
    expect(pr.branches.include).toEqual(['main']);
    const deployments = jobs[0].steps.filter(
      ({ task }: { task?: string }) => task === 'AzureStaticWebApp@0',
    );
    expect(deployments).toMatchObject([
      { condition: "and(succeeded(), ne(variables['Build.Reason'], 'PullRequest'))" },
      {
        condition: "and(succeeded(), eq(variables['Build.Reason'], 'PullRequest'))",
        inputs: { deployment_environment: 'pr$(System.PullRequest.PullRequestId)' },
      },
    ]);
  });
});
