import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Source } from '#ingest/content/source.ts';
import { linkTarget, sections } from '#ingest/content/references/names.ts';

it('a text may link into every section that the portal has, and into no other', async () => {
  const folders = (await readdir('src/pages', { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    // Pages for frames on other sites, which no text leads to.
    .filter((name) => name !== 'embed');
  expect([...sections().keys()].sort()).toEqual(folders.sort());
});

it('files that a build writes beside its pages may be linked to, and a link is read from where it stands', () => {
  const report = { kind: 'report', id: '2026-q3' } as Source;
  for (const link of [
    '/api/metrics/stops.csv',
    '../../feed.xml',
    '/gates.ics',
    '2026-q3.pdf',
    '/reports/2026-q3/2026-q3.pptx',
    '/',
  ])
    expect([link, linkTarget(report, link)]).toEqual([link, null]);
  expect(linkTarget(report, '../2026-q4/2026-q3.pdf')).toMatchObject({
    kind: 'report',
    id: '2026-q4',
  });
  expect(linkTarget(report, '../../metrics/stops/?x=1#y')).toMatchObject({
    section: 'metrics',
    kind: 'metric',
    id: 'stops',
  });
});
