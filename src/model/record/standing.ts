import type { IsoDate } from '#model/time/date.ts';
import type { Course } from '#model/foresight/dates/course.ts';
import type { Forecast } from '#model/foresight/forecast/forecast.ts';
import type { TextMarks } from './approval.ts';
import type { Freshness } from './export.ts';
import type { DecisionClass, Outcome, Position } from './gate.ts';
import type { Finding } from './finding.ts';
import type { PodRole } from './initiative.ts';
import type { Lens } from './lens.ts';

/**
 * Where a portfolio stands on a day: all that two days are compared by, in plain values with stable ids. It is published with
 * `/api/portfolio.json` and kept with every frozen report, so that a later build can say what changed since.
 */
export interface Standing {
  asOf: IsoDate;
  gates: {
    id: string;
    initiative: string;
    title: string;
    due: IsoDate;
    state: 'open' | 'overdue' | 'decided' | 'upcoming';
    position: Position;
    class: DecisionClass | 'override-expired' | 'open' | 'overdue' | null;
    outcome: Outcome | null;
    decided: IsoDate | null;
    decider: string | null;
  }[];
  /** Metrics that stand outside what their process does, by site. */
  signals: {
    metric: string;
    site: string | null;
    title: string;
    kind: 'improvement' | 'concern';
    since: IsoDate | null;
    shown: string;
  }[];
  metrics: {
    id: string;
    title: string;
    target: string | null;
    by: IsoDate | null;
    baseline: string | null;
    definition: string;
    reached: boolean | null;
    shown: string;
  }[];
  /** Newest values, to recognise a restated past. */
  values: { metric: string; site: string | null; periods: string[]; shown: string[] }[];
  initiatives: {
    id: string;
    title: string;
    phase: string;
    status: string;
    pod: Partial<Record<PodRole, string>>;
  }[];
  /** Playbooks and reports by what their readers see of them. Absent in older documents. */
  texts?: StandingText[] | undefined;
  /** Goals and initiatives by what they say in words. Absent in older documents. */
  wordings?: StandingWording[] | undefined;
  roadmap: { id: string; title: string; when: string; status: string }[];
  findings: {
    rule: string;
    severity: Finding['severity'];
    record: string;
    path: string;
    title: string;
    what: string;
  }[];
  /** Rules that were asked; a finding of another rule is no news of the portfolio. Absent in older documents. */
  rules?: string[] | undefined;
  /** Forecasts that were made so far, with what came of them: how they are kept from night to night. Absent in older documents. */
  forecasts?: Forecast[] | undefined;
  /** What was promised first of each item and gate, and when it came. Absent in older documents. */
  courses?: Course[] | undefined;
  /** Unresolved items of severity 1 and 2. */
  friction: { id: string; title: string; severity: number; to: Lens }[];
  exports: {
    name: string;
    title: string;
    freshness: Freshness;
    failed: boolean;
    extracted: IsoDate | null;
  }[];
}

/** A text, as far as two days are compared by it. */
export interface StandingText extends TextMarks {
  kind: 'playbook' | 'report';
  id: string;
  title: string;
  /** The newest that was issued. */
  revision: string | null;
}

/** A goal or an initiative, as far as two days are compared by its words: a hash of each part that says something. */
export interface StandingWording {
  kind: 'goal' | 'initiative';
  id: string;
  title: string;
  parts: Record<string, string>;
}

/** A standing as somebody knows it who does not know what `known` does not: editions for different audiences are compared in what both hold. */
export function within(standing: Standing, known: Standing): Standing {
  const ids = (list: readonly { id: string }[]) => new Set(list.map((entry) => entry.id));
  const [metrics, initiatives, exports] = [
    ids(known.metrics),
    ids(known.initiatives),
    new Set(known.exports.map((entry) => entry.name)),
  ];
  const about = (record: string) => {
    const [kind = '', id = ''] = record.split('/');
    return kind === 'metrics'
      ? metrics.has(id)
      : kind === 'initiatives'
        ? initiatives.has(id)
        : kind === 'data'
          ? exports.has(id)
          : true;
  };
  return {
    ...standing,
    gates: standing.gates.filter((gate) => initiatives.has(gate.initiative)),
    signals: standing.signals.filter((signal) => metrics.has(signal.metric)),
    metrics: standing.metrics.filter((metric) => metrics.has(metric.id)),
    initiatives: standing.initiatives.filter((initiative) => initiatives.has(initiative.id)),
    ...(standing.texts && {
      texts: standing.texts.filter((text) =>
        known.texts?.some(({ kind, id }) => kind === text.kind && id === text.id),
      ),
    }),
    ...(standing.wordings && {
      wordings: standing.wordings.filter((one) =>
        known.wordings?.some(({ kind, id }) => kind === one.kind && id === one.id),
      ),
    }),
    findings: standing.findings.filter((finding) => about(finding.record)),
    exports: standing.exports.filter((entry) => exports.has(entry.name)),
  };
}
