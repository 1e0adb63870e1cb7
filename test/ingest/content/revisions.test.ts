import { describe, expect, it } from 'vitest';
import { documentState, textMarks } from '#model/record/revision.ts';
import { composeBakery } from '../../bakery.ts';

const BODY = '<Steps>\n<Step title="Look">Nothing lies in the way.</Step>\n</Steps>\n';
const FILE = 'content/playbooks/daily.mdx';

/** The hashes of the text, as `trilens lock` prints them. */
async function marks() {
  const { portal } = await composeBakery({ [FILE]: `---\ntitle: Daily\n---\n\n${BODY}` });
  const [playbook] = portal?.portfolio.playbooks ?? [];
  return playbook ? textMarks(playbook) : null;
}

async function compose(front: string) {
  const known = await marks();
  const filled = front.replaceAll('MARKS', JSON.stringify(known).slice(1, -1));
  return composeBakery({
    [FILE]: `---\ntitle: Daily\n${filled.replaceAll('TEXT', known?.text ?? '')}\n---\n\n${BODY}`,
    'content/portfolio.yaml': (written) => written.replace(/^asOf:.*\n/m, ''),
  });
}

describe('a controlled text', () => {
  it('that was approved since the newest export is approved, and holds from its day on', async () => {
    const { portal, text } = await compose(
      "approvedBy: [safety]\nrevisions:\n  - { revision: '1', date: 2026-03-16, validFrom: 2026-03-25, MARKS }\napprovals:\n  - { role: safety, name: B. Line, date: 2026-03-20, text: TEXT }",
    );
    expect(text).not.toContain('error');
    const [playbook] = portal?.portfolio.playbooks ?? [];
    const asOf = portal?.portfolio.asOf ?? '';
    expect([asOf, playbook && documentState(playbook, asOf).status]).toEqual([
      '2026-03-25',
      'approved',
    ]);
  });

  it.each([
    [
      "revisions:\n  - { revision: '1', date: 2026-02-01, MARKS }\n  - { revision: '1', date: 2026-03-01, MARKS }",
      'there is a revision "1" already',
    ],
    [
      "revisions:\n  - { revision: '2', date: 2026-03-01, MARKS }\n  - { revision: '1', date: 2026-02-01, MARKS }",
      'daily.mdx:5:28  error  revision 1 of 2026-02-01 is written below revision 2 of 2026-03-01',
    ],
    [
      'approvedBy: [safety]\napprovals:\n  - { role: saftey, name: B. Line, date: 2026-03-20, text: TEXT }',
      'did you mean "safety"?',
    ],
    [
      'approvedBy: [safety]\napprovals:\n  - { role: safety, name: B. Line, date: 2199-03-20, text: TEXT }',
      'the approval of B. Line is dated 2199-03-20, and today is',
    ],
    ['reviewed: 2199-03-20', 'the review is dated 2199-03-20, and today is'],
  ])('is refused with its line: %s', async (front, words) => {
    const { text } = await compose(front);
    expect(text).toContain(words);
  });
});
