import { describe, expect, it } from 'vitest';
import { parseBody } from '#ingest/mdx/mdxBody.ts';
import type { Approval, Revision } from '#model/record/approval.ts';
import { documentSentence, documentState, textMarks } from '#model/record/revision.ts';

const bodyOf = (source: string) => parseBody(source, 'content/playbooks/x.mdx', 0).body;
const text = (close = 'Shut the door.', around = 'Every shift.') =>
  bodyOf(
    `${around}\n\n<Steps>\n<Step title="Look">Nothing lies in the way.</Step>\n<Step title="Close">${close}</Step>\n</Steps>`,
  );
const issued = (revision: string, date: string, body = text()): Revision => ({
  revision,
  date,
  ...textMarks({ title: 'Daily', body }),
});
const signed = (body = text(), date = '2026-10-02'): Approval => ({
  role: 'safety',
  name: 'B. Line',
  date,
  text: textMarks({ title: 'Daily', body }).text,
});
const stateOf = ({
  body = text(),
  revisions = [issued('1', '2026-10-01')],
  approvals = [signed()],
  approvedBy = ['safety'],
  asOf = '2026-10-07',
} = {}) => documentState({ title: 'Daily', body, revisions, approvals, approvedBy }, asOf);

describe('a controlled text', () => {
  it('holds once every named role has approved the very text that is shown', () => {
    expect(stateOf().status).toBe('approved');
    expect(documentSentence(stateOf())).toMatch(
      /^Revision 1, valid from 1\sOctober 2026, approved by B\. Line \(safety\)\.$/,
    );
  });

  it('is not approved any more when one word of it changes, and says where', () => {
    const state = stateOf({ body: text('NEW: isolate and lock first.') });
    expect([state.status, state.changes]).toEqual(['changed', ['step 2 “Close” changed']]);
    const reissued = stateOf({
      body: text('NEW'),
      revisions: [issued('1', '2026-10-01'), issued('2', '2026-10-04', text('NEW'))],
    });
    expect([reissued.status, reissued.lacking]).toEqual(['not-approved', ['safety']]);
    expect(documentSentence(reissued)).toContain('safety has not signed this text');
  });

  it('is approved in an edition that shows a part of it, and names there no step that the edition does not show', () => {
    const whole = text();
    const marks = textMarks({ title: 'Daily', body: whole });
    const part = bodyOf('<Steps>\n<Step title="Look">Nothing lies in the way.</Step>\n</Steps>');
    const shown = (revisions: Revision[]) =>
      documentState(
        { title: 'Daily', body: part, marks, revisions, approvals: [signed()], approvedBy: [] },
        '2026-10-07',
      );
    expect(shown([issued('1', '2026-10-01')]).status).toBe('approved');
    const { history } = shown([
      issued('1', '2026-10-01', text('Secret.')),
      issued('2', '2026-10-04', whole),
    ]);
    expect(history.map(({ changes }) => changes)).toEqual([['the text changed'], []]);
  });

  it('is the same text when it is only wrapped in other lines', () => {
    expect(stateOf({ body: text('Shut\nthe door.') }).status).toBe('approved');
  });

  it('is not known as approved before the day of the approval, and does not hold before its day', () => {
    expect(stateOf({ asOf: '2026-10-01' }).status).toBe('not-approved');
    const later = { ...issued('1', '2026-10-01'), validFrom: '2026-11-01' };
    expect(stateOf({ revisions: [later] }).status).toBe('not-yet-valid');
    expect(stateOf({ revisions: [later], asOf: '2026-11-01' }).status).toBe('approved');
  });

  it('without revisions and approvers is not controlled, and nothing is said', () => {
    const state = stateOf({ revisions: [], approvals: [], approvedBy: [] });
    expect([state.status, documentSentence(state)]).toEqual(['uncontrolled', null]);
  });

  it('has a history that says what changed in each revision', () => {
    const two = bodyOf(
      'Each hour.\n\n<Steps>\n<Step title="Close">Shut the door.</Step>\n<Step title="Lock">Turn the key.</Step>\n</Steps>',
    );
    const { history } = stateOf({
      body: two,
      revisions: [issued('1', '2026-10-01'), issued('2', '2026-10-04', two)],
    });
    expect(history.map(({ revision, changes }) => [revision.revision, changes])).toEqual([
      [
        '2',
        ['step 2 “Lock” is new', 'step “Look” was removed', 'the text around the steps changed'],
      ],
      ['1', []],
    ]);
  });
});
