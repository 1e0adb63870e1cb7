import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#model/time/date.ts';
import { trilens } from '../../cli/trilens.ts';
import { put } from './folder.ts';

const FILES = {
  'content/portfolio.yaml': 'name: Small\nnorthStar: fewer-stops\nfriction: { export: log }\n',
  'content/sites.yaml': '- { id: A, name: Alpha }\n- { id: B, name: Beta }\n',
  'content/goals/fewer-stops.yaml': 'title: Fewer stops\nmetric: downtime\n',
  'content/metrics/downtime.yaml':
    'title: Downtime\ntype: outcome\ndirection: down\nunit: h\nexport: stops\ndate: day\ndimensions: { site: site }\nvalue: { sum: hours }\ngrain: week\n',
  'content/metrics/twice.yaml':
    'title: Twice\ntype: outcome\ndirection: down\nunit: h\nvalue: { formula: downtime * 2 }\ngrain: week\n',
  'content/initiatives/i.mdx':
    '---\ntitle: Quick change\ngoals: [fewer-stops]\nphase: pilot\nmetrics: [{ id: downtime, role: primary }]\nsites: [{ site: A, phase: pilot, since: 2026-01-05 }]\ngates:\n  - { id: g, phase: pilot, due: 2026-03-20, only: true, criteria: [{ id: c, kind: metric, metric: downtime, must: "<= 90 h" }] }\n---\n\nText.\n',
  'content/playbooks/p.mdx':
    '---\ntitle: Name a stop\n---\n\nToday <Metric id="downtime" />\n\n<Chart metric="downtime" by="site" />\n',
  'content/playbooks/q.mdx': '---\ntitle: Gate it\n---\n\n<Gate initiative="i" />\n',
  'content/reports/r.mdx':
    '---\ntitle: March\nperiod: 2026-03\nkind: monthly\n---\n\n<Metric id="twice" />\n',
  'data/datapackage.json': JSON.stringify({
    resources: [
      {
        name: 'stops',
        path: 'stops.csv',
        schema: {
          fields: [
            { name: 'day', type: 'date' },
            { name: 'site' },
            { name: 'hours', type: 'number' },
          ],
        },
        trilens: { site: 'site', owner: 'Planning', everyDays: 7 },
      },
      {
        name: 'log',
        path: 'log.csv',
        schema: {
          fields: [
            { name: 'id' },
            { name: 'opened', type: 'date' },
            { name: 'from_lens' },
            { name: 'to_lens' },
            { name: 'site' },
          ],
        },
        trilens: { site: 'site', owner: 'Pod', everyDays: 7, expectedSites: ['A', 'B'] },
      },
    ],
  }),
  'data/stops.csv': `day,site,hours\n${Array.from({ length: 70 }, (_, index) =>
    ['A', 'B'].map(
      (site) =>
        `${addDays('2026-01-05', index)},${site},${(10 + (index % 3)) * (site === 'B' && index > 55 ? 60 : 1)}`,
    ),
  )
    .flat()
    .join('\n')}\n`,
  'data/log.csv': 'id,opened,from_lens,to_lens,site\nF-1,2026-03-12,it,ot,A\n',
};
const JUMP =
  'hours at Beta from 2 March 2026 is about 60 times what it was before: has its unit changed?';

let dist: string;
beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'trilens-'));
  await put(root, FILES);
  dist = join(root, 'dist');
  expect(
    await trilens([
      'build',
      '--content',
      join(root, 'content'),
      '--data',
      join(root, 'data'),
      '--cache',
      join(root, 'cache'),
      '--out',
      dist,
    ]),
  ).toMatchObject({ code: 0, err: '' });
}, 60_000);

/** What is read on a page; that a number keeps its unit beside it is a matter of type. */
const words = async (file: string) =>
  (await readFile(join(dist, file), 'utf8')).replaceAll(/<[^>]*>/g, '').replaceAll('\u00a0', ' ');

describe('a doubt about an export is said', () => {
  it.each([
    'index.html',
    'lens/ot/index.html',
    'goals/index.html',
    'goals/fewer-stops/index.html',
    'metrics/index.html',
    'metrics/downtime/index.html',
    'metrics/twice/index.html',
    'sites/A/index.html',
    'initiatives/i/index.html',
    'gates/index.html',
    'playbooks/p/index.html',
    'playbooks/q/index.html',
    'reports/r/index.html',
    'data/index.html',
    'findings/index.html',
    'api/metrics/downtime.json',
    'api/gates.json',
    'api/data.json',
    'api/findings.json',
  ])('on %s', async (file) => expect(await words(file)).toContain(JUMP));
  it('on the trust page, about the friction log', async () =>
    expect(await words('trust/index.html')).toContain('No rows from Beta.'));
  it('with every chart of the metric', async () => {
    const html = await readFile(join(dist, 'metrics/downtime/index.html'), 'utf8');
    expect(
      html
        .replaceAll('\u00a0', ' ')
        .split('<figure')
        .slice(1)
        .every((figure) => figure.includes(JUMP)),
    ).toBe(true);
  });
});
