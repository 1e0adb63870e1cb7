import type { IsoDate } from '#model/time/date.ts';
import type { Grain } from '#model/time/period.ts';

export type Comparator = '>=' | '<=' | '>' | '<' | '=';
/** What a metric criterion asks for, parsed from `must`. */
export type Requirement =
  | { kind: 'threshold'; comparator: Comparator; value: number; unit: string }
  /** Relative change in per cent against the locked baseline. */
  | { kind: 'change'; comparator: Comparator; percent: number }
  | { kind: 'improved' }
  | { kind: 'held' }
  | { kind: 'comparison' };

export const EVIDENCE_KINDS = [
  'metric',
  'guardrail',
  'checkpoint',
  'issues',
  'benefit',
  'roadmap',
  'document',
  'attestation',
  'iterations',
  'spend',
  'group',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What every criterion has, whatever it is judged from. */
interface Asked<K extends EvidenceKind | 'own'> {
  kind: K;
  id: string;
  title?: string | undefined;
  level: 'must' | 'should';
  waivable: boolean;
  why?: string | undefined;
}

/** Where and over how long a metric is looked at. */
interface Measured {
  metric: string;
  over: { last: number; grain?: Grain | undefined };
  per: 'site' | 'line' | 'pooled';
  across: { kind: 'all' } | { kind: 'at-least'; k: number } | { kind: 'share'; share: number };
  minimum: { coverage: number; denominator: number; n: number; baselinePeriods: number };
  sites: string[];
  lines: string[];
  /** Baseline for a relative change: value, or span of periods. */
  baseline?: { value?: number | undefined; period?: string | undefined } | undefined;
}

export interface MetricCriterion extends Asked<'metric'>, Measured {
  must: Requirement;
  /** k of n periods; null: the value over the whole window is judged. */
  sustained: { k: number; n: number } | null;
}

/** No signal of harm in a metric that must not suffer. */
export interface GuardrailCriterion extends Asked<'guardrail'>, Measured {
  must?: Requirement | undefined;
}

export type MeasuredCriterion = MetricCriterion | GuardrailCriterion;

/** A field validation: least operators, shifts, share of tasks done unaided, and usability from 0 to 100. */
export interface CheckpointCriterion extends Asked<'checkpoint'> {
  sites: string[];
  operators?: number | undefined;
  shifts?: number | undefined;
  unaided?: number | undefined;
  score?: number | undefined;
}

export interface IssuesCriterion extends Asked<'issues'> {
  sites: string[];
  /** An issue of this severity or worse may not be open. */
  severity?: number | undefined;
}

export interface BenefitCriterion extends Asked<'benefit'> {
  sites: string[];
}

export interface RoadmapCriterion extends Asked<'roadmap'> {
  /** Ids of the items that have to be done; at least one. */
  items: string[];
}

/** A person's word: who gave it and when; `metric` and `must` name what the data would have to show. */
interface Stated {
  by?: string | undefined;
  date?: IsoDate | undefined;
  metric?: string | undefined;
  must?: Requirement | undefined;
}

export interface DocumentCriterion extends Asked<'document'>, Stated {
  /** Where the document is. */
  file?: string | undefined;
}

export interface AttestationCriterion extends Asked<'attestation'>, Stated {
  file?: string | undefined;
}

export type StatementCriterion = DocumentCriterion | AttestationCriterion;

export interface IterationsCriterion extends Asked<'iterations'> {
  atMost?: number | undefined;
}

export interface SpendCriterion extends Asked<'spend'> {
  /** Thousands of the currency; absent: the budget. */
  atMost?: number | undefined;
}

/** A criterion of a kind that the portfolio's own `trilens.config.ts` adds. */
export interface OwnCriterion extends Asked<'own'> {
  /** The name of the kind: `training`. */
  own: string;
  /** What its author wrote in the fields of the kind. */
  fields: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
}

/** Criteria combined in three-valued logic. */
export interface GroupCriterion extends Asked<'group'> {
  parts: { logic: 'all-of' | 'any-of'; criteria: SingleCriterion[] };
}

export type SingleCriterion =
  | MeasuredCriterion
  | CheckpointCriterion
  | IssuesCriterion
  | BenefitCriterion
  | RoadmapCriterion
  | StatementCriterion
  | IterationsCriterion
  | SpendCriterion
  | OwnCriterion;

/** A criterion as written in a framework or an initiative: of each kind its own fields and no others. */
export type Criterion = SingleCriterion | GroupCriterion;
export type CriterionOf<K extends EvidenceKind | 'own'> = Extract<Criterion, { kind: K }>;

/** The metric that a criterion names; of a group each part names its own. */
export function metricOf(criterion: Criterion): string | undefined {
  return 'metric' in criterion ? criterion.metric : undefined;
}

export function isMeasured(criterion: Criterion): criterion is MeasuredCriterion {
  return criterion.kind === 'metric' || criterion.kind === 'guardrail';
}

export function isStatement(criterion: Criterion): criterion is StatementCriterion {
  return criterion.kind === 'document' || criterion.kind === 'attestation';
}
