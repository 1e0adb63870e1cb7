import { POD_ROLES } from '#model/initiative.ts';
import { LENSES } from '#model/lens.ts';
import type { Named } from './components.ts';
import type { Source } from './content.ts';

/** What a field can name. */
export type Kind = Named | 'item' | 'initiative or roadmap item' | 'framework' | 'export' | 'playbook';

/** Sections whose pages are one record each. */
export const PAGES: Record<string, Kind | undefined> = { goals: 'goal', metrics: 'metric', initiatives: 'initiative', sites: 'site', playbooks: 'playbook' };

const CRITERIA = ['criteria', 'stopRules'].flatMap((list) => [list, `${list}.*.allOf`, `${list}.*.anyOf`]);
const GATES: [Kind, string][] = CRITERIA.flatMap((list): [Kind, string][] => [
  ['metric', `gates.*.${list}.*.metric`],
  ['site', `gates.*.${list}.*.sites.*`],
  ['line', `gates.*.${list}.*.lines.*`],
  ['item', `gates.*.${list}.*.items.*`],
]);

/** As what other files name the records of a kind of file. */
export const CALLED: Partial<Record<Source['kind'], Kind[]>> = {
  goal: ['goal'], metric: ['metric'], initiative: ['initiative', 'initiative or roadmap item'], site: ['site'], roadmap: ['item', 'initiative or roadmap item'], framework: ['framework'], playbook: ['playbook'],
};

/** Which fields name what. */
export const REFERENCES: Partial<Record<Source['kind'], [Kind, string][]>> = {
  goal: [['goal', 'parent'], ['metric', 'metric'], ['metric', 'guardrails.*'], ...LENSES.flatMap((lens): [Kind, string][] => [['metric', `contributions.${lens}.*.metric`], ['initiative or roadmap item', `contributions.${lens}.*.via.*`]])],
  metric: [['metric', 'guards.*'], ['metric', 'leads.*.metric'], ...LENSES.map((lens): [Kind, string] => ['metric', `lenses.${lens}.board`])],
  initiative: [
    ['goal', 'goals.*'],
    ['metric', 'metrics.*'],
    ['metric', 'metrics.*.id'],
    ...POD_ROLES.map((role): [Kind, string] => ['metric', `pod.${role}.successMetric`]),
    ['metric', 'comparison.metric'],
    ['framework', 'framework'],
    ['site', 'sites.*'],
    ['site', 'sites.*.site'],
    ['line', 'sites.*.line'],
    ['site', 'checkpoints.*.site'],
    ['line', 'checkpoints.*.line'],
    ['initiative or roadmap item', 'decisionsOpen.*.holds.*'],
    ['site', 'gates.*.sites.*'],
    ['metric', 'benefits.*.metric'],
    ['metric', 'benefits.*.startCondition.metric'],
    ['site', 'benefits.*.site'],
    ['site', 'privacyClearance.*.site'],
    ['playbook', 'lessons.*.contradicts.*'],
    ['metric', 'iterations.*.metric'],
    ['initiative', 'lessons.*.reusedBy.*'],
    ...GATES,
  ],
  roadmap: [['initiative', 'initiative'], ['goal', 'goals.*'], ['item', 'needs.*'], ['item', 'needs.*.item'], ['site', 'sites.*']],
  framework: ['criteria', 'criteria.*.allOf', 'criteria.*.anyOf'].flatMap((list): [Kind, string][] => [['metric', `phases.*.${list}.*.metric`], ['site', `phases.*.${list}.*.sites.*`], ['line', `phases.*.${list}.*.lines.*`], ['item', `phases.*.${list}.*.items.*`]]),
  playbook: [['goal', 'goals.*'], ['metric', 'metrics.*'], ['initiative', 'initiatives.*'], ['site', 'provedAt.*.site']],
};
