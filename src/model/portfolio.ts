import type { IsoDate } from './date.ts';
import type { ExportReport } from './export.ts';
import type { FailLevel } from './finding.ts';
import type { FrictionItem } from './friction.ts';
import type { Framework } from './gate.ts';
import type { Goal } from './goal.ts';
import type { BodyNode, Heading, Playbook } from './playbook.ts';
import type { Report } from './report.ts';
import type { Initiative } from './initiative.ts';
import type { Metric } from './metric.ts';
import type { Observations } from './observation.ts';
import type { RoadmapItem } from './roadmap.ts';
import type { Site } from './site.ts';

export interface PortfolioSettings {
  name: string;
  /** Goal id; absent in an empty portfolio. */
  northStar?: string | undefined;
  summary?: string | undefined;
  locale: string;
  currency: string;
  /** Where the portal is published, sub-path included; absent where nobody said. */
  url?: string | undefined;
  repository?: string | undefined;
  trustedMdx: boolean;
  audiences: string[];
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
  rules: Record<string, 'error' | 'warn' | 'info' | 'off'>;
  accept: { rule: string; record?: string | undefined; reason: string; by: string; until: IsoDate }[];
}

/** Everything people and machines wrote, validated and cross-checked: the input of all that is computed. */
export interface Portfolio {
  settings: PortfolioSettings;
  asOf: IsoDate;
  sites: Site[];
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
}
