import { POD_ROLES } from '#model/record/initiative.ts';
import { LENSES } from '#model/record/lens.ts';
import type { Named } from '#ingest/mdx/components.ts';
import type { Source, Unread } from './source.ts';

/** What a field can name. */
export type Kind =
  Named | 'item' | 'initiative or roadmap item' | 'framework' | 'export' | 'playbook' | 'report';

/** Sections of the portal; where its pages are one record each, what they are called, and likewise where a record is a place on one page. */
export const SECTIONS: Record<string, { page?: Kind; place?: Kind } | undefined> = {
  changes: {},
  data: { place: 'export' },
  findings: {},
  for: {},
  gates: {},
  goals: { page: 'goal' },
  guide: {},
  initiatives: { page: 'initiative' },
  lens: {},
  metrics: { page: 'metric' },
  misalignment: {},
  playbooks: { page: 'playbook' },
  pods: {},
  reports: { page: 'report' },
  roadmap: { place: 'item' },
  search: {},
  sites: { page: 'site' },
  trust: {},
};

/** Files that a build writes beside its pages. */
const BESIDE =
  /^(api\/.*|feed\.(xml|json)|gates\.ics|sitemap-[\w-]+\.xml|reports\/(?<report>[^/]+)\/\k<report>\.(pdf|pptx))$/;

/** Where a link in a text leads inside the portal: a section, and the record that it shows there; null for files beside the pages. */
export function linkTarget(
  { kind, id }: Source,
  link: string,
): { section: string; kind: Kind | null; id: string } | null {
  const from = SECTIONS[`${kind}s`] ? `/${kind}s/${id}/` : '/';
  const { pathname, hash } = new URL(link, `http://portal${from}`);
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const [section = '', record = ''] = parts;
  if (section === '' || BESIDE.test(parts.join('/'))) return null;
  const { page, place } = SECTIONS[section] ?? {};
  return place && hash !== ''
    ? { section, kind: place, id: decoded(hash.slice(1)) }
    : { section, kind: (record !== '' && page) || null, id: record };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const CRITERIA = ['criteria', 'stopRules'].flatMap((list) => [
  list,
  `${list}.*.allOf`,
  `${list}.*.anyOf`,
]);
const GATES: [Kind, string][] = CRITERIA.flatMap((list): [Kind, string][] => [
  ['metric', `gates.*.${list}.*.metric`],
  ['site', `gates.*.${list}.*.sites.*`],
  ['line', `gates.*.${list}.*.lines.*`],
  ['item', `gates.*.${list}.*.items.*`],
]);

/** As what other files name the records of a kind of file. */
export const CALLED: Partial<Record<Unread['kind'], Kind[]>> = {
  export: ['export'],
  goal: ['goal'],
  metric: ['metric'],
  initiative: ['initiative', 'initiative or roadmap item'],
  site: ['site'],
  roadmap: ['item', 'initiative or roadmap item'],
  framework: ['framework'],
  playbook: ['playbook'],
};

/** Which fields name what. */
export const REFERENCES: Partial<Record<Source['kind'], [Kind, string][]>> = {
  goal: [
    ['goal', 'parent'],
    ['metric', 'metric'],
    ['metric', 'guardrails.*'],
    ...LENSES.flatMap((lens): [Kind, string][] => [
      ['metric', `contributions.${lens}.*.metric`],
      ['initiative or roadmap item', `contributions.${lens}.*.via.*`],
    ]),
  ],
  metric: [
    ['metric', 'guards.*'],
    ['metric', 'leads.*.metric'],
    ...LENSES.map((lens): [Kind, string] => ['metric', `lenses.${lens}.board`]),
  ],
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
  roadmap: [
    ['initiative', 'initiative'],
    ['goal', 'goals.*'],
    ['item', 'needs.*'],
    ['item', 'needs.*.item'],
    ['site', 'sites.*'],
  ],
  framework: ['criteria', 'criteria.*.allOf', 'criteria.*.anyOf'].flatMap(
    (list): [Kind, string][] => [
      ['metric', `phases.*.${list}.*.metric`],
      ['site', `phases.*.${list}.*.sites.*`],
      ['line', `phases.*.${list}.*.lines.*`],
      ['item', `phases.*.${list}.*.items.*`],
    ],
  ),
  playbook: [
    ['goal', 'goals.*'],
    ['metric', 'metrics.*'],
    ['initiative', 'initiatives.*'],
    ['site', 'provedAt.*.site'],
  ],
};
