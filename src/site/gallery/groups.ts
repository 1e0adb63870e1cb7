import { ownBlocks } from '#ingest/mdx/ownBlocks.ts';
import { CHART_NAMES, type ComponentName } from '#model/record/component.ts';

interface Group {
  title: string;
  says: string;
  names: readonly string[];
}

/** The components by what they are for; last those of the portfolio's own. */
export function groups(): readonly Group[] {
  const own = ownBlocks.all.map((block) => block.name);
  return own.length === 0 ? GROUPS : [...GROUPS, { ...OWN_GROUP, names: own }];
}

const OWN_GROUP = {
  title: 'Your own',
  says: 'Added by the trilens.config.ts of this portfolio.',
};

const GROUPS: readonly (Group & { names: readonly ComponentName[] })[] = [
  {
    title: 'Work, step by step',
    says: 'For playbooks: what is done, by whom, and what must not be missed.',
    names: [
      'Steps',
      'Step',
      'Value',
      'Checklist',
      'Role',
      'Callout',
      'Faq',
      'Takeaways',
      'Lens',
      'Audience',
    ],
  },
  {
    title: 'Layout',
    says: 'For what is read side by side, or in a sentence.',
    names: ['Tabs', 'Tab', 'Cards', 'Card', 'FileTree', 'Badge', 'Math'],
  },
  {
    title: 'Written once',
    says: 'What many texts share: a part, a number, the meaning of a word.',
    names: ['Include', 'Var', 'Term'],
  },
  {
    title: 'Pictures and files',
    says: 'From files beside the text: sized, checked and kept offline with their playbook.',
    names: ['Picture', 'Figure', 'Video', 'File'],
  },
  {
    title: 'Live numbers',
    says: 'Drawn from the exports at every build, with their doubts beside them.',
    names: ['Metric', 'Chart', 'VegaLite', 'Download'],
  },
  {
    title: 'Charts in one line',
    says: 'Over a metric, several metrics, or the columns of an export by which a metric is parted.',
    names: CHART_NAMES,
  },
  {
    title: 'The state of things',
    says: 'For reports and stories: gates, roadmap, goals, money, findings.',
    names: ['Gate', 'Decisions', 'Foresight', 'Roadmap', 'Goals', 'Findings'],
  },
  {
    title: 'A report, section by section',
    says: 'The parts of a monthly report and a board pack; frozen with it by trilens freeze.',
    names: [
      'Answers',
      'Changes',
      'Portfolio',
      'Sites',
      'Friction',
      'Money',
      'Learning',
      'Confidence',
    ],
  },
];
