import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { factsHash } from '#ingest/content/facts.ts';
import type { FrozenFacts } from '#model/report/facts/freeze.ts';
import { type Folder, reportFolder } from './folder.ts';

const FACTS = 'content/reports/2026-10.facts.json';
const words = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const LAST = '2026-10-26';

describe('a frozen report', () => {
  let folder: Folder;
  let facts: FrozenFacts;
  beforeAll(async () => {
    folder = await reportFolder();
    expect(await folder.run('freeze', '2026-10')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Froze Stops in October as of 2026-11-01'),
    });
    facts = JSON.parse(await folder.read(FACTS)) as FrozenFacts;
  }, 180_000);

  it('holds the digest of every export that it was computed from', async () => {
    const sha256 = createHash('sha256')
      .update(await readFile(join(folder.dir, 'data/stops.csv')))
      .digest('hex');
    expect(facts.exports[0]).toMatchObject({
      name: 'stops',
      files: [{ path: 'stops.csv', sha256, rowsIn: 88, accepted: 88 }],
    });
  });

  it('holds every number that its charts, tables and sentences show', () => {
    const metric = facts.shown.metrics.find((one) => one.metric.id === 'unplanned-stops');
    expect(metric?.all.values).toHaveLength(44);
    expect(metric?.bySite.map((scope) => scope.values.length)).toEqual([44, 44]);
    expect(facts.shown.answers).toHaveLength(12);
  });

  it('is the same to the byte in another folder', async () => {
    const other = await reportFolder();
    await other.run('freeze', '2026-10');
    expect(await other.read(FACTS)).toBe(await folder.read(FACTS));
  }, 180_000);

  it('is not frozen twice without a reason, and the reason is kept and shown', async () => {
    const before = await folder.read(FACTS);
    expect(await folder.run('freeze', '2026-10')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--again'),
    });
    expect(await folder.read(FACTS)).toBe(before);
    const other = await reportFolder();
    await other.run('freeze', '2026-10');
    expect(
      (await other.run('freeze', '2026-10', '--again', 'the week of the holiday was missing')).code,
    ).toBe(0);
    expect((JSON.parse(await other.read(FACTS)) as FrozenFacts).again).toEqual([
      { asOf: '2026-11-01', reason: 'the week of the holiday was missing', replaces: facts.hash },
    ]);
    expect((await other.build()).code).toBe(0);
    expect(words(await other.read('dist/reports/2026-10/index.html'))).toContain(
      'The week of the holiday was missing.',
    );
  }, 240_000);

  it('an unknown report is answered with the nearest', async () => {
    expect(await folder.run('freeze', '2026-11')).toMatchObject({
      code: 64,
      err: expect.stringContaining('Did you mean "2026-10"?'),
    });
  }, 180_000);
});

describe('after later data', () => {
  let folder: Folder;
  let page: string;
  let shown: string;
  beforeAll(async () => {
    folder = await reportFolder();
    await folder.run('freeze', '2026-10');
    await folder.build('--as-of', '2026-11-01');
    shown = await folder.read('dist/reports/2026-10/index.html');
    await folder.restate(LAST, 'N01', '33.8');
    expect(
      (
        await folder.build(
          '--as-of',
          '2026-11-02',
          '--previous',
          join(folder.dir, 'dist/api/portfolio.json'),
        )
      ).code,
    ).toBe(0);
    page = await folder.read('dist/reports/2026-10/index.html');
  }, 240_000);

  it('the page still shows the numbers that were reported, in text, table and chart', async () => {
    const chart = (html: string) =>
      [...html.matchAll(/<path d="[^"]{80,}"/g)].map((match) => match[0]);
    expect(words(shown)).toContain('7.5 % (week of 26 October 2026)');
    expect(words(page)).toContain('7.5 % (week of 26 October 2026)');
    expect(words(page)).toContain('2026-W44 7.0 16.9 240');
    expect(chart(page)).toEqual(chart(shown));
    const live = await folder.read('dist/metrics/unplanned-stops/index.html');
    expect(words(live)).toContain('2026-W44 11.5 48.2 420');
    expect(chart(page).some((path) => !live.includes(path))).toBe(true);
  });

  it('and both beside each other, as restated, with what is known about why', () => {
    const said = words(page);
    expect(said).toContain('Restated:');
    expect(said).toMatch(/Unplanned stops , all sites 2026-W44 7\.5 % 11\.5 %/);
    expect(said).toContain('the rows of Stop log changed after 1 November 2026');
  });

  it('so does the shelf of reports, the feed, a finding and the portfolio document', async () => {
    expect(words(await folder.read('dist/reports/index.html'))).toMatch(/numbers restated since/);
    expect(await folder.read('dist/feed.xml')).toContain(
      'reported as 7.5 % for 2026-W44, now 11.5 %',
    );
    const findings = JSON.parse(await folder.read('dist/api/findings.json')) as {
      findings: { rule: string; record: string; what: string }[];
    };
    expect(findings.findings.find((finding) => finding.rule === 'report/restated')).toMatchObject({
      record: 'reports/2026-10',
      what: expect.stringContaining('now'),
    });
    const portfolio = JSON.parse(await folder.read('dist/api/portfolio.json')) as {
      reports: { id: string; restated: object[] }[];
    };
    expect(portfolio.reports[0]).toMatchObject({ id: '2026-10', frozen: true });
    expect(portfolio.reports[0]?.restated.length).toBeGreaterThan(0);
  });

  it('what changed since the build before is a page: the restated week, by site', async () => {
    const said = words(await folder.read('dist/changes/index.html'));
    expect(said).toContain('Unplanned stops: reported as 7.5 % for 2026-W44, now 11.5 %.');
    expect(said).toContain(
      'Unplanned stops at North plant: reported as 7.0 % for 2026-W44, now 14.1 %.',
    );
  });

  it('a metric that was taken out of the portfolio is still drawn on its frozen page', async () => {
    const gone = await reportFolder();
    await gone.write(
      'content/reports/2026-10.mdx',
      `${await gone.read('content/reports/2026-10.mdx')}\nMore on [the page of stops](/metrics/unplanned-stops/) and [all metrics](/metrics/).\n`,
    );
    await gone.run('freeze', '2026-10');
    await gone.write(
      'content/metrics/other-stops.yaml',
      (await gone.read('content/metrics/unplanned-stops.yaml')).replace(
        'title: Unplanned stops',
        'title: Other stops',
      ),
    );
    for (const path of [
      'content/goals/fewer-stops.yaml',
      'content/initiatives/early-signs.mdx',
      'content/playbooks/name-a-stop.mdx',
      'content/metrics/alerts-acted-on.yaml',
      'content/metrics/rejected-parts.yaml',
    ])
      await gone.write(path, (await gone.read(path)).replaceAll('unplanned-stops', 'other-stops'));
    await rm(join(gone.dir, 'content/metrics/unplanned-stops.yaml'));
    expect(await gone.build('--as-of', '2026-11-02')).toMatchObject({ code: 0 });
    const html = await gone.read('dist/reports/2026-10/index.html');
    expect(words(html)).toContain('7.5 % (week of 26 October 2026)');
    // No link leads to a page or a file that is not there, and the reader is told why.
    expect(html).not.toMatch(/href="[^"]*metrics\/unplanned-stops/);
    expect(html).toMatch(/href="[^"]*metrics\/"/);
    expect(words(html)).toContain(
      'Taken out of the portal since this report was frozen, and therefore without a page: Unplanned stops.',
    );
  }, 240_000);
});

describe('what must not be frozen or read', () => {
  it('stale data is refused, with the export and how late it is; accepted, the page says so', async () => {
    const folder = await reportFolder();
    await folder.write(
      'content/reports/2026-10.mdx',
      (await folder.read('content/reports/2026-10.mdx')).replace(
        'asOf: 2026-11-01',
        'asOf: 2026-12-31',
      ),
    );
    expect(await folder.run('freeze', '2026-10')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Stop log: stale, \d+ days late[\s\S]*--accept-stale/),
    });
    await expect(folder.read(FACTS)).rejects.toThrow('ENOENT');
    expect(await folder.run('freeze', '2026-10', '--accept-stale')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/accepted as it is: .*Stop log/),
    });
    expect((await folder.build('--as-of', '2026-12-31')).code).toBe(0);
    expect(words(await folder.read('dist/reports/2026-10/index.html'))).toMatch(
      /Frozen on data that was out of date: .*Stop log: stale/,
    );
    expect(words(await folder.read('dist/reports/index.html'))).toContain('on data out of date');
  }, 240_000);

  it('facts that were altered, cut, or written by a later version are an error that names the file, and what is published stays', async () => {
    const folder = await reportFolder();
    await folder.run('freeze', '2026-10');
    await mkdir(join(folder.dir, 'dist'));
    await folder.write('dist/index.html', 'the portal of yesterday');
    const text = await folder.read(FACTS);
    const damages: [string, string][] = [
      [text.replace('"rowsIn":88', '"rowsIn":89'), 'its hash is'],
      [text.slice(0, text.length / 2), 'this is not JSON'],
      [text.replace('"version": 1', '"version": 99'), 'these facts have version 99'],
      ['{"version": 1}', 'report: '],
      [text.replace('"report": "2026-10"', '"report": "2026-09"'), 'its hash is'],
    ];
    for (const [damaged, found] of damages) {
      expect(damaged).not.toBe(text);
      await folder.write(FACTS, damaged);
      const built = await folder.build();
      expect(built.code).toBe(1);
      expect(built.err).toContain('content/reports/2026-10.facts.json');
      expect(built.err).toContain(found);
      expect(await folder.read('dist/index.html')).toBe('the portal of yesterday');
    }
  }, 240_000);

  it('facts of an earlier making, without fields that came later, are still drawn', async () => {
    const folder = await reportFolder();
    await folder.write(
      'content/reports/2026-10.mdx',
      `${await folder.read('content/reports/2026-10.mdx')}\n<Gate initiative="early-signs" />\n\n<Portfolio />\n\n<Sites />\n\n<Money />\n\n<Learning />\n\n<Confidence />\n\n<Decisions />\n`,
    );
    await folder.run('freeze', '2026-10');
    const facts = JSON.parse(await folder.read(FACTS)) as FrozenFacts;
    const strip = (record: object, ...kept: string[]) => {
      for (const key of Object.keys(record))
        if (!kept.includes(key)) delete (record as Record<string, unknown>)[key];
    };
    for (const review of facts.shown.reviews) {
      for (const result of review.results) strip(result, 'criterion', 'state', 'sentence');
      strip(
        review,
        'review',
        'initiative',
        'gate',
        'gateTitle',
        'position',
        'state',
        'results',
        'class',
      );
    }
    for (const state of facts.shown.metrics)
      strip(state, 'metric', 'export', 'all', 'bySite', 'sentence');
    for (const state of facts.shown.initiatives)
      strip(state.initiative, 'id', 'file', 'title', 'phase', 'status', 'sites', 'metrics');
    await folder.write(FACTS, JSON.stringify({ ...facts, hash: factsHash(facts) }));
    expect(await folder.build('--as-of', '2026-11-02')).toMatchObject({ code: 0 });
    expect(words(await folder.read('dist/reports/2026-10/index.html'))).toContain(
      '7.5 % (week of 26 October 2026)',
    );
  }, 180_000);

  it('a formatter that lays the file out again does no harm', async () => {
    const folder = await reportFolder();
    await folder.run('freeze', '2026-10');
    await folder.write(FACTS, JSON.stringify(JSON.parse(await folder.read(FACTS)), null, 4));
    expect((await folder.run('check')).code).toBe(0);
  }, 180_000);

  it('a published report that is not frozen is said on its page and in the findings', async () => {
    const folder = await reportFolder();
    await folder.build();
    expect(words(await folder.read('dist/reports/2026-10/index.html'))).toContain(
      'Published and not frozen',
    );
    expect(await folder.read('dist/api/findings.json')).toContain('report/not-frozen');
  }, 180_000);
});
