import type { KeptForecasts } from './keptForecasts.ts';
import type { AlertRule } from './alert.ts';
import type { Repository } from './sourceAddress.ts';
import type { FiscalYear, MONTHS, WEEKDAYS } from '#model/time/calendar.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { WrittenEvent } from './event.ts';
import type { ExportReport } from './export.ts';
import type { FailLevel } from './finding.ts';
import type { FrictionItem } from './friction.ts';
import type { Framework } from './gate.ts';
import type { FunctionProfile } from './functionProfile.ts';
import type { GlossaryTerm } from './glossary.ts';
import type { Goal } from './goal.ts';
import type { BodyNode, Heading, Playbook } from './playbook.ts';
import type { Report } from './report.ts';
import type { Initiative } from './initiative.ts';
import type { Lens } from './lens.ts';
import type { Metric } from './metric.ts';
import type { Observations } from './observation.ts';
import type { RoadmapItem } from './roadmap.ts';
import type { Site } from './site.ts';
import type { Snapshot } from './snapshot.ts';
import type { Standup } from './standup.ts';

export interface PortfolioSettings {
  /** Stays when the name changes: ids of feeds, calendars and code scanning are made from it. */
  id: string;
  name: string;
  /** Goal id; absent in an empty portfolio. */
  northStar?: string | undefined;
  summary?: string | undefined;
  locale: string;
  /** The language of the source first; absent: that of the locale alone. */
  languages?: string[] | undefined;
  /** Words of the portal that the portfolio says in its own way, by language and message. */
  messages?: Record<string, Record<string, string>> | undefined;
  currency: string;
  weekStartsOn: (typeof WEEKDAYS)[number];
  fiscalYearStart?: (typeof MONTHS)[number] | undefined;
  fiscalYearNamedBy: FiscalYear['namedBy'];
  fiscalWeeks?: FiscalYear['weeks'] | undefined;
  /** Start of the production day, `06:00`. */
  dayStartsAt?: string | undefined;
  /** Where the portal is published, sub-path included; absent where nobody said. */
  url?: string | undefined;
  /** Where the content is kept; absent where nobody said. */
  repository?: Repository | undefined;
  trustedMdx: boolean;
  audiences: string[];
  /** Whom this edition is for; absent: everything is in it. */
  audience?: string | undefined;
  minGroupSize: number;
  /** Yearly, for net present value. */
  discountRate: number;
  /** First-response targets in elapsed hours by severity 1, 2, 3. */
  responseHours: number[];
  accent?: string | undefined;
  logo?: string | undefined;
  failOn: FailLevel;
  /** Export that holds the friction log, with the columns' names. */
  friction?: { export: string; columns: Record<string, string> } | undefined;
  standups?: { export: string; columns: Record<string, string> } | undefined;
  /** Words that people search with, and those that pages use for it. */
  search?: { synonyms: Record<string, string[]> } | undefined;
  /** Words with their meanings, from `content/glossary.yaml`. */
  glossary?: GlossaryTerm[] | undefined;
  /** Names, numbers and telephones that texts name; a site may have its own. */
  variables?: Record<string, string> | undefined;
  /** Whether each playbook is printed to PDF beside its page. */
  playbookPdf?: boolean | undefined;
  /** Where a device posts the record of a finished run. */
  runs?: { post: string } | undefined;
  /** What happened and is in no other record. */
  events?: WrittenEvent[] | undefined;
  /** Since when the trust protocol holds for all. */
  trustProtocol?: { since: IsoDate } | undefined;
  people?: {
    name: string;
    role?: string | undefined;
    lens?: Lens | undefined;
    until?: IsoDate | undefined;
  }[];
  /** Meetings that get an agenda. */
  meetings?: MeetingPlan[] | undefined;
  /** Mails to readers about thresholds. */
  alerts?: AlertRule[] | undefined;
  rules: Record<string, RuleSetting>;
  accept: {
    rule: string;
    record?: string | undefined;
    reason: string;
    by: string;
    until: IsoDate;
  }[];
}

/** A meeting with its days, as portfolio.yaml lists them. */
export interface MeetingPlan {
  id: string;
  title: string;
  dates: IsoDate[];
  /** Who decides there; empty: everybody. */
  deciders: string[];
  /** Who may know of it; absent: everybody. */
  audience?: string | undefined;
}

/** What a portfolio says of one rule: its severity, and its limits by name. */
type RuleSetting = { severity?: 'error' | 'warn' | 'info' | 'off' | undefined } & {
  [limit: string]: number | string | undefined;
};

/** A text as it was written, with the line it begins in: what the rules about wording read. */
export interface Written {
  /** `reports/2026-09` */
  record: string;
  path: string;
  title: string;
  file: string;
  line: number;
  text: string;
}

/** Everything people and machines wrote, validated and cross-checked: the input of all that is computed. */
export interface Portfolio {
  settings: PortfolioSettings;
  asOf: IsoDate;
  sites: Site[];
  /** What people wrote about the functions; see `functionProfile.ts` for what is said where nothing is written. */
  functions: FunctionProfile[];
  goals: Goal[];
  metrics: Metric[];
  initiatives: (Initiative & { body: BodyNode[]; headings: Heading[] })[];
  roadmap: RoadmapItem[];
  frameworks: Framework[];
  playbooks: Playbook[];
  reports: Report[];
  exports: ExportReport[];
  /** By metric id. */
  observations: Map<string, Observations>;
  friction: FrictionItem[];
  standups?: Standup[];
  /** Bodies of playbooks, reports and initiatives, as written. */
  written?: Written[];
  /** Their translations, as written. */
  translated?: Written[];
  /** Line of a record, or of a field of it, in its file: `lineOf('goals/x', ['target'])`. */
  lineOf?: (record: string, field?: readonly PropertyKey[]) => number | null;
  /** What was forecast on earlier days, kept beside the content. */
  kept?: KeptForecasts | undefined;
  /** What an earlier build saw of what must not move in silence. */
  before?: Snapshot | null;
}
