import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentState } from '#model/record/revision.ts';
import { composePortal } from '#site/compose.ts';
import { bakery } from '../bakery.ts';
import { trilens } from './trilens.ts';

let root: string;
const run = (verb: string, ...more: string[]) =>
  trilens([
    verb,
    ...more,
    '--content',
    join(root, 'content'),
    '--data',
    join(root, 'data'),
    '--cache',
    join(root, 'cache'),
  ]);
const edit = async (file: string, from: string, to: string) => {
  const path = join(root, 'content', file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
};
const INITIATIVE = 'initiatives/scan-at-oven.mdx';
const REVIEW = '  - id: scan-accept-south\n    phase: roll-out\n';
const found = async (rule: string) => {
  const { findings } = JSON.parse(
    (await run('check', '--format', 'json', '--fail-on', 'never')).out,
  ) as { findings: { rule: string; file: string; line: number; what: string }[] };
  return findings.filter((finding) => finding.rule === rule);
};

describe('trilens lock of a playbook', () => {
  it('prints its next revision; pasted and signed, the page calls it approved, and not once a step has changed', async () => {
    root = await bakery();
    await mkdir(join(root, 'content/playbooks'));
    const file = join(root, 'content/playbooks/oven.mdx');
    const text = (front: string, step = 'Wait.') =>
      `---\ntitle: Oven\napprovedBy: [safety]\n${front}---\n\n<Steps>\n<Step title="Cool">${step}</Step>\n</Steps>\n`;
    await writeFile(file, text(''));
    const { code, out, err } = await run('lock', 'oven');
    expect([code, err]).toEqual([0, expect.stringContaining('content/playbooks/oven.mdx')]);
    const hash = /text: "([0-9a-f]{8})"/.exec(out)?.[1];
    const front = `revisions:\n${out}approvals:\n  - { role: safety, name: B. Line, date: 2026-03-01, text: "${hash}" }\n`;
    const status = async (source: string) => {
      await writeFile(file, source);
      const { portal, problems } = await composePortal({
        contentDir: join(root, 'content'),
        dataDir: join(root, 'data'),
        asOf: null,
        cacheDir: join(root, 'cache'),
      });
      expect(problems).toEqual([]);
      const [playbook] = portal?.portfolio.playbooks ?? [];
      return playbook && documentState(playbook, portal?.portfolio.asOf ?? '').status;
    };
    expect(await status(text(front))).toBe('approved');
    expect(await status(text(front, 'Do not wait.'))).toBe('changed');
    await rm(root, { recursive: true, force: true });
  }, 60_000);
});

describe('trilens lock', () => {
  beforeAll(async () => {
    root = await bakery();
  });

  it('prints the line to paste, and where it belongs; pasted, the gate is locked and nothing is called moved', async () => {
    expect(await found('gate/not-locked')).toHaveLength(1);
    const { code, out, err } = await run('lock', 'scan-accept-south');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ {4}locked: \{ on: 2026-03-04, criteria: \{ used: "[0-9a-f]{8}" \} \}\n$/,
    );
    expect(err).toMatch(/"- id: scan-accept-south", content\/initiatives\/scan-at-oven\.mdx:60/);
    await edit(INITIATIVE, REVIEW, REVIEW + out);
    expect([await found('gate/not-locked'), await found('gate/moved-criteria')]).toEqual([[], []]);
  }, 60_000);

  it('polished words are no change; a threshold that moves is reported by check, with its line', async () => {
    const framework = 'frameworks/two-steps.yaml';
    const asked =
      '      - { id: used, title: Bakers scan, metric: scan-use, must: ">= 80 %", sustained: 4, per: site }\n  - id: roll-out';
    const rollOut =
      'gateTitle: Accepted\n    signOffs: [ot-lead]\n    criteria:\n      - { id: used, title: Bakers scan, metric: scan-use, must: ">= 80 %"';
    expect(await readFile(join(root, 'content', framework), 'utf8')).toContain(asked);
    await edit(framework, rollOut, rollOut.replace('Bakers scan', 'Every baker scans'));
    expect(await found('gate/moved-criteria')).toEqual([]);
    await edit(
      framework,
      rollOut.replace('Bakers scan', 'Every baker scans'),
      rollOut.replace('80 %', '60 %'),
    );
    const [moved] = await found('gate/moved-criteria');
    expect(moved).toMatchObject({
      file: expect.stringMatching(/content\/initiatives\/scan-at-oven\.mdx$/),
      line: 62,
      what: 'T2 Accepted: since the lock of 4 March 2026 changed: used.',
    });
  }, 60_000);

  it('a gate that is not there is named with the nearest that is', async () => {
    const { code, err } = await run('lock', 'scan-accept-sout');
    expect(code).toBe(64);
    expect(err).toContain('There is no gate "scan-accept-sout". Did you mean "scan-accept-south"?');
  }, 30_000);
});
