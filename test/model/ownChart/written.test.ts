import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { tiny } from '../../ingest/metric/tiny.ts';
import { SHOP } from './shop.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

/** What is wrong with the shop when one of its files is another. */
async function errorsWith(files: Record<string, string>): Promise<string[]> {
  const { root, errors } = await tiny({ ...SHOP, ...files }, '2026-10-07');
  roots.push(root);
  return errors;
}

const playbook = (body: string) => ({
  'content/playbooks/stops.mdx': `---\ntitle: Stops\nsummary: What to do.\nowner: Ann\nreviewed: 2026-09-01\n---\n\n${body}\n`,
});

describe('a chart in one line', () => {
  it('that asks for what is not published is an error at its line', async () => {
    const found = await errorsWith(
      playbook(
        'Text.\n\n<Pareto metric="stops" by="product" />\n\n<Lines metrics={["stops", "crew"]} />',
      ),
    );
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(
      /playbooks\/stops\.mdx:10:1 .*<Pareto>: by is "product", and the metric "stops" is not parted by it/,
    );
    expect(found[1]).toMatch(/playbooks\/stops\.mdx:12:1 .*"crew" \(%, by month\)/);
  });

  it('names a metric that is not there at its line, one of several as well', async () => {
    const found = await errorsWith(playbook('<Lines metrics={["stops", "stosp"]} />'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /stops\.mdx:8:\d+ .*there is no metric "stosp"[\s\S]*did you mean "stops"/,
    );
  });

  it('is checked in its props: a list of ids, notes, and the names of props', async () => {
    const found = await errorsWith(
      playbook(
        '<Lines metrics="stops" />\n\n<Bars metric="stops" notes={["2026-08"]} />\n\n<Heat metric="stops" bye="site" />',
      ),
    );
    expect(found.join('\n')).toMatch(/metrics of <Lines> is "stops"/);
    expect(found.join('\n')).toMatch(/notes of <Bars> is not a list of notes/);
    expect(found.join('\n')).toMatch(/<Heat> has no prop "bye"/);
  });

  it.each(['top={0}', 'top={-3}', 'top={2.5}', 'top="few"'])('takes no %s', async (top) => {
    const found = await errorsWith(
      playbook(`<Pareto metric="stops" by="reason" ${top} />\n\n<Decisions ${top} />`),
    );
    expect(found).toHaveLength(2);
    expect(found.join('\n')).toMatch(/top of <Pareto> is [^\n]*\n *allowed: a whole number from 1/);
  });
});

describe('a dimension of one’s own', () => {
  const stops = SHOP['content/metrics/stops.yaml'];

  it('is a column of the export, or an error at its line', async () => {
    const found = await errorsWith({
      'content/metrics/stops.yaml': stops.replace('reason: reason', 'reason: reasn'),
    });
    expect(found.join('\n')).toMatch(
      /stops\.yaml:\d+:\d+ .*dimensions\.reason names the column "reasn"/,
    );
  });

  it.each(['sites', 'period', 'Reason'])('is not called %s', async (name) => {
    const found = await errorsWith({
      'content/metrics/stops.yaml': stops.replace('reason: reason', `${name}: reason`),
    });
    expect(found.join('\n')).toMatch(/stops\.yaml:\d+/);
  });

  it('is not of a formula, which computes with totals', async () => {
    const found = await errorsWith({
      'content/metrics/twice.yaml':
        'title: Twice\ntype: outcome\ndirection: down\nvalue: { formula: stops + stops }\ndimensions: { reason: reason }\nowner: Ann\nsteward: Bo\n',
    });
    expect(found.join('\n')).toMatch(/twice\.yaml:\d+[\s\S]*no dimension of its own/);
  });
});
