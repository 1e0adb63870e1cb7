import { schemaLine } from '#cli/schemaFiles.ts';
import { field, listField, yamlText } from './yamlText.ts';

type Answers = ReadonlyMap<string, string>;
const of = (answers: Answers, option: string) => answers.get(option) ?? '';

/** `content/goals/ID.yaml` */
export function goalFile(answers: Answers): string {
  return lines([
    schemaLine('content/goals/x.yaml')?.trimEnd() ?? '',
    ...field('title', of(answers, 'title')),
    'statement: ""   # verb of change, metric, from, to, by when',
    ...field('parent', of(answers, 'goal')),
    ...field('metric', of(answers, 'metric')),
    '# target: { value: 6, by: 2027-06-30 }   # in the unit of the metric',
    ...field('owner', of(answers, 'owner')),
    'contributions:   # what each function brings: a text, or { text, metric, owner, via }',
    '  business: []',
    '  it: []',
    '  ot: []',
  ]);
}

/** `content/initiatives/ID.mdx` */
export function initiativeFile(answers: Answers): string {
  return lines([
    '---',
    ...field('title', of(answers, 'title')),
    'summary: ""   # what it is, in a sentence or two',
    ...listField('goals', of(answers, 'goal')),
    ...listField('metrics', of(answers, 'metric')),
    'hypothesis:',
    '  weBelieve: …   # what will change, and why',
    '  falsifiedIf: …   # what would show that it was wrong',
    ...field('phase', of(answers, 'phase')),
    ...siteList(of(answers, 'site'), of(answers, 'phase')),
    '# pod:   # a name each; trilens check says who is missing',
    '#   itLead: …',
    '#   otLead: …',
    '#   businessLead: …',
    '#   executiveSponsor: …',
    '#   operatorVoice: …',
    '---',
    '',
    'What is tried, what was learned, what comes next.',
  ]);
}

function siteList(site: string, phase: string): string[] {
  return site === '' ? [] : [`sites: [{ site: ${yamlText(site)}, phase: ${yamlText(phase)} }]`];
}

/** `content/playbooks/ID.mdx` */
export function playbookFile(answers: Answers): string {
  return lines([
    '---',
    ...field('title', of(answers, 'title')),
    'summary: ""   # what it is good for, in a sentence or two',
    ...listField('goals', of(answers, 'goal')),
    ...listField('metrics', of(answers, 'metric')),
    ...listField('initiatives', of(answers, 'initiative')),
    ...field('owner', of(answers, 'owner')),
    '---',
    '',
    'When to use this, and what is different afterwards.',
    '',
    '<Steps>',
    '',
    '  <Step title="First step" role="operator" minutes={5}>',
    '  What to do, and what good looks like.',
    '  </Step>',
    '',
    '</Steps>',
  ]);
}

/** An entry of `content/sites.yaml`. */
export function siteEntry(id: string, answers: Answers): string {
  return lines([
    `- id: ${yamlText(id)}`,
    `  name: ${yamlText(of(answers, 'title'))}`,
    ...field('timeZone', of(answers, 'zone')).map((line) => `  ${line}`),
    ...listField('aliases', of(answers, 'alias')).map((line) => `  ${line}`),
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
