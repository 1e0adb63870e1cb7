import { describe, expect, it } from 'vitest';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import { reviewDue, roleName, stepTotals } from '#model/record/playbookSteps.ts';
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
