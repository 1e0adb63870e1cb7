import { describe, expect, it } from 'vitest';
import { composeBakery } from '../../bakery.ts';

const FILE = 'content/initiatives/scan-at-oven.mdx';
const replace = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
/** The initiative with one more gate, written on one line. */
const gate = (more: string) =>
  replace(
    '  - id: scan-try-1\n',
    `  - { id: extra, phase: try, due: 2026-03-01${more} }\n  - id: scan-try-1\n`,
  );
const initiative = (change: (text: string) => string) => ({ [FILE]: change });
const DECIDED = 'decision: { outcome: advance, date: 2026-03-02, decider: Ada Baker';

describe('what is wrong with a gate says where, what was found, what is allowed and what to do', () => {
  it.each<[string, Parameters<typeof composeBakery>[0], string[]]>([
    [
      'a criterion on an unknown metric',
      initiative(gate(', criteria: [{ id: c, metric: scan-usage, must: improved }]')),
      [
        'scan-at-oven.mdx:42:',
        'there is no metric "scan-usage"',
        'did you mean "scan-use"?',
        'allowed: scan-use, waste',
      ],
    ],
    [
      'a roadmap criterion without items',
      initiative(gate(', criteria: [{ id: c, title: Cabling is done, kind: roadmap }]')),
      ['scan-at-oven.mdx:42:', 'criteria "c", items is missing', 'add items'],
    ],
    [
      'a field of another kind of criterion',
      initiative(gate(', criteria: [{ id: c, kind: issues, operators: 12 }]')),
      [
        'scan-at-oven.mdx:42:',
        'unknown field "operators"',
        'allowed: id, title, level, waivable, why, kind, sites, severity',
        'operators is of kind: checkpoint',
      ],
    ],
    [
      'a kind of criterion that there is not',
      initiative(gate(', criteria: [{ id: c, kind: checkpiont }]')),
      ['scan-at-oven.mdx:42:', 'kind is "checkpiont"', 'allowed: metric, guardrail, checkpoint'],
    ],
    [
      'a criterion on an unknown site',
      initiative(gate(', criteria: [{ id: c, metric: waste, must: improved, sites: [nord] }]')),
      ['scan-at-oven.mdx:42:', 'there is no site "nord"', 'allowed: north, south', 'to do: '],
    ],
    [
      'a criterion on an unknown line',
      initiative(gate(', criteria: [{ id: c, metric: waste, must: improved, lines: [N9] }]')),
      ['there is no line "N9"', 'allowed: N1, N2, S1, S2'],
    ],
    [
      'a comparison with an unknown line',
      initiative(replace('controls: [N2, S1, S2]', 'controls: [N2, S3]')),
      ['scan-at-oven.mdx:37:18', 'there is no line or site "S3"', 'did you mean "S'],
    ],
    [
      'a success metric of a seat that is not there',
      initiative(replace('otLead: Olga Rye', 'otLead: { name: Olga Rye, successMetric: scn-use }')),
      ['scan-at-oven.mdx:17:44', 'there is no metric "scn-use"', 'did you mean "scan-use"?'],
    ],
    [
      'a plant in an unknown phase',
      initiative(replace('{ site: north, phase: roll-out,', '{ site: north, phase: rolout,')),
      ['scan-at-oven.mdx:13:27', 'has no phase "rolout"', 'did you mean "roll-out"?'],
    ],
    [
      'a plant named by its id alone',
      initiative(
        replace(
          '  - { site: south, phase: roll-out, since: 2026-01-05, live: 2026-01-05 }',
          '  - soth',
        ),
      ),
      ['scan-at-oven.mdx:14:5', 'there is no site "soth"', 'did you mean "south"?'],
    ],
    [
      'a metric named by its id alone',
      initiative(replace('  - { id: waste, role: guardrail }', '  - wate')),
      ['scan-at-oven.mdx:8:5', 'there is no metric "wate"', 'did you mean "waste"?'],
    ],
    [
      'a decision that holds what is not there',
      initiative(
        replace(
          'comparison:\n',
          'decisionsOpen:\n  - { id: D1, question: Where?, decider: Ada Baker, requested: 2026-01-05, neededBy: 2026-02-01, holds: [scaner] }\ncomparison:\n',
        ),
      ),
      ['there is no initiative or roadmap item "scaner"', 'did you mean "scanners"?'],
    ],
    [
      'must that cannot be parsed',
      initiative(gate(', criteria: [{ id: c, metric: waste, must: about 80 }]')),
      ['scan-at-oven.mdx:42:', 'about 80', '">= 80 %"'],
    ],
    [
      'a threshold without quotes, which YAML takes for a block of text',
      initiative(gate(', criteria: [{ id: c, metric: waste, must: >= 80 % }]')),
      ['scan-at-oven.mdx:42:', 'put the text in quotes'],
    ],
    [
      'a threshold without quotes on a line of its own',
      initiative(
        replace(
          '  - id: scan-try-1\n',
          '  - id: extra\n    phase: try\n    due: 2026-03-01\n    criteria:\n      - id: c\n        metric: waste\n        must: >= 80 %\n  - id: scan-try-1\n',
        ),
      ),
      ['scan-at-oven.mdx:48:', 'in quotes'],
    ],
    [
      'a threshold with a comma, which could be read in two ways',
      initiative(gate(', criteria: [{ id: c, metric: waste, must: "<= 2,5 %" }]')),
      [
        'scan-at-oven.mdx:42:',
        'gates "extra", criteria "c", must is "<= 2,5 %"',
        '2.5 with a point',
      ],
    ],
    [
      'a threshold in another unit',
      initiative(gate(', criteria: [{ id: c, metric: waste, must: "<= 4 kg" }]')),
      ['the threshold is in "kg", the metric "waste" in "%"', 'write it in %'],
    ],
    [
      'a share written as a fraction of one',
      initiative(gate(', criteria: [{ id: c, metric: waste, must: "<= 0.04" }]')),
      ['runs from 0 to 100 %', 'write 4 %'],
    ],
    [
      'process limits asked of a ramp',
      initiative(gate(', criteria: [{ id: c, metric: scan-use, must: improved }]')),
      ['has none (spc: none): a ramp is not a stable process', 'a threshold that is sustained'],
    ],
    [
      'a change in percentage points, which is no change in per cent',
      initiative(gate(', criteria: [{ id: c, metric: waste, must: { change: "<= -2 pp" } }]')),
      [
        'scan-at-oven.mdx:42:',
        'a change in per cent of the baseline',
        'for percentage points ask for the number',
      ],
    ],
    [
      'a threshold on a guardrail, which asks for no harm and nothing else',
      initiative(gate(', criteria: [{ id: c, kind: guardrail, metric: waste, must: "<= 4 %" }]')),
      ['scan-at-oven.mdx:42:', 'would be ignored', 'make it a criterion of kind metric'],
    ],
    [
      'more periods sustained than the window has',
      initiative(
        gate(
          ', criteria: [{ id: c, metric: waste, must: "<= 4 %", over: { last: 2 }, sustained: 4 }]',
        ),
      ),
      ['4 periods are to be sustained in a window of 2', 'over: { last: 4 }'],
    ],
    [
      'a metric criterion without a metric',
      initiative(gate(', criteria: [{ id: c, must: improved }]')),
      ['scan-at-oven.mdx:42:', 'a metric id'],
    ],
    [
      'two criteria with one id',
      initiative(
        gate(
          ', criteria: [{ id: c, metric: waste, must: improved }, { id: c, metric: waste, must: held }]',
        ),
      ),
      ['the criterion id "c" is used twice'],
    ],
    [
      'a framework without phases',
      { 'content/frameworks/two-steps.yaml': 'title: Nothing\nphases: []\n' },
      ['content/frameworks/two-steps.yaml:2:', 'at least one phase'],
    ],
    [
      'a framework that says nothing of phases',
      { 'content/frameworks/two-steps.yaml': 'title: Nothing\n' },
      [
        'content/frameworks/two-steps.yaml:1:',
        'phases is missing',
        'at least one phase, each with id, title and gate',
      ],
    ],
    [
      'a gate on no phase but an end',
      initiative(replace('phase: try\n    due: 2026-02-20', 'phase: stopped\n    due: 2026-02-20')),
      ['has no phase "stopped"', 'allowed: try, roll-out\n'],
    ],
    [
      'a framework criterion on an unknown roadmap item',
      {
        'content/frameworks/two-steps.yaml': replace(
          '    criteria:\n',
          '    criteria:\n      - { id: bought, kind: roadmap, items: [scanner] }\n',
        ),
      },
      ['two-steps.yaml:11:46', 'there is no item "scanner"', 'did you mean "scanners"?'],
    ],
    [
      'a sign-off in the future',
      initiative(
        gate(', signOffs: [{ role: it-lead, name: Ian Wheat, date: 2190-04-01, verdict: agree }]'),
      ),
      [
        'scan-at-oven.mdx:42:',
        'the sign-off of Ian Wheat is dated 2190-04-01, and today is ',
        'correct the date',
      ],
    ],
    [
      'a sign-off of an unknown role',
      initiative(
        gate(', signOffs: [{ role: it-boss, name: Ian Wheat, date: 2026-03-01, verdict: agree }]'),
      ),
      ['it-boss', 'it-lead'],
    ],
    [
      'a request that is decided in the future',
      initiative(
        replace(
          'gates:\n',
          'decisionsOpen: [{ id: D-1, question: Q, decider: Ada Baker, requested: 2026-01-05, neededBy: 2026-02-01, decided: { date: 2190-04-01, choice: Yes } }]\ngates:\n',
        ),
      ),
      ['the decision of D-1 is dated 2190-04-01, and today is '],
    ],
    [
      'a decision in the future',
      initiative(gate(', decision: { outcome: advance, date: 2190-04-01, decider: Ada Baker }')),
      ['the decision is dated 2190-04-01, and today is '],
    ],
    [
      'a decision on an unknown phase',
      initiative(replace('phase: try\n    due: 2026-02-20', 'phase: trial\n    due: 2026-02-20')),
      [
        'scan-at-oven.mdx:',
        'the framework "two-steps" has no phase "trial"',
        'allowed: try, roll-out',
      ],
    ],
    [
      'an unknown outcome',
      initiative(gate(', decision: { outcome: continue, date: 2026-03-02, decider: Ada Baker }')),
      ['continue', 'advance-with-conditions'],
    ],
    [
      'an override without its fields',
      initiative(gate(`, ${DECIDED}, override: { criteria: [used] } }`)),
      ['scan-at-oven.mdx:42:', 'reason is missing', 'acceptedBy is missing', 'expires is missing'],
    ],
    [
      'an override of what the gate does not ask',
      initiative(
        gate(
          `, ${DECIDED}, override: { criteria: [use], reason: r, acceptedBy: The owner, compensating: [c], expires: 2026-04-01 } }`,
        ),
      ),
      [
        'the gate "extra" asks for no "use"',
        'did you mean "used"?',
        'allowed: used, it-lead, ot-lead',
      ],
    ],
    [
      'a condition without an owner',
      initiative(
        gate(
          ', decision: { outcome: advance-with-conditions, date: 2026-03-02, decider: Ada Baker, conditions: [{ text: t, due: 2026-04-01 }] }',
        ),
      ),
      ['owner is missing'],
    ],
    [
      'a lock that is none',
      initiative(gate(', locked: { on: 2026-01-01, criteria: { used: abc } }')),
      ['abc', 'trilens lock'],
    ],
    [
      'two gates with one id',
      initiative(replace('id: scan-try-2', 'id: scan-try-1')),
      ['the gate id "scan-try-1" is used twice; first in content/initiatives/scan-at-oven.mdx:42'],
    ],
  ])('%s', async (_, changes, wanted) => {
    const { portal, text } = await composeBakery(changes);
    expect(portal).toBeNull();
    for (const part of wanted) expect(text).toContain(part);
  });

  it('two initiatives whose ids differ in capitals, or that share a code', async () => {
    const text = '---\ntitle: Another\nphase: try\nframework: two-steps\ncode: b-1\n---\n';
    const { portal, text: said } = await composeBakery({
      'content/initiatives/Scan-At-Oven.mdx': text,
    });
    expect(portal).toBeNull();
    expect(said).toContain('is used twice; first in content/initiatives/');
    expect(said).toMatch(/the code "[Bb]-1" is used twice/);
  });

  it('an initiative in a folder within the folder is not read in silence', async () => {
    const { mkdir, writeFile } = await import('node:fs/promises');
    const { join } = await import('node:path');
    const { composePortal } = await import('#site/compose.ts');
    const { root } = await composeBakery();
    await mkdir(join(root, 'content/initiatives/more'));
    await writeFile(
      join(root, 'content/initiatives/more/x.mdx'),
      '---\ntitle: X\nphase: try\n---\n',
    );
    const { problems } = await composePortal({
      contentDir: join(root, 'content'),
      dataDir: join(root, 'data'),
      asOf: null,
      cacheDir: join(root, 'cache'),
    });
    expect(problems).toMatchObject([
      { code: 'content/unknown-file', severity: 'warning', file: 'content/initiatives/more' },
    ]);
  });

  it('a file that cannot be read is no reason to call what names it wrong', async () => {
    const { problems } = await composeBakery(
      initiative(gate(', criteria: [{ id: c, metric: waste, must: about 80 }]')),
    );
    expect(problems.map((problem) => problem.file)).toEqual([FILE]);
  });

  it('what is wrong with a framework hides nothing that is wrong with an initiative', async () => {
    const { text } = await composeBakery({
      'content/frameworks/two-steps.yaml': 'title: Nothing\nphases: []\n',
      ...initiative(
        gate(
          ', signOffs: [{ role: it-lead, name: Ian Wheat, date: 2190-04-01, verdict: agree }], criteria: [{ id: c, metric: waste, must: "<= 4 kg" }]',
        ),
      ),
    });
    for (const part of [
      'at least one phase',
      'the sign-off of Ian Wheat is dated 2190-04-01',
      'the threshold is in "kg"',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('has no phase');
  });

  it('a threshold may be written with the signs of a keyboard or of a book, and a rise with a plus', async () => {
    const asked = async (must: string) => {
      const { portal } = await composeBakery(
        initiative(gate(`, criteria: [{ id: c, metric: waste, must: ${must} }]`)),
      );
      return portal?.reviews
        .find(({ review }) => review.id === 'extra')
        ?.results.find(({ criterion }) => criterion.id === 'c')?.criterion;
    };
    expect(await asked('"≤ 4 %"')).toMatchObject({
      must: { kind: 'threshold', comparator: '<=', value: 4, unit: '%' },
    });
    expect(await asked('{ change: ">= +20 %" }')).toMatchObject({
      must: { kind: 'change', comparator: '>=', percent: 20 },
    });
  });

  it('all of a run together', async () => {
    const { problems } = await composeBakery({
      ...initiative(
        gate(
          ', criteria: [{ id: c, metric: wast, must: improved }], signOffs: [{ role: it-lead, name: I, date: 2190-04-01, verdict: agree }]',
        ),
      ),
      'content/goals/less-waste.yaml': 'title: Less waste\nmetric: wast\n',
    });
    expect(problems.map((problem) => problem.code).sort()).toEqual([
      'content/future-date',
      'content/unknown-id',
      'content/unknown-id',
    ]);
    expect(
      problems.every(
        (problem) => problem.line !== null && problem.column !== null && problem.fix !== '',
      ),
    ).toBe(true);
  });
});
