import { describe, expect, it } from 'vitest';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import { partSteps, reviewDue, roleName, stepTotals } from '#model/record/playbookSteps.ts';
import type { Playbook } from '#model/record/playbook.ts';

const { body } = parseBody(
  '<Steps>\n<Step role="operator" minutes={2} title="Look" />\n<Step role="ot-lead" minutes={90} title="Decide" />\n<Step role="operator" title="Do" />\n</Steps>\n\n<Step title="For anyone" minutes={5} />\n',
  'a.mdx',
  0,
);

describe('the steps of a playbook', () => {
  it('are counted and timed by role, in the order in which the roles act', () => {
    expect(stepTotals(body)).toEqual({
      steps: 4,
      minutes: 97,
      roles: [
        { role: 'operator', name: 'Operator', steps: 2, minutes: 2 },
        { role: 'ot-lead', name: 'OT lead', steps: 1, minutes: 90 },
      ],
    });
  });
  it('name a role that nobody listed by its words', () =>
    expect(roleName('maintenance-planner')).toBe('Maintenance planner'));
  it('are due for review so many days after the last one', () =>
    expect(reviewDue({ reviewed: '2025-09-15', reviewEveryDays: 365 } as Playbook)).toBe(
      '2026-09-15',
    ));
});

describe('the list of steps', () => {
  const listed = (source: string) => {
    const [steps] = parseBody(source, 'a.mdx', 0).body;
    const { before, list } = partSteps(steps?.kind === 'component' ? steps.children : []);
    const words = (nodes: typeof before) =>
      nodes.map((node) =>
        node.kind === 'html' ? node.html.replaceAll(/<[^>]*>|\s/g, '') : node.name,
      );
    return {
      before: words(before),
      list: list.map(({ number, nodes }) => [number, ...words(nodes)]),
    };
  };

  it('has what is written between two steps between them, as a text that warns before the second', () => {
    expect(
      listed(
        '<Steps>\nFirst.\n\n<Step title="A" />\n\nWait.\n\n<Callout kind="safety">Hot.</Callout>\n\n<Step title="B" />\n\nDone.\n</Steps>',
      ),
    ).toEqual({
      before: ['First.'],
      list: [
        [1, 'Step'],
        [null, 'Wait.', 'Callout'],
        [2, 'Step'],
        [null, 'Done.'],
      ],
    });
  });

  it('counts steps of one audience where they are written', () => {
    expect(
      listed(
        '<Steps>\n<Step title="A" />\n<Audience is="plant">\n<Step title="B" />\n</Audience>\n<Step title="C" />\n</Steps>',
      ).list,
    ).toEqual([
      [1, 'Step'],
      [2, 'Step'],
      [3, 'Step'],
    ]);
  });
});
