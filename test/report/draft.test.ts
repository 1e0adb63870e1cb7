import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';

let content: string;
let monthly: string;
let board: string;
const draft = (...args: string[]) => trilens(['report', 'new', ...args, '--content', content]);
beforeAll(async () => {
  content = join(await mkdtemp(join(tmpdir(), 'trilens-draft-')), 'content');
  await cp(join(ROOT, 'content'), content, { recursive: true });
  expect(await draft('--kind', 'monthly', '--period', '2026-10')).toMatchObject({
    code: 0,
    out: expect.stringContaining('trilens freeze 2026-10'),
  });
  expect(await draft('--kind', 'quarterly', '--period', '2026-Q4')).toMatchObject({ code: 0 });
  monthly = await readFile(join(content, 'reports/2026-10.mdx'), 'utf8');
  board = await readFile(join(content, 'reports/2026-q4-board.mdx'), 'utf8');
}, 180_000);

describe('trilens report new', () => {
  it('drafts a monthly report with the sections that leadership expects, in their order', () => {
    expect([...monthly.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual([
      'The first screen',
      'Decisions requested',
      'What changed',
      'Goals',
      'The portfolio',
      'Use, site by site',
      'Who waits for whom',
      'Money',
      'What we learned, what we stopped',
      'How far the numbers can be trusted',
    ]);
    for (const block of [
      'Answers',
      'Decisions',
      'Changes',
      'Goals',
      'Portfolio',
      'Sites',
      'Friction',
      'Money',
      'Learning',
      'Confidence',
    ])
      expect(monthly).toContain(`<${block} />`);
  });

  it('in sentences that hold the numbers of the data, with their date and the state of the signal', () => {
    expect(monthly).toContain(
      '398.9 EUR against 389.7 EUR planned for September 2026: 9.2 EUR unfavourable',
    );
    expect(monthly).toContain(
      'Stable at a level that misses the target of 94.0 %; the process itself has to change.',
    );
    expect(monthly).toContain('Finance confirmed 545 k EUR of 1,043 claimed and 1,520 planned');
  });

  it('on a period that is over tells what was known on its last day', async () => {
    expect(await draft('--kind', 'monthly', '--period', '2026-08', '--id', 'late')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Judged as of 2026-08-31, the last day of August 2026'),
    });
    const late = await readFile(join(content, 'reports/late.mdx'), 'utf8');
    expect(late).toContain('asOf: 2026-08-31');
    expect(late).not.toMatch(/September 2026: |planned for September/);
  }, 180_000);

  it('lists who is asked for which decision by when, and what the evidence supports', () => {
    const asked =
      /decisionsNeeded:\n((?: {2}- .*\n)+)/.exec(monthly)?.[1]?.trim().split('\n') ?? [];
    expect(asked[0]).toContain(
      'Stop window at San Telmo Norte for gateways? Plant manager STN, needed since 27 February 2026.',
    );
    expect(asked).toContainEqual(
      expect.stringContaining('The evidence says improve and try again'),
    );
    expect(asked).toContainEqual(expect.stringContaining('by 28 October 2026'));
  });

  it('a board pack states its purpose first and holds a paper for each initiative to decide on, with what each option would be', () => {
    const sections = [...board.matchAll(/^## (.*)$/gm)].map((match) => match[1] as string);
    expect(sections.slice(0, 2)).toEqual(['Purpose', 'Where we stand, and where this leads']);
    expect(sections.filter((title) => title.startsWith('Paper'))).toContain(
      'Paper 3: Sequence Assist',
    );
    expect(board).toContain('- *Advance*: would go further than the recorded evidence.');
    expect(board).toContain('<Gate initiative="sequence-assist" review="sequence-assist-g1" />');
  });

  it('writes nothing that a report must not say', () => {
    for (const text of [monthly, board])
      expect(text).not.toMatch(
        /\b(significant|on track|record month|highest since|AI-driven|undefined|NaN|null)\b/i,
      );
  });

  it('both read without a problem and are frozen as they are', async () => {
    const checked = await trilens(['check', '--content', content, '--json']);
    const { problems, findings } = JSON.parse(checked.out) as {
      problems: { file: string }[];
      findings: { rule: string; record: string; what: string }[];
    };
    expect(
      findings
        .filter((finding) => /reports\/(2026-10|2026-q4-board)/.test(finding.record))
        .map((finding) => `${finding.rule}: ${finding.what}`),
    ).toEqual([]);
    expect(
      problems.filter((problem) => problem.file.includes('2026-10') || problem.file.includes('q4')),
    ).toEqual([]);
    expect(
      await trilens(['freeze', '2026-q4-board', '--content', content, '--accept-stale']),
    ).toMatchObject({ code: 0 });
  }, 180_000);

  it('a title full of markup stays text', async () => {
    const file = join(content, 'initiatives/sequence-assist.mdx');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace(
        'title: Sequence Assist',
        'title: "Sequence <b>{assist}</b> _now_"',
      ),
    );
    expect(
      await draft('--kind', 'quarterly', '--period', '2026-Q4', '--id', 'hostile'),
    ).toMatchObject({ code: 0 });
    expect(await readFile(join(content, 'reports/hostile.mdx'), 'utf8')).toContain(
      '## Paper 3: Sequence \\<b\\>\\{assist\\}\\</b\\> \\_now\\_',
    );
    const { problems } = JSON.parse(
      (await trilens(['check', '--content', content, '--json'])).out,
    ) as { problems: { file: string }[] };
    expect(problems.filter((problem) => problem.file.includes('hostile'))).toEqual([]);
  }, 180_000);

  it('never overwrites, and names what a kind and a period must be', async () => {
    const before = await readFile(join(content, 'reports/2026-10.mdx'), 'utf8');
    expect(await draft('--kind', 'monthly', '--period', '2026-10')).toMatchObject({
      code: 64,
      err: expect.stringContaining('nothing is overwritten'),
    });
    expect(await readFile(join(content, 'reports/2026-10.mdx'), 'utf8')).toBe(before);
    expect(await draft('--kind', 'monthly', '--period', '2026-Q4')).toMatchObject({
      code: 64,
      err: expect.stringContaining('a month such as 2026-10'),
    });
    expect(await draft('--kind', 'weekly', '--period', '2026-10')).toMatchObject({
      code: 64,
      err: expect.stringContaining('monthly or quarterly'),
    });
    expect(await draft('--kind', 'monthly', '--period', '2026-10', '--id', '../x')).toMatchObject({
      code: 64,
    });
  }, 180_000);
});
