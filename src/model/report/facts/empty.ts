import { NO_FORESIGHT } from '#model/foresight/foresightState.ts';
import type { CriterionResult, JudgedReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import type { Site } from '#model/record/site.ts';

/**
 * What stands in for a field that an older facts file does not hold. A field that is added to one of these types has to be
 * added here, or the types do not check: so a report that was frozen years ago can always be drawn.
 */
export const EMPTY_REVIEW: Omit<
  JudgedReview,
  'review' | 'initiative' | 'gate' | 'gateTitle' | 'position' | 'state'
> = {
  results: [],
  stops: [],
  because: '',
  sentence: '',
  missingSignOffs: [],
  voidSignOffs: [],
  vetoes: [],
  dissent: [],
  sequence: 1,
  iterations: 0,
  positionThen: null,
  positionLatest: null,
  conditions: [],
  class: null,
  classSentence: '',
  lock: null,
  evidence: '',
};

export const EMPTY_RESULT: Omit<CriterionResult, 'criterion' | 'state'> = {
  reason: '',
  because: '',
  sentence: '',
  value: null,
  threshold: null,
  margin: null,
  unit: '',
  decimals: 1,
  periods: [],
  sites: [],
  units: [],
  n: 0,
  parts: [],
  export: null,
  sources: [],
  metricTitle: null,
  sourceTitles: [],
  vintage: null,
  ageDays: null,
  hash: '',
  doubts: [],
  earliest: null,
};

export const EMPTY_INITIATIVE: Omit<Initiative, 'id' | 'file' | 'title' | 'phase' | 'status'> = {
  summary: '',
  goals: [],
  metrics: [],
  framework: '',
  pod: {},
  perspectives: {},
  sites: [],
  benefits: [],
  cashFlow: [],
  iterations: [],
  gates: [],
  checkpoints: [],
  lessons: [],
  stopRules: [],
  mocRefs: [],
  decisionsOpen: [],
  reasonNone: {},
  decisionRights: [],
  privacyClearance: [],
};

export const EMPTY_REQUEST: Pick<Initiative['decisionsOpen'][number], 'options'> = { options: [] };

export const EMPTY_SITE: Omit<Site, 'id' | 'name'> = {
  aliases: [],
  lines: [],
  closed: [],
  stops: [],
};

export const EMPTY_METRIC: Omit<
  MetricState,
  'metric' | 'observations' | 'export' | 'all' | 'bySite' | 'byLine' | 'byRole' | 'byFree'
> = {
  freshness: 'unknown',
  extracted: null,
  doubts: [],
  baseline: null,
  baselinePeriod: null,
  trajectory: [],
  planned: null,
  variance: null,
  shareOfDistance: null,
  shareOfTime: null,
  projection: null,
  projectionAbsent: null,
  sentence: '',
  restated: [],
  confidence: { label: 'C', weakest: '' },
};

export const EMPTY_PORTAL: Portal = {
  portfolio: {
    settings: {
      id: '',
      name: '',
      locale: 'en-GB',
      weekStartsOn: 'monday',
      fiscalYearNamedBy: 'end',
      currency: 'EUR',
      trustedMdx: false,
      audiences: [],
      minGroupSize: 5,
      discountRate: 0,
      responseHours: [],
      failOn: 'never',
      rules: {},
      accept: [],
    },
    asOf: '1970-01-01',
    sites: [],
    functions: [],
    goals: [],
    metrics: [],
    initiatives: [],
    roadmap: [],
    frameworks: [],
    playbooks: [],
    reports: [],
    exports: [],
    observations: new Map(),
    friction: [],
    standups: [],
  },
  metrics: new Map(),
  goals: [],
  initiatives: [],
  reviews: [],
  roadmap: [],
  trust: { pairs: [], open: [], bySite: [], validations: [], rollouts: [], standups: null },
  stalledShare: { stalled: 0, unknown: 0, active: 0, byPair: [] },
  money: { planned: 0, claimed: 0, confirmed: 0, spent: 0, budget: 0 },
  businessCase: null,
  pools: [],
  findings: [],
  headline: '',
  answers: [],
  foresight: NO_FORESIGHT,
  orphans: [],
  reports: [],
  changes: { build: null, report: null },
};
