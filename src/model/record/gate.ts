import type { IsoDate } from '#model/time/date.ts';
import type { Criterion } from './criterion.ts';

export const RESULTS = ['met', 'not-met', 'insufficient-data', 'stale'] as const;
export type ResultState = (typeof RESULTS)[number];
/** What each result is called, wherever it is shown. */
export const RESULT_WORDS: Record<ResultState, string> = {
  met: 'met',
  'not-met': 'not met',
  'insufficient-data': 'not enough data',
  stale: 'stale',
};
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
  conditions: {
    /** Absent: it is known by its place. */
    id?: string | undefined;
    text: string;
    owner: string;
    due: IsoDate;
    done: boolean;
  }[];
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
  /** Why, without the state: "Stanton 33 % (needs 80 %), Eskil 3 of 4 weeks". */
  because: string;
  /** State and reason: "not met: Stanton 33 % (needs 80 %), Eskil 3 of 4 weeks". */
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
  /** Why the evidence supports that, beside a tag that names the position. */
  because: string;
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
