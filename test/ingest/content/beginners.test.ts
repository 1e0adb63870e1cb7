import { expect, it } from 'vitest';
import { enoughAlone, goal, METRIC, type Mistake, said, text } from './beginner.ts';

/** What somebody does who is new to YAML, MDX and the folders, and the line that puts it right. */
const MISTAKES: Mistake[] = [
  [
    'a metric among goals',
    'goals/stops.yaml',
    METRIC,
    'stops.yaml:1:1  error  this is a metric, and goals/ holds goals',
    'move the file to metrics/',
  ],
  [
    'a goal among metrics',
    'metrics/g.yaml',
    'title: G\nowner: X\ncontributions: { it: [a] }\n',
    'this is a goal, and metrics/ holds metrics',
    'move the file to goals/',
  ],
  [
    'a playbook among reports',
    'reports/p.mdx',
    '---\ntitle: P\nreviewEveryDays: 30\n---\n\nx\n',
    'this is a playbook, and reports/ holds reports',
    'move the file to playbooks/',
  ],
  [
    'a sign that begins a tag',
    'playbooks/p.mdx',
    text('Below <5 bar it stops.'),
    'p.mdx:5:7',
    'write a sign that is text as &lt;',
  ],
  [
    'an address of mail',
    'playbooks/p.mdx',
    text('Write to <a@b.com>.'),
    'p.mdx:5:10',
    '[a@b.com](mailto:a@b.com)',
  ],
  [
    'an address of the web',
    'playbooks/p.mdx',
    text('See <https://a.example/x>.'),
    'p.mdx:5:5',
    '[its words](https://…)',
  ],
  [
    'a comment of HTML',
    'playbooks/p.mdx',
    text('<!-- later -->'),
    'p.mdx:5:1',
    'write a comment as {/* … */}',
  ],
  ['a line break of HTML', 'playbooks/p.mdx', text('one<br>two'), 'p.mdx:5:4', '<br />'],
  [
    'a tag without an end',
    'playbooks/p.mdx',
    text('<Steps>\n\nx'),
    'p.mdx:5:1',
    'write </Steps> after what belongs into it',
  ],
  [
    'a brace',
    'playbooks/p.mdx',
    text('a {x} b'),
    'the expression {x} is code',
    'for a brace as text write \\{',
  ],
  [
    'front matter without an end',
    'playbooks/p.mdx',
    '---\ntitle: P\n\nText\n',
    'is not closed',
    'write --- on a line of its own',
  ],
  [
    'a number sign in a text',
    'goals/g.yaml',
    'title: Press #4 early signs\n',
    'g.yaml:1:8  warning  the text ends before #: "Press"',
    'put quotes around the whole text',
  ],
  [
    'a number with its unit',
    'goals/g.yaml',
    goal('value: 6 %, by: 2026-12-31'),
    'target.value is "6 %"',
    'write the number alone: 6',
  ],
  [
    'a date with points',
    'goals/g.yaml',
    goal('value: 6, by: 31.12.2026'),
    'target.by is "31.12.2026"',
    'write the year first: 2026-12-31',
  ],
  [
    'a date of which nobody knows the month',
    'goals/g.yaml',
    goal('value: 6, by: 06/01/2026'),
    'target.by is "06/01/2026"',
    '2026-01-06 or 2026-06-01, whichever is meant',
  ],
  [
    'a tab',
    'goals/g.yaml',
    'title: A\n\tstatement: b\n',
    'g.yaml:2:1  error  the line is indented by a tab',
    'indentation is spaces',
  ],
  [
    'a colon in a text',
    'goals/g.yaml',
    'title: Stops: all\n',
    'g.yaml:1:8',
    'a text with a colon needs quotes',
  ],
  [
    'a space in the name of a file',
    'goals/Fewer Stops.yaml',
    'title: A\n',
    '"Fewer Stops" is not an id',
    'rename it: fewer-stops.yaml',
  ],
  [
    'another ending',
    'portfolio.yml',
    'name: X\n',
    'nothing reads this',
    'did you mean "portfolio.yaml"?',
  ],
  [
    'an ending in capitals',
    'playbooks/P.MDX',
    text('x'),
    'this file is not read',
    'write the ending in small letters: P.mdx',
  ],
  [
    'a folder in a folder',
    'metrics/press/x.yaml',
    METRIC,
    'content/metrics/press',
    'put what is in it into content/metrics/',
  ],
  ['an old workbook', 'plan.xls', 'x', 'plan.xls  warning  nothing reads this', 'save it as .xlsx'],
  [
    'a picture that is not there',
    'playbooks/p.mdx',
    text('![v](./valve.png)'),
    'there is no file playbooks/valve.png',
    'put the file there',
  ],
  [
    'a space in the name of a picture',
    'playbooks/p.mdx',
    text('![v](./valve 1.png)'),
    'has a space, so it is text and no link',
    '<./valve 1.png>',
  ],
  [
    'a type of another tool',
    'metrics/m.yaml',
    METRIC.replace('type: outcome', 'type: float'),
    'type is "float"',
    'use one of the allowed values',
  ],
  [
    'a misspelt field',
    'goals/g.yaml',
    'title: A\nownr: X\n',
    'unknown field "ownr"',
    'did you mean "owner"?',
  ],
  [
    'a number as an id',
    'initiatives/i.mdx',
    '---\ntitle: I\nphase: 0100\n---\n',
    '0100',
    'put a code in quotes: "0100"',
  ],
];

enoughAlone(MISTAKES);

it('a comment behind a text is no mistake, and neither is a number sign in quotes', async () => {
  expect(await said('goals/g.yaml', 'title: "Press #4" # the old one\nowner: X # who\n')).toBe('');
});
