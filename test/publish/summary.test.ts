import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { consoleSummary } from '#publish/summary/console.ts';
import { markdownSummary } from '#publish/summary/markdown.ts';
import { type ExportLine, exitCode, type Summary } from '#publish/summary/summary.ts';
import { addToSummary } from '#publish/summary/write.ts';

const line = (name: string, more: Partial<ExportLine> = {}): ExportLine => ({
  name,
  freshness: 'fresh',
  refused: null,
  extracted: '2026-10-06',
  daysLate: null,
  rowsIn: 10,
  accepted: 9,
  quarantined: 1,
  ignored: 0,
  ...more,
});
const night = (more: Partial<Summary> = {}): Summary => ({
  name: 'Pumps',
  asOf: '2026-10-07',
  out: 'dist',
  exports: [line('stops', { quarantined: 0, accepted: 10 })],
  changes: null,
  findings: { error: 1, warn: 2, info: 3 },
  failing: [],
  failOn: 'refused',
  problems: [],
  notes: [],
  size: { pages: 5, files: 9, bytes: 1_234_567 },
  seconds: 4.2,
  ...more,
});

describe('the summary of a night', () => {
  it('says on the console what each export gave, the findings, the size and the seconds', () => {
    const text = consoleSummary(night());
    expect(text).toMatch(/stops +10 +10 +0 +0 {2}fresh/);
    expect(text).toContain(
      'Findings: 1 error, 2 warnings, 3 notes. 5 pages, 9 files, 1.2 MB, 4.2 s.',
    );
    expect(text.split('\n').at(-1)).toBe('Published dist as of 2026-10-07.');
  });

  it('fits one screen with a hundred exports: those that need a person are listed, the rest is one line', () => {
    const exports = [
      ...Array.from({ length: 97 }, (_, at) => line(`e${at}`, { quarantined: 0 })),
      line('silent', { freshness: 'stale', daysLate: 34 }),
      line('torn', {
        refused: { why: 'The newest dump was refused (it is empty).', lastGood: true },
      }),
      line('odd'),
    ];
    const text = consoleSummary(night({ exports }));
    expect(text.split('\n').length).toBeLessThan(40);
    expect(text).toMatch(/silent .*stale by 34 days/);
    expect(text).toMatch(/torn .*refused; last good of 2026-10-06 is shown/);
    expect(text).toMatch(/odd +10 +9 +1 +0/);
    expect(text).toMatch(/97 others +970 +873 +0 +0 {2}fresh/);
    expect(
      markdownSummary(night({ exports })).match(/^\| \w+ \| /gm)?.length,
    ).toBeGreaterThanOrEqual(100);
  });

  it('puts what is late or refused first, worst first', () => {
    const text = markdownSummary(
      night({
        exports: [
          line('a', { freshness: 'late', daysLate: 2 }),
          line('b', { freshness: 'stale', daysLate: 30 }),
          line('c', { refused: { why: 'Refused.', lastGood: false } }),
        ],
      }),
    );
    expect([...text.matchAll(/^- \*\*(\w)\*\*/gm)].map((match) => match[1])).toEqual([
      'c',
      'b',
      'a',
    ]);
  });

  it('gives 0, 1 and 2 as exit codes, and says why', () => {
    const refused = { rule: 'export/refused', severity: 'error' } as never;
    expect(exitCode(night())).toBe(0);
    expect(exitCode(night({ out: null }))).toBe(1);
    expect(exitCode(night({ failing: [refused] }))).toBe(2);
    expect(consoleSummary(night({ failing: [refused, refused] }))).toContain(
      '2 dumps were refused.',
    );
    expect(consoleSummary(night({ failing: [refused], failOn: 'warning' }))).toContain(
      'one finding is at or above "warning"',
    );
  });

  it('is text whatever a file held: no link, picture, HTML or table of its own, and no command to the terminal', () => {
    const hostile =
      '<img src=x onerror=alert(1)> | ![x](http://evil.example) [a](javascript:x) @team \u001b[31m\u202edcba `code` www.evil.example';
    const problem = {
      code: 'x',
      severity: 'error' as const,
      file: hostile,
      line: 1,
      column: null,
      found: hostile,
      fix: hostile,
    };
    const summary = night({
      out: null,
      name: hostile,
      notes: [hostile],
      problems: [problem],
      exports: [line(hostile, { refused: { why: hostile, lastGood: true } })],
    });
    const markdown = markdownSummary(summary);
    expect(markdown).not.toMatch(
      /<img|!\[|\]\(|https?:\/\/|www\.|@team|`code`|(?!\n)[\p{Cc}\p{Bidi_Control}]/u,
    );
    expect(
      markdown
        .split('\n')
        .find((row) => row.startsWith('| &lt;img'))
        ?.split('|').length,
    ).toBe(8);
    expect(consoleSummary(summary)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('is added to the file that was asked for and to the summary of the job, after what stands there', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-summary-'));
    await writeFile(join(dir, 'job.md'), 'before\n');
    await addToSummary('night\n', join(dir, 'deep/file.md'), join(dir, 'job.md'));
    expect(await readFile(join(dir, 'deep/file.md'), 'utf8')).toBe('night\n');
    expect(await readFile(join(dir, 'job.md'), 'utf8')).toBe('before\nnight\n');
  });
});
