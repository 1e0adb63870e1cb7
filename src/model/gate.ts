import type { IsoDate } from './date.ts';
import type { Lens } from './lens.ts';
import type { Grain } from './period.ts';

export const RESULTS = ['met', 'not-met', 'insufficient-data', 'stale'] as const;
export type ResultState = (typeof RESULTS)[number];
export const POSITIONS = ['supports-stop', 'supports-iterate', 'undetermined', 'supports-advance-with-conditions', 'supports-advance'] as const;
export type Position = (typeof POSITIONS)[number];
export const OUTCOMES = ['advance', 'advance-with-conditions', 'iterate', 'hold', 'stop'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const DECISION_CLASSES = ['supported', 'overridden', 'unsupported', 'evidence-changed', 'late'] as const;
export type DecisionClass = (typeof DECISION_CLASSES)[number];

export type Comparator = '>=' | '<=' | '>' | '<' | '=';
/** What a metric criterion asks for, parsed from `must`. */
export type Requirement =
  | { kind: 'threshold'; comparator: Comparator; value: number; unit: string }
  /** Relative change in per cent against the locked baseline. */
  | { kind: 'change'; comparator: Comparator; percent: number }
  | { kind: 'improved' }
  | { kind: 'held' }
  | { kind: 'comparison' };

export const EVIDENCE_KINDS = ['metric', 'guardrail', 'checkpoint', 'issues', 'benefit', 'roadmap', 'document', 'attestation', 'group'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** A criterion as written in a framework or an initiative; see gates.md. */
export interface Criterion {
  id: string;
  title?: string | undefined;
  level: 'must' | 'should';
  kind: EvidenceKind;
  metric?: string | undefined;
  must?: Requirement | undefined;
  over: { last: number; grain?: Grain | undefined };
  /** kind group: criteria combined in three-valued logic. */
  parts: { logic: 'all-of' | 'any-of'; criteria: Criterion[] } | null;
  /** k of n periods; null: the value over the whole window is judged. */
  sustained: { k: number; n: number } | null;
  per: 'site' | 'line' | 'pooled';
  across: { kind: 'all' } | { kind: 'at-least'; k: number } | { kind: 'share'; share: number };
  minimum: { coverage: number; denominator: number; n: number; baselinePeriods: number };
  sites: string[];
  lines: string[];
  waivable: boolean;
  why?: string | undefined;
  /** kind checkpoint: least operators and shifts. kind issues: worst severity allowed open. kind roadmap: item ids. kind document/attestation: who and when. */
  operators?: number | undefined;
  shifts?: number | undefined;
  severity?: number | undefined;
  items: string[];
  by?: string | undefined;
  date?: IsoDate | undefined;
  file?: string | undefined;
  /** Baseline for a relative change: value, or span of periods. */
  baseline?: { value?: number | undefined; period?: string | undefined } | undefined;
}

export interface Phase {
  id: string;
  title: string;
  objective: string;
  /** The gate that closes the phase: `G1`. */
  gate: string;
  gateTitle: string;
  criteria: Criterion[];
  signOffs: SignOffRole[];
}

/** `content/frameworks/<id>.yaml`. */
export interface Framework {
  id: string;
  file: string;
  title: string;
  phases: Phase[];
}

export const SIGN_OFF_ROLES = ['it-lead', 'ot-lead', 'business-lead', 'finance', 'safety', 'cyber', 'privacy', 'operator-voice'] as const;
export type SignOffRole = (typeof SIGN_OFF_ROLES)[number];

export interface SignOff {
  role: SignOffRole;
  name: string;
  date: IsoDate;
  verdict: 'agree' | 'agree-with-conditions' | 'disagree' | 'abstain';
  comment?: string | undefined;
  /** Hash of the evidence that it saw; absent: bound to the data known on its date. */
  evidence?: string | undefined;
}

export interface Decision {
  outcome: Outcome;
  date: IsoDate;
  decider: string;
  reason?: string | undefined;
  conditions: { text: string; owner: string; due: IsoDate; done: boolean }[];
  reviewBy?: IsoDate | undefined;
  until?: string | undefined;
  lessons?: string | undefined;
  override?: { criteria: string[]; reason: string; acceptedBy: string; compensating: string[]; expires: IsoDate } | undefined;
}

/** One review of one gate of one initiative, as recorded under `gates` in its front matter. */
export interface GateReview {
  id: string;
  /** Phase of the framework whose gate this is. */
  phase: string;
  title?: string | undefined;
  sites: string[];
  due: IsoDate;
  /** Criteria: the framework's, with these replacing those of the same id and adding the others; `only` keeps just these. */
  criteria: Criterion[];
  only: boolean;
  stopRules: Criterion[];
  signOffs: SignOff[];
  decision?: Decision | undefined;
  line: number;
}

/** What judging one criterion gave; everything a page needs to answer why. */
export interface CriterionResult {
  criterion: Criterion;
  state: ResultState;
  /** Stable reason: `below-threshold`, `window-too-short`, `no-signal`, … */
  reason: string;
  /** "not met: Stanton 33% (needs 80%), Eskil 3 of 4 weeks" */
  sentence: string;
  value: number | null;
  threshold: number | null;
  margin: number | null;
  periods: IsoDate[];
  units: { id: string; name: string; state: ResultState; value: number | null; values: (number | null)[]; n: number; sentence: string }[];
  n: number;
  /** kind group: the results it combines. */
  parts: CriterionResult[];
  export: string | null;
  vintage: IsoDate | null;
  /** Doubts about the exports behind it. */
  doubts: string[];
  /** For unknown results: when it could be decided at the earliest. */
  earliest: IsoDate | null;
}

/** A review with everything computed. */
export interface JudgedReview {
  review: GateReview;
  initiative: string;
  gate: string;
  gateTitle: string;
  results: CriterionResult[];
  position: Position;
  /** One sentence on what the evidence supports. */
  sentence: string;
  missingSignOffs: SignOffRole[];
  voidSignOffs: SignOff[];
  dissent: SignOff[];
  /** With a decision: position as of the decision's date with the data known then. */
  positionThen: Position | null;
  class: DecisionClass | 'override-expired' | 'open' | 'overdue' | null;
  classSentence: string;
  state: 'open' | 'overdue' | 'decided' | 'upcoming';
  /** Hash of the evidence, for sign-offs to bind to. */
  evidence: string;
}

export type { Lens };
