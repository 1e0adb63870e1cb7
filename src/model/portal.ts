import type { Restatement, Report } from './record/report.ts';
import type { BusinessCase } from './initiative/businessCase.ts';
import type { Changes } from './record/changes.ts';
import type { Foresight } from './foresight/foresightState.ts';
import type { Pool } from './initiative/claims.ts';
import type { IsoDate } from './time/date.ts';
import type { Finding } from './record/finding.ts';
import type { FrictionItem, Response } from './record/friction.ts';
import type { JudgedReview } from './record/gate.ts';
import type { Goal } from './record/goal.ts';
import type { Lens } from './record/lens.ts';
import type { MetricState } from './metric/metricState.ts';
import type { Portfolio } from './record/portfolio.ts';
import type { RoadmapItemState } from './roadmap/roadmapState.ts';
import type { InitiativeState } from './initiative/initiativeState.ts';

export interface GoalState {
  goal: Goal;
  metric: MetricState | null;
  isNorthStar: boolean;
  /** "Real improvement since March 2026; at this pace May 2028, due June 2027." */
  sentence: string;
  /** The same in one breath, for the first screen. */
  course: string;
  moving: 'improving' | 'worsening' | 'no-signal' | 'unknown';
  initiatives: string[];
}

export interface PairState extends Response {
  from: Lens;
  to: Lens;
}

/** A site where an initiative went live after its pilot, and whether operators there were heard before. */
export interface Rollout {
  initiative: string;
  site: string;
  since: IsoDate;
  before: { date: IsoDate; operators: number; shifts: number; atTheLine: boolean } | null;
  state: 'validated' | 'thin' | 'without';
}

export interface StandupState {
  planned: number;
  held: number;
  threeLens: number;
  /** Held without this function. */
  missing: { lens: Lens; missed: number }[];
  last: IsoDate | null;
}

export interface Trust {
  pairs: PairState[];
  open: (FrictionItem & { ageDays: number })[];
  bySite: (Response & { site: string })[];
  validations: {
    initiative: string;
    date: string;
    site: string;
    operators: number;
    shifts: number;
    atTheLine: boolean;
    score: number | null;
    outcome: string;
  }[];
  rollouts: Rollout[];
  /** Null where no log of standups is read. */
  standups: StandupState | null;
}

export interface Answer {
  /** The leadership question. */
  question: string;
  /** One sentence, plain text. */
  answer: string;
  number: string | null;
  href: string;
  source: string | null;
  tone: 'good' | 'bad' | 'neutral' | 'unknown';
}

/** Everything computed, once a build: what pages, feeds and the JSON API are drawn from. */
export interface Portal {
  portfolio: Portfolio;
  metrics: Map<string, MetricState>;
  goals: GoalState[];
  initiatives: InitiativeState[];
  /** All reviews, decisions due first. */
  reviews: JudgedReview[];
  /** Items in their order, with what each rests on and what is in its way. */
  roadmap: RoadmapItemState[];
  trust: Trust;
  stalledShare: {
    stalled: number;
    /** Of which nothing dated says whether they move. */
    unknown: number;
    active: number;
    byPair: { from: Lens; to: Lens; initiatives: string[] }[];
  };
  money: { planned: number; claimed: number; confirmed: number; spent: number; budget: number };
  /** All recorded cash flows as one, and of how many initiatives; null where none is recorded. */
  businessCase: { whole: BusinessCase; initiatives: number } | null;
  /** Effects of which several initiatives claim a share. */
  pools: Pool[];
  /** What can be said of what is to come. */
  foresight: Foresight;
  findings: Finding[];
  headline: string;
  answers: Answer[];
  /** Goals that do not lead to the North Star; metrics, initiatives and items that lead up to no goal. */
  orphans: { kind: 'goal' | 'metric' | 'initiative' | 'roadmap'; id: string; title: string }[];
  /** Newest first. */
  reports: ReportState[];
  /** Since the previous build, where its portfolio document was given, and since the newest published report. */
  changes: { build: Changes | null; report: Changes | null };
}

/** A report with what its page shows. */
export interface ReportState {
  report: Report;
  /** What it is drawn from: the frozen portal, or null where it is drawn from the live one. */
  frozen: Portal | null;
  /** Numbers that it shows and that the newest data gives differently. */
  restated: Restatement[];
  /** Against the frozen report before it; null where there is none. */
  changes: Changes | null;
}
