import { formulaParts } from '#model/metric/series/formula.ts';
import { POD_ROLES } from './initiative.ts';
import { LENSES } from './lens.ts';

/** Kinds of records that may be written for some readers only. */
export const WITHHOLDABLE = [
  'goal',
  'metric',
  'initiative',
  'item',
  'playbook',
  'report',
  'export',
] as const;
export type Withholdable = (typeof WITHHOLDABLE)[number];

export const isWithholdable = (kind: string): kind is Withholdable =>
  WITHHOLDABLE.some((one) => one === kind);

/** What a field can name. A `record` is named with its folder: `initiatives/spindle-watch`. */
export type Nameable =
  | Withholdable
  | 'initiative or roadmap item'
  | 'review'
  | 'record'
  | 'site'
  | 'line'
  | 'framework'
  | 'rule';

/** Kinds of records that name others. */
export type Referrer =
  | 'portfolio'
  | 'goal'
  | 'metric'
  | 'initiative'
  | 'roadmap'
  | 'framework'
  | 'playbook'
  | 'friction'
  | 'standup';

/** One field that names a record. In a path `*` is any place of a list and `@` any key of a table. */
export interface Reference {
  of: Referrer;
  /** As people write it. */
  field: string;
  names: Nameable;
  /**
   * What happens in an edition that withholds the record that is named: the part of the record that is dropped, as a path in the
   * model (empty: the whole record), or `refuse`: the record cannot be shown without it, so that content which has it for wider
   * readers is an error. `open`: what is named has no audience.
   */
  withheld: { drop: string } | 'refuse' | 'open';
  /** Where the model holds it, when that is not the field as it is written. */
  held?: string;
  /** How ids are taken from its text, when that is not one id. */
  ids?: (text: string) => string[];
}

const ofLenses = (path: (lens: string) => Omit<Reference, 'of'>) => LENSES.map(path);

const IN_SETTINGS: Omit<Reference, 'of'>[] = [
  { field: 'northStar', names: 'goal', withheld: 'refuse' },
  { field: 'friction.export', names: 'export', withheld: { drop: 'friction' } },
  { field: 'standups.export', names: 'export', withheld: { drop: 'standups' } },
  { field: 'calendars.@', names: 'site', withheld: 'open' },
  { field: 'events.*.sites.*', names: 'site', withheld: 'open' },
  { field: 'events.*.metrics.*', names: 'metric', withheld: { drop: 'events.*' } },
  { field: 'alerts.*.metric', names: 'metric', withheld: { drop: 'alerts.*' } },
  { field: 'alerts.*.site', names: 'site', withheld: 'open' },
  { field: 'accept.*.record', names: 'record', withheld: { drop: 'accept.*' } },
];

const IN_GOALS: Omit<Reference, 'of'>[] = [
  { field: 'parent', names: 'goal', withheld: { drop: 'parent' } },
  { field: 'metric', names: 'metric', withheld: 'refuse' },
  { field: 'guardrails.*', names: 'metric', withheld: { drop: 'guardrails.*' } },
  ...ofLenses((lens) => ({
    field: `contributions.${lens}.*.metric`,
    names: 'metric',
    withheld: { drop: `contributions.${lens}.*.metric` },
  })),
  ...ofLenses((lens) => ({
    field: `contributions.${lens}.*.via.*`,
    names: 'initiative or roadmap item',
    withheld: { drop: `contributions.${lens}.*.via.*` },
  })),
];

const IN_METRICS: Omit<Reference, 'of'>[] = [
  { field: 'export', names: 'export', withheld: 'refuse' },
  { field: 'value.formula', names: 'metric', withheld: 'refuse', ids: formulaParts },
  { field: 'value.initiative', names: 'initiative', withheld: 'refuse' },
  { field: 'guards.*', names: 'metric', withheld: { drop: 'guards.*' } },
  { field: 'leads.*.metric', names: 'metric', withheld: { drop: 'leads.*' } },
  ...ofLenses((lens) => ({
    field: `lenses.${lens}.board`,
    names: 'metric',
    withheld: { drop: `lenses.${lens}.board` },
  })),
];

/** Criteria are asked of a gate, or make a stop rule; a gate is not judged without what they rest on. */
const inCriteria = (lists: readonly string[]): Omit<Reference, 'of'>[] =>
  lists
    .flatMap((list) => [list, `${list}.*.allOf`, `${list}.*.anyOf`])
    .flatMap((list): Omit<Reference, 'of'>[] => [
      { field: `${list}.*.metric`, names: 'metric', withheld: 'refuse' },
      { field: `${list}.*.items.*`, names: 'item', withheld: 'refuse' },
      { field: `${list}.*.sites.*`, names: 'site', withheld: 'open' },
      { field: `${list}.*.lines.*`, names: 'line', withheld: 'open' },
    ]);

const IN_INITIATIVES: Omit<Reference, 'of'>[] = [
  { field: 'goals.*', names: 'goal', withheld: { drop: 'goals.*' } },
  { field: 'metrics.*', names: 'metric', withheld: { drop: 'metrics.*' }, held: 'metrics.*.id' },
  { field: 'metrics.*.id', names: 'metric', withheld: { drop: 'metrics.*' } },
  ...POD_ROLES.map((role): Omit<Reference, 'of'> => ({
    field: `pod.${role}.successMetric`,
    names: 'metric',
    withheld: { drop: `pod.${role}.successMetric` },
  })),
  { field: 'comparison.metric', names: 'metric', withheld: 'refuse' },
  {
    field: 'hypothesis.effect.*.metric',
    names: 'metric',
    withheld: { drop: 'hypothesis.effect.*' },
  },
  {
    field: 'hypothesis.effect.metric',
    names: 'metric',
    withheld: { drop: 'hypothesis.effect.*' },
    held: 'hypothesis.effect.*.metric',
  },
  { field: 'framework', names: 'framework', withheld: 'open' },
  { field: 'sites.*', names: 'site', withheld: 'open' },
  { field: 'sites.*.site', names: 'site', withheld: 'open' },
  { field: 'sites.*.line', names: 'line', withheld: 'open' },
  { field: 'checkpoints.*.site', names: 'site', withheld: 'open' },
  { field: 'checkpoints.*.line', names: 'line', withheld: 'open' },
  {
    field: 'decisionsOpen.*.holds.*',
    names: 'initiative or roadmap item',
    withheld: { drop: 'decisionsOpen.*.holds.*' },
  },
  { field: 'gates.*.sites.*', names: 'site', withheld: 'open' },
  { field: 'benefits.*.metric', names: 'metric', withheld: { drop: 'benefits.*.metric' } },
  {
    field: 'benefits.*.startCondition.metric',
    names: 'metric',
    withheld: { drop: 'benefits.*.startCondition' },
  },
  { field: 'benefits.*.site', names: 'site', withheld: 'open' },
  { field: 'privacyClearance.*.site', names: 'site', withheld: 'open' },
  {
    field: 'lessons.*.contradicts.*',
    names: 'playbook',
    withheld: { drop: 'lessons.*.contradicts.*' },
  },
  {
    field: 'lessons.*.reusedBy.*',
    names: 'initiative',
    withheld: { drop: 'lessons.*.reusedBy.*' },
  },
  { field: 'iterations.*.metric', names: 'metric', withheld: { drop: 'iterations.*.metric' } },
  ...inCriteria(['gates.*.criteria', 'gates.*.stopRules']),
];

const IN_ROADMAP: Omit<Reference, 'of'>[] = [
  { field: 'initiative', names: 'initiative', withheld: { drop: '' } },
  { field: 'goals.*', names: 'goal', withheld: { drop: 'goals.*' } },
  { field: 'needs.*', names: 'item', withheld: { drop: 'needs.*' } },
  {
    field: 'needs.*.item',
    names: 'item',
    withheld: { drop: 'needTypes.@' },
    held: 'needTypes.@',
  },
  { field: 'sites.*', names: 'site', withheld: 'open' },
];

const IN_PLAYBOOKS: Omit<Reference, 'of'>[] = [
  { field: 'goals.*', names: 'goal', withheld: { drop: 'goals.*' } },
  { field: 'metrics.*', names: 'metric', withheld: { drop: 'metrics.*' } },
  { field: 'initiatives.*', names: 'initiative', withheld: { drop: 'initiatives.*' } },
  { field: 'needs.*', names: 'playbook', withheld: { drop: 'needs.*' } },
  { field: 'then.*', names: 'playbook', withheld: { drop: 'then.*' } },
  { field: 'sites.*', names: 'site', withheld: 'open' },
  { field: 'lines.*', names: 'line', withheld: 'open' },
  { field: 'provedAt.*.site', names: 'site', withheld: 'open' },
  { field: 'provedAt.*.review', names: 'review', withheld: { drop: 'provedAt.*.review' } },
];

/** Rows of the logs of friction and of standups, whose fields are columns. */
const IN_LOGS: Omit<Reference, 'of'>[] = [
  { field: 'initiative', names: 'initiative', withheld: { drop: '' } },
];

const of = (referrer: Referrer, fields: readonly Omit<Reference, 'of'>[]): Reference[] =>
  fields.map((field) => ({ of: referrer, ...field }));

/**
 * Every field that names a record: what is checked when content is read, what an edition drops, what may not be written for wider
 * readers, and what the audit looks for are all derived from it.
 */
export const REFERENCES: readonly Reference[] = [
  ...of('portfolio', IN_SETTINGS),
  ...of('goal', IN_GOALS),
  ...of('metric', IN_METRICS),
  ...of('initiative', IN_INITIATIVES),
  ...of('roadmap', IN_ROADMAP),
  ...of('framework', inCriteria(['phases.*.criteria'])),
  ...of('playbook', IN_PLAYBOOKS),
  ...of('friction', IN_LOGS),
  ...of('standup', IN_LOGS),
];

/** Calls `seen` with each value under a path, and with the path to it. */
export function visitPath(
  value: unknown,
  path: string,
  seen: (value: unknown, at: PropertyKey[]) => void,
): void {
  const walk = (part: unknown, rest: readonly string[], at: PropertyKey[]): void => {
    const [head, ...tail] = rest;
    if (head === undefined) {
      seen(part, at);
      return;
    }
    if (typeof part !== 'object' || part === null) return;
    if (head === '*') {
      if (Array.isArray(part))
        for (const [index, item] of part.entries()) walk(item, tail, [...at, index]);
    } else if (head === '@') {
      for (const key of Object.keys(part)) seen(key, [...at, key]);
    } else if (Object.hasOwn(part, head))
      walk((part as Record<string, unknown>)[head], tail, [...at, head]);
  };
  walk(value, path === '' ? [] : path.split('.'), []);
}

/** The ids that a record names in the field of one reference. */
export function idsIn(
  { field, ids = (text) => [text] }: Reference,
  record: unknown,
): { id: string; at: PropertyKey[] }[] {
  const found: { id: string; at: PropertyKey[] }[] = [];
  visitPath(record, field, (value, at) => {
    if (typeof value === 'string') found.push(...ids(value).map((id) => ({ id, at })));
  });
  return found;
}
