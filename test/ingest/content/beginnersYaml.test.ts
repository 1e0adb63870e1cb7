import { enoughAlone, type Mistake } from './beginner.ts';

/** What somebody types who has not written YAML before. */
const MISTAKES: Mistake[] = [
  ['a field that is indented too far', 'goals/g.yaml', 'title: A\n  statement: b\n', 'g.yaml:2:3  error  the line is indented below a field that has its value already', 'begin it in column 1'],
  ['fields of one group in two columns', 'goals/g.yaml', 'title: A\ntarget:\n    value: 6\n  by: 2026-12-31\n', 'g.yaml:4:3  error  the line begins in column 3, and the one above in column 5', 'in the same column'],
  ['a field twice', 'goals/g.yaml', 'title: A\ntitle: B\n', 'g.yaml:2:1  error  the field "title" is written twice', 'keep one of them'],
  ['a quote that is not closed', 'goals/g.yaml', 'title: "A\nowner: X\n', 'g.yaml:1:8  error  the quote " is not closed', 'write " at the end of the text'],
  ['an apostrophe in single quotes', 'goals/g.yaml', "title: 'it's late'\n", 'g.yaml:1:8  error  the text goes on after its closing quote', "title: \"it's late\""],
  ['a text that begins with a word in quotes', 'goals/g.yaml', 'title: "A" and B\n', 'g.yaml:1:8  error  the text goes on after its closing quote', "title: '\"A\" and B'"],
  ['asterisks around a word', 'goals/g.yaml', 'title: *important* stops\n', 'g.yaml:1:8  error  a value that begins with *', 'title: "*important* stops"'],
  ['an at sign before a name', 'goals/g.yaml', 'title: A\nowner: @shift\n', 'g.yaml:2:8  error  a value that begins with @', 'owner: "@shift"'],
  ['a word in brackets first', 'goals/g.yaml', 'title: [draft] Stops\n', 'g.yaml:1:8  error  a value that begins with [', 'title: "[draft] Stops"'],
  ['a word in braces', 'goals/g.yaml', 'title: {draft}\n', 'g.yaml:1:8  error  title is {draft}, which YAML reads as a group of fields', 'put it in quotes: "{draft}"'],
  ['an exclamation mark first, which would take a word away', 'goals/g.yaml', 'title: !important stops\n', 'g.yaml:1:8  error  a value that begins with !', 'title: "!important stops"'],
  ['an ampersand first, which would take a word away', 'goals/g.yaml', 'title: &more stops\n', 'g.yaml:1:8  error  a value that begins with &', 'title: "&more stops"'],
  ['a percent sign as a unit', 'metrics/m.yaml', 'title: A\ntype: outcome\ndirection: down\nunit: %\nexport: stops\ndate: week\nvalue: { sum: stop_hours }\n', 'm.yaml:4:7  error  a value that begins with %', 'unit: "%"'],
  ['a comparison without quotes', 'initiatives/i.mdx', '---\ntitle: I\nphase: pilot\ngates: [{ id: a, must: >= 6 }]\n---\n', 'i.mdx:4:24  error  a value that begins with >', 'must: ">= 6"'],
  ['an entry of a list behind a field', 'goals/g.yaml', 'title: A\nguardrails: - rejected-parts\n', 'g.yaml:2:13  error  a value that begins with -', 'in lines of their own below the field'],
  ['a list that is not closed', 'goals/g.yaml', 'title: A\nguardrails: [rejected-parts\n', 'g.yaml:2:13  error  the list is not closed', 'write ] at its end'],
  ['a comment with slashes', 'goals/g.yaml', 'title: A\n// later\n', 'g.yaml:2:1  error  a comment begins with #', 'write # before it'],
  ['a line that is no field', 'goals/g.yaml', 'title: A\nlater\n', 'g.yaml:2:1  error  "later" is no field', 'write a field, a colon and a space before it'],
  ['an equals sign', 'goals/g.yaml', 'title = A\n', 'the file is the text "title = A" and has no field', 'title: A'],
  ['no space after the colon', 'goals/g.yaml', 'title:A\n', 'the file is the text "title:A" and has no field', 'title: A'],
  ['a field without a value', 'goals/g.yaml', 'title:\n', 'g.yaml:1:7  error  title has no value', 'write it after the colon'],
  ['an empty file', 'goals/g.yaml', '', 'g.yaml:1:1  error  the file is empty', 'trilens new'],
  ['two records in a file', 'goals/g.yaml', 'title: A\n---\ntitle: B\n', 'g.yaml:2:1  error  a line of three hyphens begins a second document', 'a file for each'],
  ['a list in place of a record', 'goals/g.yaml', '- title: A\n', 'g.yaml:1:1  error  the file is a list', 'a file for each record'],
  ['a record in place of a list', 'sites.yaml', 'NORTH:\n  name: N\n  timeZone: Europe/Berlin\n', 'sites.yaml:1:1  error  the file is a group of fields', '- id: NORTH'],
  ['one entry in place of a list', 'goals/g.yaml', 'title: A\nguardrails: rejected-parts\n', 'g.yaml:2:13  error  guardrails is "rejected-parts"', 'guardrails: [rejected-parts]'],
  ['one value in place of fields', 'goals/g.yaml', 'title: A\ntarget: 6\n', 'g.yaml:2:9  error  target is 6', 'target: { value: …, by: … }'],
  ['both versions of a line', 'goals/g.yaml', '<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> x\n', 'g.yaml:1:1  error  two versions of these lines are here', 'keep what is right'],
  ['a title that is a number', 'goals/g.yaml', 'title: 2026\n', 'g.yaml:1:8  error  title is 2026, which YAML reads as the number 2026', '"2026"'],
];

enoughAlone(MISTAKES);
