import { expect, it } from 'vitest';
import { enoughAlone, type Mistake, said, text } from './beginner.ts';

/** What somebody types who writes web pages or another Markdown, and where they put it. */
const MISTAKES: Mistake[] = [
  [
    'a document of a text program',
    'playbooks/valve.docx',
    'x',
    'valve.docx  warning  nothing reads this document',
    'put its words into valve.mdx',
  ],
  ['a prop without quotes', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<Metric id=unplanned-stops />\n', 'p.mdx:5:12  error  the value of id is not in quotes', 'write id="unplanned-stops"'],
  ['curly quotes around a prop', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<Metric id=“unplanned-stops” />\n', 'p.mdx:5:12  error  “ is no quote here', 'type the quotes again'],
  ['braces around a prop', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<Metric id={unplanned-stops} />\n', 'p.mdx:5:9  error  id={unplanned-stops} in <Metric> is an expression', 'a text in quotes'],
  ['a misspelt prop', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<Metric idd="unplanned-stops" />\n', 'p.mdx:5:9  error  <Metric> has no prop "idd"', 'did you mean "id"?'],
  ['a prop that is missing', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<Metric />\n', 'p.mdx:5:1  error  <Metric> lacks the prop "id"', 'write <Metric id="…">'],
  ['a misspelt component', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<Metrik id="unplanned-stops" />\n', 'p.mdx:5:1  error  unknown component <Metrik>', 'did you mean <Metric>?'],
  ['a component in small letters', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<metric id="unplanned-stops" />\n', 'unknown component <metric>', 'did you mean <Metric>?'],
  ['an end in other letters', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<Steps>\n\nx\n\n</steps>\n', 'p.mdx:9:1  error', 'write </Steps>'],
  ['ends that cross', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<Steps>\n<Step role="operator">x</Steps>\n</Step>\n', 'p.mdx:6:24', 'write </Step>'],
  ['an import', 'playbooks/p.mdx', '---\ntitle: P\n---\n\nimport X from "./x"\n', 'p.mdx:5:1  error  "import X from "./x"" is code', 'components are there without import'],
  ['a placeholder of another tool', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n{{ name }}\n', '{{ name }} is code', 'for a brace as text write \\{'],
  ['a comment that is not closed', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n{/* later\n', 'p.mdx:5:1  error  the comment is not closed', 'write */}'],
  ['a brace that is not closed', 'playbooks/p.mdx', '---\ntitle: P\n---\n\na { b\n', 'the brace { is not closed', 'write a brace that is text as \\{'],
  ['a picture as HTML', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<img src="a.png">\n', 'p.mdx:5:1', '![what it shows](./picture.png)'],
  ['a link as HTML', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<a href="https://x.example">x</a>\n', 'the tag <a> of HTML is not published', '[its words](address)'],
  ['a frame of another page', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<iframe src="https://x.example"></iframe>\n', 'the tag <iframe> of HTML is not published', 'link to it'],
  ['colours', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<font color="red">x</font>\n', 'the tag <font> of HTML is not published', '**two asterisks**'],
  ['a space in a link', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n[x] (/playbooks/name-a-stop/)\n', 'p.mdx:5:1  error  [x] (/playbooks/name-a-stop/) is text and no link', 'write [x](/playbooks/name-a-stop/)'],
  ['a link that is not closed', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n[x](/playbooks/name-a-stop/\n', 'is text and no link: the closing bracket is missing', 'write [x](/playbooks/name-a-stop/)'],
  ['brackets of a link the wrong way round', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n(x)[/playbooks/name-a-stop/]\n', 'is text and no link', 'write [x](/playbooks/name-a-stop/)'],
  ['a web address without https', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n[x](www.example.com)\n', 'has no https://', 'write https://www.example.com'],
  ['a path of one machine', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n[x](C:\\Users\\a\\valve.pdf)\n', '"C:/Users/a/valve.pdf" is a place on one machine', './valve.pdf'],
  ['a file on a drive of the company', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n[x](\\\\server\\share\\valve.pdf)\n', 'is a place on one machine or one drive', './valve.pdf'],
  ['a heading without a space', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n##Before the start\n', '##Before the start would be printed as it is', 'write ## Before the start'],
  ['both versions of a paragraph', 'playbooks/p.mdx', '---\ntitle: P\n---\n\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> x\n', 'p.mdx:5:1  error  two versions of these lines', 'keep what is right'],
  ['no front matter', 'playbooks/p.mdx', '# P\n\ntext\n', 'p.mdx:1:1  error  there is no front matter', 'begin the file with ---'],
  ['an empty line above the front matter', 'playbooks/p.mdx', '\n---\ntitle: P\n---\n\nx\n', 'p.mdx:2:1', 'delete the lines above ---'],
  ['Markdown of another tool', 'playbooks/p.md', 'x', 'this file is not read', 'call it p.mdx'],
  ['an ending that the editor added', 'goals/g.yaml.txt', 'title: A\n', 'g.yaml.txt  warning  this file is not read', 'remove the second ending: g.yaml'],
  ['a copy of a file', 'goals/fewer-stops - Copy.yaml', 'title: A\n', '"fewer-stops - Copy" is not an id', 'rename it: fewer-stops-copy.yaml'],
  ['one file for all goals', 'goals.yaml', '- id: a\n', 'goals.yaml  warning  nothing reads this', 'a file for each record into goals/'],
  ['a folder in the singular', 'goal/g.yaml', 'title: A\n', 'content/goal  warning  nothing reads this', 'did you mean "goals"?'],
  ['a playbook beside its folder', 'p.mdx', '---\ntitle: P\n---\n\nx\n', 'p.mdx  warning  nothing reads this', 'move it into playbooks/'],
];

enoughAlone(MISTAKES);

it('a document that a text links to is no mistake', async () => {
  const linked = text('See [the form](./form.docx).');
  expect(await said('playbooks/p.mdx', linked, { 'playbooks/form.docx': 'x' })).not.toContain(
    'no text links to it',
  );
});
