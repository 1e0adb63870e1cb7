import type { IsoDate } from '#model/time/date.ts';
import type { Grain } from '#model/time/period.ts';

export const RESULTS = ['met', 'not-met', 'insufficient-data', 'stale'] as const;
export type ResultState = (typeof RESULTS)[number];
export const POSITIONS = [
  'supports-stop',
  'supports-iterate',
  'undetermined',
  'supports-advance-with-conditions',
  'supports-advance',
] as const;
export type Position = (typeof POSITIONS)[number];
export const OUTCOMES = ['advance', 'advance-with-conditions', 'iterate', 'hold', 'stop'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const DECISION_CLASSES = [
  'supported',
  'overridden',
  'unsupported',
  'evidence-changed',
  'late',
] as const;
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
  /** kind checkpoint: least operators, shifts, share of tasks done unaided, and usability from 0 to 100. */
  operators?: number | undefined;
  shifts?: number | undefined;
  unaided?: number | undefined;
  score?: number | undefined;
  /** kind issues: an issue of this severity or worse may not be open. */
  severity?: number | undefined;
  /** kind iterations: most iterations. kind spend: most money, thousands of the currency; absent: the budget. */
  atMost?: number | undefined;
  /** kind roadmap: item ids. */
  items: string[];
  /** kind document and attestation: who stated it, when, and where the document is. */
  by?: string | undefined;
  date?: IsoDate | undefined;
  file?: string | undefined;
  /** Baseline for a relative change: value, or span of periods. */
  baseline?: { value?: number | undefined; period?: string | undefined } | undefined;
}

/** Parts of the way from an idea to all plants; a framework may call them otherwise and leave some out. */
export const PHASE_KINDS = ['frame', 'pilot', 'iterate', 'scale', 'sustain'] as const;
export type PhaseKind = (typeof PHASE_KINDS)[number];

export interface Phase {
  id: string;
  /** What part of the way it is, where its id is none of these. */
  kind?: PhaseKind | undefined;
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

export const SIGN_OFF_ROLES = [
  'it-lead',
  'ot-lead',
  'business-lead',
  'finance',
  'safety',
  'cyber',
  'privacy',
  'operator-voice',
] as const;
export type SignOffRole = (typeof SIGN_OFF_ROLES)[number];

/** What a veto may be about; each role has its own and no other. */
export const VETO_SUBJECTS = [
  'safety',
  'management-of-change',
  'cyber',
  'benefit',
  'usage-data',
] as const;
export type VetoSubject = (typeof VETO_SUBJECTS)[number];

export interface SignOff {
  role: SignOffRole;
  name: string;
  date: IsoDate;
  verdict: 'agree' | 'agree-with-conditions' | 'disagree' | 'abstain';
  /** What a disagreement is about: within the role's own subject it is a veto, else dissent. */
  on?: VetoSubject | undefined;
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
  override?:
    | {
        criteria: string[];
        reason: string;
        acceptedBy: string;
        compensating: string[];
        expires: IsoDate;
      }
    | undefined;
}

/** One review of one gate of one initiative, as recorded under `gates` in its front matter. */
export interface GateReview {
  id: string;
  /** Phase of the framework whose gate this is. */
  phase: string;
  title?: string | undefined;
  sites: string[];
  due: IsoDate;
  /** What happens when nobody decides. */
  ifNotDecided?: string | undefined;
  /** Criteria: the framework's, with these replacing those of the same id and adding the others; `only` keeps just these. */
  criteria: Criterion[];
  only: boolean;
  stopRules: Criterion[];
  /** Criteria and stop rules as they stood when the window opened: the hash of each by its id. */
  locked?: { on: IsoDate; criteria: Record<string, string> } | undefined;
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
  /**
   * How far what decides lies on the good side of the threshold, negative on the other: the value, the worst period that counts of those
   * to be sustained, the bound of a sample. Null where nothing is decided, or not by a distance.
   */
  margin: number | null;
  /** Of value, threshold and margin. */
  unit: string;
  decimals: number;
  periods: IsoDate[];
  /** Ids of the sites that were judged; empty where the export knows none. */
  sites: string[];
  units: {
    id: string;
    name: string;
    state: ResultState;
    value: number | null;
    values: (number | null)[];
    n: number;
    sentence: string;
  }[];
  n: number;
  /** kind group: the results it combines. */
  parts: CriterionResult[];
  /** The export it was judged from; of a formula the first of `sources`. */
  export: string | null;
  sources: string[];
  /** How people call the metric and the exports, in the order of `sources`. */
  metricTitle: string | null;
  sourceTitles: string[];
  vintage: IsoDate | null;
  /** Days from the vintage to the day of judging. */
  ageDays: number | null;
  /** Short hash of what is asked, for locks. */
  hash: string;
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
  /** Stop rules, judged: one that is true supports stopping. */
  stops: (CriterionResult & { isTrue: boolean })[];
  position: Position;
  /** One sentence on what the evidence supports. */
  sentence: string;
  missingSignOffs: SignOffRole[];
  /** Signed on evidence that has changed since, or after the decision. */
  voidSignOffs: SignOff[];
  /** Disagreement within a role's narrow veto: it blocks advancing. */
  vetoes: SignOff[];
  /** Disagreement of anybody else: the decision's reason must answer it. */
  dissent: SignOff[];
  /** Of this phase's reviews at these sites: first, second, … */
  sequence: number;
  /** Decisions to iterate in this phase before this review. */
  iterations: number;
  /** With a decision: position as of the decision's date with the data known then. */
  positionThen: Position | null;
  /** The same on the latest data; history is not rewritten by it. */
  positionLatest: Position | null;
  /** Conditions of the decision with their state. */
  conditions: (Decision['conditions'][number] & { state: 'open' | 'done' | 'lapsed' })[];
  class: DecisionClass | 'override-expired' | 'open' | 'overdue' | null;
  classSentence: string;
  state: 'open' | 'overdue' | 'decided' | 'upcoming';
  /** How criteria and stop rules stand to their lock; null where nothing is locked. */
  lock: { on: IsoDate; moved: string[]; removed: string[]; added: string[] } | null;
  /** Hash of the evidence, for sign-offs to bind to. */
  evidence: string;
}
