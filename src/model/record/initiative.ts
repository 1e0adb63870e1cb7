import type { Translatable } from '#model/language/inLanguage.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { GateReview } from './gate.ts';
import type { Lens } from './lens.ts';

export const METRIC_ROLES = ['primary', 'input', 'guardrail', 'context'] as const;
export const POD_ROLES = [
  'itLead',
  'otLead',
  'businessLead',
  'executiveSponsor',
  'operatorVoice',
] as const;
/** What a pod may say of its own state, the best first. */
export const DECLARED = ['on-course', 'at-risk', 'off-course'] as const;
/** By how much a metric is expected to change, in its unit, or the level that it is expected to reach. */
interface ExpectedEffect {
  metric: string;
  by?: number | undefined;
  to?: number | undefined;
}
export type PodRole = (typeof POD_ROLES)[number];

export interface PodMember {
  name: string;
  responsibility?: string | undefined;
  /** Who answers when this person is away. */
  deputy?: string | undefined;
  /** Per cent of working time. */
  allocation?: number | undefined;
  decisionRights: string[];
  /** Metric id. */
  successMetric?: string | undefined;
}

/** One transformation initiative, from `content/initiatives/<id>.mdx`. */
export interface Initiative extends Translatable {
  id: string;
  file: string;
  /** Ids that it had before. */
  aliases?: string[] | undefined;
  code?: string | undefined;
  title: string;
  summary: string;
  /** Who may know of it; absent: everybody. */
  audience?: string | undefined;
  goals: string[];
  metrics: { id: string; role: (typeof METRIC_ROLES)[number] }[];
  hypothesis?:
    | {
        weBelieve: string;
        willChange?: string | undefined;
        because?: string | undefined;
        falsifiedIf?: string | undefined;
        effect?: ExpectedEffect[] | undefined;
      }
    | undefined;
  comparison?:
    | {
        metric: string;
        /** Line or site ids. */
        treated: string[];
        controls: string[];
        /** Spans, `2025-09-29/2025-11-23`. */
        before: string;
        after: string;
        whyThesePilots?: string | undefined;
        /** First periods after the start in which people still learn; a variant is computed without them. */
        washout: number;
        /** Lines left out, each with a reason. */
        excluded: { line: string; reason: string }[];
        /** Other changes on the same lines in the same time. */
        coInterventions: string[];
        /** How the pilot may have reached the comparison lines: shared crews, shared parts. */
        spillover?: string | undefined;
        locked?: { on: IsoDate } | undefined;
      }
    | undefined;
  framework: string;
  phase: string;
  phaseSince?: IsoDate | undefined;
  status: 'active' | 'paused' | 'stalled' | 'done' | 'stopped';
  stall?: { since: IsoDate; reason: string; blockedBy: Lens; waitingFor: Lens } | undefined;
  pod: Partial<Record<PodRole, PodMember | undefined>>;
  /** When the pod began to work as one. */
  podSince?: IsoDate | undefined;
  trustProtocol?: { since: IsoDate } | undefined;
  perspectives: Partial<Record<Lens, string | undefined>>;
  /** `since`: in this phase; `live`: in use there. */
  sites: {
    site: string;
    phase: string;
    since?: IsoDate | undefined;
    live?: IsoDate | undefined;
    line?: string | undefined;
  }[];
  start?: IsoDate | undefined;
  /** In thousands of the portfolio's currency. */
  investment?:
    | {
        planned: number;
        spent: number;
        technology?: number | undefined;
        process?: number | undefined;
        adoption?: number | undefined;
      }
    | undefined;
  benefits: Benefit[];
  cashFlow: CashPeriod[];
  iterations: {
    period: string;
    tried: string;
    learned: string;
    changed: string;
    metric?: string | undefined;
    before?: string | undefined;
    after?: string | undefined;
  }[];
  gates: GateReview[];
  checkpoints: Checkpoint[];
  lessons: { date: IsoDate; text: string; reusedBy: string[]; contradicts: string[] }[];
  stopRules: string[];
  mocRefs: string[];
  decisionRights: DecisionRight[];
  privacyClearance: { site: string; by: string; date: IsoDate; scope?: string | undefined }[];
  declaredStatus?: (typeof DECLARED)[number] | undefined;
  /** Functions that bring nothing to it, with the reason. */
  reasonNone: Partial<Record<Lens, string>>;
  decisionsOpen: DecisionRequest[];
  /** Requests that were decided by the day of the portfolio. */
  decisionsTaken?: TakenDecision[] | undefined;
}

/** Who decides a class of questions; the words are those of RAPID. */
interface DecisionRight {
  class: string;
  decider: string[];
  recommend: string[];
  /** Narrow vetoes. */
  agree: string[];
  input: string[];
  perform: string[];
  slaWorkingDays?: number | undefined;
  escalatesTo?: string | undefined;
}

export interface Benefit {
  title: string;
  class:
    | 'cashable'
    | 'cost-avoidance'
    | 'capacity'
    | 'working-capital'
    | 'revenue'
    | 'risk'
    | 'dis-benefit';
  period?: string | undefined;
  metric?: string | undefined;
  site?: string | undefined;
  planned: number;
  claimed: number;
  realized: number;
  /** Who in finance confirmed `realized`; without a name nothing counts as realised. */
  confirmedBy?: string | undefined;
  /** A gate that was decided earlier does not count it. */
  confirmedOn?: IsoDate | undefined;
  share?: number | undefined;
  owner?: string | undefined;
  agreedWithFinance?: IsoDate | undefined;
  startCondition?: { metric: string; must: string } | undefined;
  horizonMonths: number;
  inTotal: boolean;
}

/** Field validation: what operators said before a roll-out. */
interface Checkpoint {
  id?: string | undefined;
  date: IsoDate;
  site: string;
  line?: string | undefined;
  operators: number;
  shifts: number;
  atTheLine: boolean;
  /** UMUX-Lite, 0 to 100. */
  feedbackScore?: number | undefined;
  /** Answers from 1 to 7 to "it does what I need" and "it is easy"; the score is made from them. */
  answers?: [useful: number, easy: number][] | undefined;
  /** Tasks tried, and how many of them without help. */
  tasks?: { unaided: number; attempts: number } | undefined;
  findings: string[];
  blocking: number;
  ofPresent?: number | undefined;
  commentsReceived?: number | undefined;
  commentsAnswered?: number | undefined;
  resolved: boolean;
  /** When the blocking findings were resolved; absent: by the day itself. */
  resolvedOn?: IsoDate | undefined;
  outcome: 'accepted' | 'accepted-with-actions' | 'rejected';
}

/** One way to decide, what it means, and which functions are for it and against it. */
export interface DecisionOption {
  title: string;
  means?: string | undefined;
  agree: Lens[];
  disagree: Lens[];
}

export interface DecisionRequest {
  /** Its place under `decisionsOpen` in its file, where decided ones are kept as well. */
  at?: number | undefined;
  id: string;
  question: string;
  decider: string;
  requested: IsoDate;
  neededBy: IsoDate;
  holds: string[];
  options: DecisionOption[];
  /** What happens when nobody decides. */
  ifNotDecided?: string | undefined;
  decided?: Verdict | undefined;
}

/** What came of a request. */
interface Verdict {
  date: IsoDate;
  /** The option that was taken, or what was decided in its place. */
  choice: string;
  /** Who decided, where it was not the person who was asked. */
  by?: string | undefined;
  reason?: string | undefined;
}

interface TakenDecision extends Verdict {
  id: string;
  question: string;
  decider: string;
  requested: IsoDate;
  neededBy: IsoDate;
}

/** Costs and benefits of one period, thousands of the portfolio's currency; cash alone. Absent actuals: the period has not come. */
export interface CashPeriod {
  period: string;
  plannedCost: number;
  cost?: number | undefined;
  planned: number;
  claimed?: number | undefined;
  /** What finance confirmed. */
  validated?: number | undefined;
}
