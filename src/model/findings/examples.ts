/** Where an example is written: the file it belongs into. */
export const EXAMPLE_FILES = {
  portfolio: 'content/portfolio.yaml',
  sites: 'content/sites.yaml',
  goal: 'content/goals/….yaml',
  metric: 'content/metrics/….yaml',
  initiative: 'content/initiatives/….mdx',
  roadmap: 'content/roadmap/….yaml',
  playbook: 'content/playbooks/….mdx',
  report: 'content/reports/….mdx',
  translation: 'content/playbooks/….de.mdx',
  text: 'the text of a report or playbook',
  contract: 'data/datapackage.json',
  rows: 'data/….csv',
} as const;

export interface Example {
  in: keyof typeof EXAMPLE_FILES;
  text: string;
}

const written =
  (kind: Example['in']) =>
  (...lines: string[]): Example => ({ in: kind, text: lines.join('\n') });
const portfolio = written('portfolio');
const sites = written('sites');
const goal = written('goal');
const metric = written('metric');
const initiative = written('initiative');
const roadmap = written('roadmap');
const playbook = written('playbook');
const report = written('report');
const text = written('text');
const translation = written('translation');
const contract = written('contract');
const rows = written('rows');

/** How a record looks that keeps a rule, or that answers what the rule found. */
export const EXAMPLES: Record<string, Example> = {
  'goal/one-north-star': portfolio('northStar: cost-per-good-part'),
  'goal/too-many': goal('status: retired'),
  'goal/quantified': goal(
    'statement: Cut stops from 12 % to 9 % of planned time by June 2027.',
    'baseline: { value: 12, period: 2024-10/2025-09 }',
    'target: { value: 9, by: 2027-06-30 }',
  ),
  'goal/lens-contribution': goal(
    'contributions:',
    '  ot:',
    '    - { text: Act on valid alarms within the shift, metric: alarms-acted-on, owner: A. Berg, via: [spindle-watch] }',
  ),
  'goal/orphan': goal('status: retired   # or name the goal under goals in an initiative'),
  'goal/cover-gap': goal(
    'contributions:',
    '  ot:',
    '    - { text: Fewer spindle failures, metric: stops-by-line, owner: A. Berg, via: [spindle-watch], expected: { low: 1, likely: 1.5, high: 2 } }',
  ),
  'goal/cover-belief': goal(
    'contributions:',
    '  it:',
    '    - { text: One list of stop codes, metric: stops-with-reason, owner: C. Ortiz, via: [stop-codes], expected: { likely: 0.5 }, evidence: estimated }',
  ),
  'goal/no-guardrail': goal('guardrails: [returns, injuries]'),
  'goal/moved-silently': goal(
    'history:',
    '  - { date: 2026-06-30, field: target, from: 9, to: 10, reason: a line was sold, decision: D-21 }',
  ),
  'goal/unreachable-pace': goal(
    'target: { value: 9, by: 2027-12-31 }',
    'history:',
    '  - { date: 2026-10-05, field: by, from: 2027-06-30, to: 2027-12-31, reason: six months later at the pace of the last year, decision: D-30 }',
  ),
  'metric/owner': metric('owner: Head of assembly', 'steward: C. Ortiz'),
  'metric/denominator': metric(
    'numerator: operators who opened, changed or closed at least one order in the week',
    'denominator: operators on the roster of the site',
  ),
  'metric/unsafe-rollup': metric(
    'value:',
    '  ratio: { numerator: { sum: good }, denominator: { sum: made } }',
  ),
  'metric/cumulative-progress': metric(
    'value:',
    '  ratio: { numerator: { countDistinct: user }, denominator: { sum: eligible } }',
    'grain: week',
  ),
  'metric/delivery-as-success': initiative(
    'metrics:',
    '  - { id: tablets-in-use, role: primary }    # use',
    '  - { id: orders-closed-in-shift, role: input } # work done differently',
  ),
  'metric/type-mix': initiative(
    'metrics:',
    '  - { id: tablets-in-use, role: primary }        # adoption',
    '  - { id: orders-closed-in-shift, role: primary } # behavior',
    '  - { id: stops, role: primary }                  # outcome',
  ),
  'metric/only-lagging': metric(
    'indicator: leading',
    'leads:',
    '  - { metric: stops, lagWeeks: 8, mechanism: a bearing changed in time does not stop the cell }',
  ),
  'metric/lead-unlinked': metric(
    'leads:',
    '  - { metric: stops, lagWeeks: 8, mechanism: a bearing changed in time does not stop the cell }',
  ),
  'metric/lead-not-confirmed': metric(
    'leads:',
    '  - { metric: stops, lagWeeks: 16, mechanism: bearings are only half of the stops, checkBy: 2027-03-31 }',
  ),
  'metric/lens-names': metric(
    'lenses:',
    '  business: { title: Lost machine hours, note: hours that ship a day later }',
    '  it: { title: Stop events, note: complete when each has a reason }',
    '  ot: { title: Unplanned stops, note: stops that spoil a shift }',
  ),
  'metric/person-level': metric(
    'value: { ratio: { numerator: { countDistinct: user }, denominator: { sum: eligible } } }   # counts, never names',
  ),
  'metric/definition-break': metric(
    'definitions:',
    '  - { version: "1", validFrom: 2024-10-01, text: all accounts }',
    '  - { version: "2", validFrom: 2026-01-05, text: kiosk accounts are left out }',
  ),
  'metric/unit-scale': metric('unit: "%"', 'target: { value: 80 }   # not 0.8'),
  'metric/duplicate': metric(
    'lenses:',
    '  business: { title: Orders in time }',
    '  ot: { title: Shipped as promised }   # one metric, two names',
  ),
  'metric/target-inside-noise': metric(
    'target: { value: 9, by: 2027-06-30 }   # beyond what single months vary by',
  ),
  'metric/target-beyond-process': roadmap(
    '- { id: new-fixture, title: Quick-change fixture, layer: ot, goals: [fewer-stops], when: 2027-Q1 }',
  ),
  'metric/no-guardrail': initiative('metrics:', '  - { id: injuries, role: guardrail }'),
  'metric/spc-on-rare-events': metric('grain: quarter', 'spc: none'),
  'metric/baseline-short': metric('baseline: { period: 2025-01/2025-12 }'),
  'metric/spc-on-ramp': metric('spc: none', 'target: { value: 80 }'),
  'metric/nps-operators': initiative(
    'checkpoints:',
    '  - { date: 2026-05-12, site: north, operators: 3, answers: [[6, 5], [7, 6], [5, 4]] }   # does what I need, easy to use',
  ),
  'metric/survey-thin': initiative(
    'checkpoints:',
    '  - { date: 2026-05-12, site: north, operators: 9, ofPresent: 14, shifts: 3, atTheLine: true }',
  ),
  'metric/otif-variant': metric('variant: first confirmed date, order line'),
  'metric/oee-boundary': metric(
    'timeModel: { setUp: a loss of availability, breaks: planned and left out, minorStops: under 5 minutes are speed loss }',
  ),
  'metric/unused': initiative(
    'metrics:',
    '  - { id: stops-with-reason, role: input }   # or remove its file',
  ),
  'export/contract': contract(
    '"schema": { "primaryKey": ["week", "site"] },',
    '"trilens": { "owner": "Maintenance planning", "everyDays": 7, "graceDays": 2, "errorAfterDays": 7 }',
  ),
  'export/stale': contract(
    '"trilens": { "owner": "Maintenance planning", "everyDays": 7, "errorAfterDays": 14, "note": "two weeks late over the holidays, agreed with the plants" }',
  ),
  'export/late': contract('"trilens": { "everyDays": 7, "graceDays": 3 }'),
  'export/refused': contract('"trilens": { "columnMap": { "Week": "week", "Werk": "site" } }'),
  'export/quarantine': contract('"schema": { "missingValues": ["", "n/a", "-"] }'),
  'export/coverage': contract('"trilens": { "expectedSites": ["north", "south"] }'),
  'export/duplicate-key': contract(
    '"schema": { "primaryKey": ["week", "site", "line"] },',
    '"trilens": { "onDuplicate": "keep-last" }',
  ),
  'export/arithmetic': rows('week,site,active,eligible', '2026-09-28,north,41,52'),
  'export/overwritten': rows(
    'week,site,scrap,status,as_of,note',
    '2026-05-18,north,34,final,2026-05-27,',
    '2026-05-18,north,48,restated,2026-08-24,REV-1 re-inspected parts',
  ),
  'export/restated-unexplained': rows(
    'week,site,scrap,status,as_of,note',
    '2026-05-18,north,48,restated,2026-08-24,REV-1 re-inspected parts were counted as good',
  ),
  'export/partial-period': contract(
    '"trilens": { "vintage": "as_of" }   // a month counts when it was extracted after its end',
  ),
  'export/closed-calendar': sites('- { id: north, name: North, closed: [2025-W52, 2026-08-03] }'),
  'export/denominator-jump': contract(
    '"trilens": { "jumps": [{ "column": "eligible", "from": "2026-05-04", "reason": "a second shift joined" }] }',
  ),
  'export/non-human': contract(
    '"trilens": { "humanOnly": true }   // kiosk and service accounts are removed at the source',
  ),
  'export/frozen': rows(
    'week,site,active,eligible',
    '2026-09-21,north,39,52',
    '2026-09-28,north,41,52',
  ),
  'export/unit-drift': contract(
    '"trilens": { "jumps": [{ "column": "duration", "from": "2026-05-04", "reason": "minutes since then, converted in the query before" }] }',
  ),
  'export/future': rows('week,site,active,eligible,as_of', '2026-09-28,north,41,52,2026-10-06'),
  'export/past': contract(
    '"schema": { "fields": [{ "name": "week", "type": "date", "format": "%d.%m.%Y" }] }',
  ),
  'export/row-count': contract('"trilens": { "completenessMin": 0.9 }'),
  'export/totals': contract(
    '"schema": { "fields": [{ "name": "line", "constraints": { "enum": ["L1", "L2"] } }] }   // rows of other lines, totals too, are quarantined',
  ),
  'export/later-rows': contract('"trilens": { "ahead": true }   // rows of a plan'),
  'export/rewritten': contract(
    '"trilens": { "accept": { "by": "R. Sato", "until": "2026-12-15", "reason": "hours became minutes at the source" } }',
  ),
  'export/unread': contract('"trilens": { "sheet": "*" }'),
  'export/sentinel': contract('"schema": { "missingValues": ["", "9999.9"] }'),
  'export/week-start': rows(
    'week_starting,site,hours',
    '2026-09-07,north,12',
    '2026-09-14,north,9',
  ),
  'export/ignored': contract('"schema": { "primaryKey": ["week", "site"] }'),
  'export/overlap': contract(
    '"schema": { "primaryKey": ["id"] },',
    '"trilens": { "onDuplicate": "keep-last" }',
  ),
  'initiative/orphan': initiative('goals: [fewer-stops]'),
  'initiative/hypothesis': initiative(
    'hypothesis:',
    '  weBelieve: technicians who see a spindle drift change the bearing in a planned stop',
    '  falsifiedIf: stops on the pilot cell move no more than on the comparison lines',
  ),
  'initiative/purgatory': initiative(
    'gates:',
    '  - { id: spindle-watch-g1, phase: pilot, due: 2026-11-13, ifNotDecided: the sensors are taken off in December }',
  ),
  'initiative/site-load': initiative(
    'sites:',
    '  - { site: north, since: 2027-02-01 }   # after the one that is running there',
  ),
  'initiative/stop-rules': initiative(
    'stopRules:',
    '  - first-pass yield below its lower limit',
    '  - more than 150 k spent without a second plant',
  ),
  'initiative/no-comparison': initiative(
    'comparison: { metric: stops-by-line, treated: [N-1], controls: [N-2, N-3], before: 2026-02-02/2026-03-29, after: 2026-03-30/2026-05-24 }',
  ),
  'initiative/worst-line': initiative(
    'comparison: { metric: stops-by-line, treated: [N-1], controls: [N-2, N-3], before: 2026-02-02/2026-03-29, after: 2026-03-30/2026-05-24, whyThesePilots: drawn by lot }',
  ),
  'initiative/scaled-without-playbook': playbook(
    'initiatives: [spindle-watch]',
    'provedAt:',
    '  - { site: south }',
  ),
  'initiative/adoption-underfunded': initiative(
    'investment: { planned: 300, spent: 120, technology: 90, process: 80, adoption: 130 }',
  ),
  'initiative/privacy-clearance': initiative(
    'privacyClearance:',
    '  - { site: north, by: works council, date: 2025-11-10, scope: "weekly counts by site, groups of 5 or more" }',
  ),
  'initiative/moc-missing': roadmap(
    '- { id: sensors, title: Sensors on cell 1, layer: ot, when: 2026-Q4, moc: N-2026-14 }',
  ),
  'initiative/watermelon': initiative(
    'declaredStatus: off-course   # as the evidence has it, until the evidence changes',
  ),
  'initiative/co-intervention': initiative(
    'comparison: { metric: stops-by-line, treated: [N-1], controls: [N-2, N-3], before: 2026-02-02/2026-03-29, after: 2026-03-30/2026-05-24, coInterventions: [new tool holders in April] }',
  ),
  'pod/roles': initiative(
    'pod:',
    '  itLead: C. Ortiz',
    '  otLead: A. Berg',
    '  businessLead: M. Kaya',
    '  executiveSponsor: R. Sato',
    '  operatorVoice: J. Lind',
  ),
  'pod/owner-left': goal('owner: Head of production'),
  'pod/one-hat': initiative('pod:', '  itLead: C. Ortiz', '  businessLead: M. Kaya'),
  'pod/one-decider': initiative(
    'decisionRights:',
    '  - { class: gate, decider: Plant manager, recommend: [Controls engineer], agree: [Plant safety], input: [Operator voice] }',
  ),
  'pod/veto-spread': initiative(
    'decisionRights:',
    '  - { class: machine-change, decider: Plant manager, agree: [Plant safety, Cyber], input: [Quality, Planning] }',
  ),
  'pod/overload': initiative(
    'pod:',
    '  itLead: { name: C. Ortiz, deputy: P. Novak, allocation: 30 }',
  ),
  'pod/operator-voice': initiative('pod:', '  operatorVoice: J. Lind'),
  'pod/sponsor-independent': initiative(
    'pod:',
    '  executiveSponsor: R. Sato',
    'benefits:',
    '  - { title: Fewer stops, planned: 120, owner: Head of assembly }',
  ),
  'pod/decision-overdue': initiative(
    'decisionsOpen: []   # decided: the item that it held can begin',
  ),
  'roadmap/missing-layer': initiative(
    'reasonNone: { business: it earns nothing by itself; three others need it }',
  ),
  'roadmap/owner-layer': roadmap(
    '- { id: gateways, title: Gateways, layer: ot, owner: C. Ortiz, ownerLayer: it, when: 2026-Q4 }',
  ),
  'roadmap/cycle': roadmap(
    '- { id: gateways, title: Gateways, layer: ot, when: 2026-Q4 }',
    '- { id: data-lake, title: Data lake, layer: it, when: 2027-Q1, needs: [gateways] }   # and not the other way as well',
  ),
  'roadmap/order': roadmap(
    '- { id: data-lake, title: Data lake, layer: it, start: 2027-01, end: 2027-03, needs: [gateways, { item: training, type: start-start }] }',
  ),
  'roadmap/closed-plant': roadmap(
    '- { id: gateways, title: Gateways, layer: ot, when: 2026-Q4, sites: [south] }   # the north has closed',
  ),
  'roadmap/no-window': roadmap(
    '- { id: gateways, title: Gateways, layer: ot, when: 2026-Q4, stopWindow: { from: 2026-10-26, to: 2026-10-30 } }',
  ),
  'roadmap/level3-owner': roadmap(
    '- { id: historian, title: Historian, layer: it, when: 2026-Q4, isa95Level: 3, ownerLayer: ot }',
  ),
  'roadmap/date-drift': roadmap(
    '- { id: gateways, title: Gateways, layer: ot, when: 2026-Q4, moved: [{ from: 2026-Q2, reason: no stop window }] }',
  ),
  'roadmap/half-done': roadmap(
    '- { id: data-lake, title: Data lake, layer: it, when: 2026-Q4, status: in-progress, needs: [gateways] }',
  ),
  'roadmap/no-training': roadmap(
    '- { id: training, title: Training of all shifts, layer: ot, kind: training, when: 2026-Q4, needs: [tablets] }',
  ),
  'roadmap/no-owner': roadmap(
    '- { id: gateways, title: Gateways, layer: ot, owner: A. Berg, when: 2026-Q4 }',
  ),
  'roadmap/orphan': roadmap(
    '- { id: gateways, title: Gateways, layer: ot, when: 2026-Q4, goals: [fewer-stops] }',
  ),
  'roadmap/blocked': roadmap(
    '- { id: gateways, title: Gateways, layer: ot, when: 2026-Q4, status: in-progress, note: the stop window was granted on 5 October }',
  ),
  'gate/not-locked': initiative(
    'gates:',
    '  - { id: spindle-watch-g1, phase: pilot, due: 2026-11-13, locked: { on: 2026-08-21, criteria: { tablets-used: "1a2b3c4d" } } }   # as trilens lock writes it',
  ),
  'gate/moved-criteria': initiative(
    'gates:',
    '  - { id: spindle-watch-g1, phase: pilot, due: 2027-02-12, locked: { on: 2026-11-16, criteria: { tablets-used: "5e6f7a8b" } } }   # a new window, locked again',
  ),
  'gate/trivial': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    criteria:',
    '      - { id: tablets-used, metric: tablets-in-use, must: ">= 80 %" }   # the baseline stood at 35 %',
  ),
  'gate/delivery-only': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    criteria:',
    '      - { id: tablets-used, metric: tablets-in-use, must: ">= 80 %", sustained: 4 }',
  ),
  'gate/pooled-scale': initiative(
    'gates:',
    '  - id: tablets-g3',
    '    phase: scale',
    '    due: 2026-11-13',
    '    criteria:',
    '      - { id: tablets-used, metric: tablets-in-use, must: ">= 80 %", per: site, across: { atLeast: 4 } }',
  ),
  'gate/unsupported': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    decision:',
    '      outcome: advance',
    '      date: 2026-11-12',
    '      decider: R. Sato',
    '      override: { criteria: [tablets-used], reason: the season ends, acceptedBy: Board, compensating: [weekly audit], expires: 2027-01-31 }',
  ),
  'gate/override-invalid': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    decision:',
    '      outcome: advance',
    '      date: 2026-11-12',
    '      decider: R. Sato',
    '      override: { criteria: [tablets-used], reason: the season ends, acceptedBy: Board, compensating: [weekly audit], expires: 2027-01-31 }',
  ),
  'gate/override-expired': initiative(
    'gates:',
    '  - { id: tablets-g3-again, phase: scale, due: 2027-02-12, sites: [north] }   # a new review with today’s evidence',
  ),
  'gate/evidence-changed': initiative(
    'gates:',
    '  - { id: vision-g1-again, phase: pilot, due: 2026-11-27, title: Second look after the correction }',
  ),
  'gate/closed-plant': initiative(
    'gates:',
    '  - { id: tablets-g3, phase: scale, due: 2027-02-12, sites: [south] }   # the north has closed',
  ),
  'gate/due-too-early': initiative(
    'hypothesis:',
    '  weBelieve: who sees a drift changes the bearing in a planned stop',
    '  effect: { metric: stops-by-line, by: -2.2 }',
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2027-03-19   # twenty weeks after the start',
  ),
  'gate/overdue': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    decision: { outcome: hold, date: 2026-11-20, decider: R. Sato, until: 2027-01-15, reason: the second shift starts in December }',
  ),
  'gate/hold-open-ended': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    decision: { outcome: hold, date: 2026-11-12, decider: R. Sato, until: 2027-01-15, reason: the second shift starts in December }',
  ),
  'gate/condition-lapsed': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    decision:',
    '      outcome: advance-with-conditions',
    '      date: 2026-11-12',
    '      decider: R. Sato',
    '      conditions: [{ text: Finance confirms the benefit, owner: M. Kaya, due: 2026-12-18, done: true }]',
  ),
  'gate/signoff': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    signOffs:',
    '      - { role: ot-lead, name: A. Berg, date: 2026-11-10, verdict: agree-with-conditions, comment: after the night shift was asked }',
  ),
  'gate/signoff-conflict': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    signOffs:',
    '      - { role: ot-lead, name: A. Berg, date: 2026-11-11, verdict: disagree, comment: two weeks are below the threshold }',
  ),
  'trust/standup-missed': rows(
    'initiative,date,held,business,it,ot',
    'spindle-watch,2026-09-28,yes,1,1,2',
    'spindle-watch,2026-10-05,yes,1,1,3',
  ),
  'trust/three-lens-quorum': rows(
    'initiative,date,held,business,it,ot',
    'spindle-watch,2026-10-05,yes,1,1,3',
  ),
  'trust/response-sla': portfolio(
    'responseHours: [4, 24, 72]   # what was agreed for severity 1, 2 and 3',
  ),
  'trust/issue-unowned': rows(
    'id,from_lens,to_lens,severity,opened,first_response,title,next_step_owner,waiting_since',
    'F-31,ot,it,2,2026-09-30T07:00,2026-09-30T10:15,Alarm list shows numbers nobody knows,C. Ortiz,2026-10-05',
  ),
  'trust/validation-after-rollout': initiative(
    'checkpoints:',
    '  - { date: 2026-05-12, site: north, operators: 8, shifts: 3, atTheLine: true, outcome: accepted }',
    'sites:',
    '  - { site: north, since: 2026-05-18 }',
  ),
  'trust/validation-thin': initiative(
    'checkpoints:',
    '  - { date: 2026-05-12, site: north, line: N-1, operators: 8, shifts: 3, atTheLine: true }',
  ),
  'trust/metric-not-ot-validated': metric('validatedByOt: { name: A. Berg, date: 2026-01-20 }'),
  'trust/comment-loop': initiative(
    'checkpoints:',
    '  - { date: 2026-05-12, site: north, operators: 8, commentsReceived: 12, commentsAnswered: 12 }',
  ),
  'trust/lens-parity': metric(
    'lenses:',
    '  ot: { title: Unplanned stops, note: stops that spoil a shift, board: stops-on-the-board }',
  ),
  'benefit/finance': initiative(
    'benefits:',
    '  - { title: Fewer stops, planned: 120, claimed: 90, realized: 70, agreedWithFinance: 2026-02-10, confirmedBy: "P. Roy, finance", confirmedOn: 2026-09-30 }',
  ),
  'benefit/double-claim': initiative(
    'benefits:',
    '  - { title: Fewer stops, metric: cost-per-good-part, site: north, claimed: 90, share: 0.6 }   # the other initiative: 0.4',
  ),
  'benefit/owner': initiative(
    'benefits:',
    '  - { title: Fewer stops, planned: 120, owner: Head of assembly }',
  ),
  'benefit/before-adoption': initiative(
    'benefits:',
    '  - { title: Fewer stops, claimed: 90, startCondition: { metric: tablets-in-use, must: ">= 60 %" } }',
  ),
  'benefit/soft-as-cash': initiative(
    'benefits:',
    '  - { title: Less searching, class: capacity, claimed: 40, inTotal: false }',
  ),
  'benefit/no-dis-benefit': initiative(
    'benefits:',
    '  - { title: Longer change-overs in the first weeks, class: dis-benefit, planned: 0 }',
  ),
  'benefit/horizon': initiative(
    'benefits:',
    '  - { title: Fewer stops, period: 2027-Q2, claimed: 30, horizonMonths: 24 }',
  ),
  'report/no-decision': text(
    '<Decisions />   or, in the front matter, decisionsNeeded: [none this month]',
  ),
  'report/two-point': text(
    'Stops fell since May, a signal: seven weeks in a row below the mean. <Metric id="stops" />',
  ),
  'report/no-as-of': text(
    'Crews on tablets: <Metric id="tablets-in-use" />   (its period and source come along)',
  ),
  'report/adjective': text('<Metric id="stops" /> stand below the limits of last year since May.'),
  'report/restated': report(
    'highlights:',
    '  - "Scrap was reported as 34 per 1,000 in May and is 48: re-inspected parts had been counted as good."',
  ),
  'report/not-frozen': report('status: published   # then: trilens freeze <id>'),
  'report/stale-facts': report(
    'highlights:',
    '  - "Sequence data was five weeks old when these numbers were frozen."',
  ),
  'playbook/unproved': playbook('provedAt:', '  - { site: south, review: tablets-g3-south }'),
  'playbook/stale': playbook('reviewed: 2026-09-14', 'reviewEveryDays: 180'),
  'playbook/not-approved': playbook(
    'approvedBy: [safety]',
    'approvals:',
    "  - { role: safety, name: B. Line, date: 2026-10-02, text: '5b1c0a7e' }",
  ),
  'translation/outdated': translation('translationOf: "5b1c0a7e"', 'title: Stillstände benennen'),
  'text/alt-text': text('![The inlet valve, closed](inlet-valve.jpg)'),
  'security/ot-detail': text(
    'The gateway of line 2, see the plant’s network register.   (no address, no version, no account)',
  ),
  'lint/acceptance-expired': portfolio(
    'accept:',
    '  - { rule: pod/operator-voice, record: initiatives/spindle-watch, reason: elections in November, by: R. Sato, until: 2026-12-15 }',
  ),
  'finding/signal-improving': metric(
    'rebase:',
    '  - { date: 2026-05-01, reason: new fixture; eight months on the new level }   # when the cause is known and stays',
  ),
  'finding/signal-worsening': rows(
    'id,from_lens,to_lens,severity,opened,title',
    'F-32,ot,it,2,2026-10-07T06:30,Stops at the south plant left their limits in September',
  ),
  'finding/adoption-below-floor': initiative(
    'iterations:',
    '  - { period: 2026-07-06/2026-10-04, tried: Tablets on the desk of the shift lead, learned: nobody walks there in a busy shift, changed: one tablet at each machine }',
  ),
  'finding/lagging-site': roadmap(
    '- { id: wifi-south, title: Wi-Fi in hall 2, layer: it, initiative: tablets, when: 2026-Q4, sites: [south] }',
  ),
  'finding/comparison-favourable': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    criteria:',
    '      - { id: effect, metric: stops-by-line, must: { comparison: favourable } }',
  ),
  'finding/comparison-unfavourable': initiative(
    'gates:',
    '  - id: spindle-watch-g1',
    '    phase: pilot',
    '    due: 2026-11-13',
    '    decision: { outcome: stop, date: 2026-11-12, decider: R. Sato, lessons: the alarm came too late to change the bearing }',
  ),
  'finding/comparison-indistinct': initiative(
    'comparison: { metric: stops-by-line, treated: [N-1], controls: [N-2, N-3, S-1], before: 2026-01-05/2026-03-29, after: 2026-03-30/2026-07-19 }   # more lines, longer',
  ),
  'finding/lead-lag-confirmed': goal(
    'contributions:',
    '  ot:',
    '    - { text: Act on alarms, metric: alarms-acted-on, owner: A. Berg, via: [spindle-watch], expected: { likely: 1.5 }, evidence: validated }',
  ),
  'finding/lead-lag-not-confirmed': metric(
    'leads:',
    '  - { metric: stops, lagWeeks: 16, mechanism: bearings are only half of the stops, checkBy: 2027-03-31 }',
  ),
  'finding/goal-late': goal(
    'history:',
    '  - { date: 2026-10-05, field: by, from: 2027-06-30, to: 2027-12-31, reason: six months later at the pace of the last year, decision: D-30 }',
  ),
  'finding/stalled': initiative(
    'status: stalled',
    'stall: { since: 2026-05-15, reason: nobody has taken the cost of the interface, blockedBy: business, waitingFor: it }',
  ),
  'finding/restated': metric(
    'definitions:',
    '  - { version: "1", validFrom: 2025-01-01, text: first inspection }',
    '  - { version: "2", validFrom: 2026-08-24, text: "first inspection, re-inspected parts left out" }',
  ),
  'finding/guardrail-harm': initiative(
    'gates:',
    '  - id: furnace-g1',
    '    phase: pilot',
    '    due: 2026-04-17',
    '    decision: { outcome: stop, date: 2026-04-15, decider: R. Sato, lessons: name the guardrail and its limit before the first trial }',
  ),
  'finding/pattern-present': rows(
    'initiative,date,held,business,it,ot',
    'spindle-watch,2026-10-12,yes,1,2,2',
  ),
};
