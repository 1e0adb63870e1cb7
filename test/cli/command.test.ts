import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from './trilens.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-command-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function bash(script: string): Promise<string> {
  return new Promise((done, failed) =>
    execFile('bash', ['-c', script], (error, out) => (error ? failed(error) : done(out.trim()))),
  );
}

describe('the command', () => {
  it('says its version, as package.json has it', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    expect(await trilens(['--version'])).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
  });
  it('names the verb that was meant', async () =>
    expect(await trilens(['biuld'])).toMatchObject({
      code: 64,
      err: expect.stringContaining('There is no verb "biuld". Did you mean "build"?'),
    }));
});

describe('trilens completion', () => {
  it('completes verbs and options in bash, and a file after them', async () => {
    const { out } = await trilens(['completion', 'bash']);
    const script = join(dir, 'completion.bash');
    await writeFile(script, out);
    const completed = (words: string[]) =>
      bash(
        `source '${script}'; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _trilens; echo "\${COMPREPLY[@]}"`,
      );
    expect(await completed(['trilens', 'rel'])).toBe('releases');
    expect(await completed(['trilens', 'build', '--fa'])).toBe('--fail-on');
    expect(await completed(['trilens', 'freeze', '--ac'])).toBe('--accept-stale');
    expect(await completed(['trilens', 'read', 'exp'])).toBe('');
  });
  it('has a script for each other shell that names every verb, and refuses a shell that it does not know', async () => {
    const scripts = await Promise.all(
      ['zsh', 'fish', 'powershell'].map((shell) => trilens(['completion', shell])),
    );
    for (const { code, out } of scripts) {
      expect(code).toBe(0);
      for (const verb of ['init', 'build', 'schema', 'verify']) expect(out).toContain(verb);
    }
    expect(await trilens(['completion', 'tcsh'])).toMatchObject({
      code: 64,
      err: expect.stringContaining('one of bash, zsh, fish, powershell'),
    });
  });
});

describe('trilens doctor', () => {
  it('finds nothing that stops a build of the demonstration', async () => {
    const { code, out } = await trilens(['doctor']);
    expect(code, out).toBe(0);
    for (const name of ['runtime', 'package', 'browser', 'fonts', 'disk', 'contract'])
      expect(out).toMatch(new RegExp(`^ok +${name} `, 'm'));
  });
  it('says what stops one, and what to do', async () => {
    await writeFile(join(dir, 'trilens.config.ts'), "throw new Error('closed');\n");
    const { code, out } = await trilens(['doctor'], {
      cwd: dir,
      env: { TRILENS_BROWSER: 'none' },
    });
    expect(code).toBe(1);
    expect(out).toMatch(/^stop +content +there is no folder content\n +to do: name another/m);
    expect(out).toMatch(/^note +browser +there is none: no PDF/m);
    expect(out).toMatch(/^stop +config .*closed/m);
  });
});
