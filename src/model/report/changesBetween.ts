import { longDate } from '#model/time/date.ts';
import { capital, countOf, lower, monthYear, numberWord } from '#model/words/format.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import { siteName, type Site } from '#model/record/site.ts';
import type { Standing } from '#model/record/standing.ts';
import { textChanges } from './textChanges.ts';
import { wordingChanges } from './wordingChanges.ts';
import type { ChangeGroup, Change, Changes } from '#model/record/changes.ts';

export const CHANGE_TITLES: Record<ChangeGroup, string> = {
  gates: 'Gates and decisions',
  signals: 'Signals',
  targets: 'Targets reached or lost',
  restated: 'Values restated',
  dates: 'Dates moved',
  definitions: 'Targets, baselines, definitions',
  initiatives: 'Initiatives',
  texts: 'What is written',
  friction: 'Friction of severity 1 and 2',
  people: 'People and roles',
  findings: 'Findings',
  exports: 'Exports',
};

/** "Eleven changes, 3 for the worse; four findings new, two closed". */
export function changesInBrief({ list }: Changes): string {
  const findings = list.filter((change) => change.group === 'findings');
  const closed = findings.filter((change) => change.id.endsWith('|closed')).length;
  const rest = list.filter((change) => change.group !== 'findings');
  const worse = rest.filter((change) => change.tone === 'bad').length;
  const first =
    rest.length === 0
      ? 'Nothing changed'
      : `${capital(countOf(rest.length, 'change'))}, ${worse === 0 ? 'none' : worse === rest.length ? 'all' : numberWord(worse)} for the worse`;
  return findings.length === 0
    ? first
    : `${first}; ${countOf(findings.length - closed, 'finding')} new, ${numberWord(closed)} closed`;
}

/** Compares where a portfolio stood with where it stands. What cannot be compared, since one side does not know it, is no change. */
export function changesBetween(
  before: Standing,
  after: Standing,
  sites: readonly Site[],
): Change[] {
  return [
    ...gateChanges(before, after),
    ...signalChanges(before, after, sites),
    ...targetChanges(before, after),
    ...restatedValues(before, after, sites),
    ...dateChanges(before, after),
    ...definitionChanges(before, after),
    ...initiativeChanges(before, after),
    ...textChanges(before, after),
    ...wordingChanges(before, after),
    ...frictionChanges(before, after),
    ...peopleChanges(before, after),
    ...findingChanges(before, after),
    ...exportChanges(before, after),
  ];
}

const POSITION_WORDS = {
  'supports-stop': 'the evidence says stop',
  'supports-iterate': 'the evidence says improve and try again',
  undetermined: 'there is not enough evidence yet',
  'supports-advance-with-conditions': 'the evidence says ready with conditions',
  'supports-advance': 'the evidence says ready',
} as const;
const POSITION_RANK = {
  'supports-stop': 0,
  'supports-iterate': 1,
  undetermined: 1,
  'supports-advance-with-conditions': 2,
  'supports-advance': 3,
} as const;

function gateChanges(before: Standing, after: Standing): Change[] {
  const old = new Map(before.gates.map((gate) => [gate.id, gate]));
  return after.gates.flatMap((gate): Change[] => {
    const was = old.get(gate.id);
    const say = (tone: Change['tone'], text: string): Change[] => [
      {
        group: 'gates',
        id: gate.id,
        tone,
        text: `${gate.title}: ${text}.`,
        path: `initiatives/${gate.initiative}/#${gate.id}`,
      },
    ];
    if (gate.state === 'decided' && was?.state !== 'decided') {
      const beyond = gate.class === 'unsupported' ? ', further than the recorded evidence' : '';
      // A review that the other day did not know and that was decided before it is no news of the time between.
      if (!was && (gate.decided ?? '') <= before.asOf) return [];
      return say(
        beyond ? 'bad' : 'good',
        `decided ${gate.outcome?.replaceAll('-', ' ')} by ${gate.decider} on ${longDate(gate.decided ?? after.asOf)}${beyond}`,
      );
    }
    if (!was) return say('neutral', `new, due ${longDate(gate.due)}`);
    if (gate.class !== was.class && gate.class === 'evidence-changed')
      return say('bad', 'its evidence was restated and no longer supports the decision');
    if (gate.class !== was.class && gate.class === 'override-expired')
      return say('bad', 'its override has ended and the evidence is still missing');
    if (gate.state !== was.state && gate.state === 'overdue')
      return say('bad', `past its date of ${longDate(gate.due)} without a decision`);
    if (gate.state !== 'decided' && gate.position !== was.position) {
      const rise = POSITION_RANK[gate.position] - POSITION_RANK[was.position];
      return say(
        rise > 0 ? 'good' : rise < 0 ? 'bad' : 'neutral',
        `${POSITION_WORDS[gate.position]}; before, ${POSITION_WORDS[was.position]}`,
      );
    }
    return [];
  });
}

function signalChanges(before: Standing, after: Standing, sites: readonly Site[]): Change[] {
  const key = (signal: Standing['signals'][number]) =>
    `${signal.metric}|${signal.site ?? ''}|${signal.kind}`;
  const old = new Set(before.signals.map(key));
  const now = new Set(after.signals.map(key));
  const where = (signal: Standing['signals'][number]) =>
    signal.site === null ? '' : ` at ${siteName(sites, signal.site)}`;
  const known = new Set(after.metrics.map((metric) => metric.id));
  return [
    ...after.signals
      .filter((signal) => !old.has(key(signal)))
      .sort((a, b) => Number(b.kind === 'concern') - Number(a.kind === 'concern'))
      .map((signal): Change => ({
        group: 'signals',
        id: key(signal),
        tone: signal.kind === 'concern' ? 'bad' : 'good',
        text: `${signal.title}${where(signal)}: ${signal.kind === 'concern' ? 'worsening' : 'improved'}${signal.since ? ` since ${monthYear(signal.since)}` : ''}, ${signal.shown}.`,
        path: `metrics/${signal.metric}/`,
      })),
    ...before.signals
      .filter((signal) => !now.has(key(signal)) && known.has(signal.metric))
      .map((signal): Change => ({
        group: 'signals',
        id: `${key(signal)}|ended`,
        tone: 'neutral',
        text: `${signal.title}${where(signal)}: the signal of ${signal.kind === 'concern' ? 'worsening' : 'improvement'} has ended.`,
        path: `metrics/${signal.metric}/`,
      })),
  ];
}

function targetChanges(before: Standing, after: Standing): Change[] {
  const old = new Map(before.metrics.map((metric) => [metric.id, metric]));
  return after.metrics.flatMap((metric): Change[] => {
    const was = old.get(metric.id);
    if (
      !was ||
      was.reached === null ||
      metric.reached === null ||
      was.reached === metric.reached ||
      was.target !== metric.target
    )
      return [];
    return [
      {
        group: 'targets',
        id: metric.id,
        tone: metric.reached ? 'good' : 'bad',
        text: `${metric.title}: ${metric.reached ? `at its target of ${metric.target}` : `no longer at its target of ${metric.target}`}, ${metric.shown} after ${was.shown}.`,
        path: `metrics/${metric.id}/`,
      },
    ];
  });
}

function restatedValues(before: Standing, after: Standing, sites: readonly Site[]): Change[] {
  const key = (value: Standing['values'][number]) => `${value.metric}|${value.site ?? ''}`;
  const now = new Map(
    after.values.map((value) => [
      key(value),
      new Map(value.periods.map((period, at) => [period, value.shown[at]!])),
    ]),
  );
  const titles = new Map(after.metrics.map((metric) => [metric.id, metric.title]));
  return before.values.flatMap((value): Change[] => {
    const latest = now.get(key(value));
    const moved = value.periods.flatMap((period, at) => {
      const [old, shown] = [value.shown[at]!, latest?.get(period)];
      return shown === undefined || old === '–' || shown === old ? [] : [{ period, old, shown }];
    });
    const newest = moved.at(-1);
    if (!newest) return [];
    const where = value.site === null ? '' : ` at ${siteName(sites, value.site)}`;
    const more =
      moved.length > 1
        ? `, and ${moved.length - 1} earlier period${moved.length > 2 ? 's' : ''}`
        : '';
    return [
      {
        group: 'restated',
        id: key(value),
        tone: 'neutral',
        text: `${titles.get(value.metric) ?? value.metric}${where}: reported as ${newest.old} for ${newest.period}, now ${newest.shown === '–' ? 'without a value' : newest.shown}${more}.`,
        path: `metrics/${value.metric}/`,
      },
    ];
  });
}

function dateChanges(before: Standing, after: Standing): Change[] {
  const gates = new Map(before.gates.map((gate) => [gate.id, gate.due]));
  const items = new Map(before.roadmap.map((item) => [item.id, item.when]));
  return [
    ...after.gates
      .filter(
        (gate) => gate.state !== 'decided' && gates.has(gate.id) && gates.get(gate.id) !== gate.due,
      )
      .map((gate): Change => ({
        group: 'dates',
        id: gate.id,
        tone: 'neutral',
        text: `${gate.title}: due ${longDate(gate.due)} instead of ${longDate(gates.get(gate.id)!)}.`,
        path: `initiatives/${gate.initiative}/#${gate.id}`,
      })),
    ...after.roadmap
      .filter((item) => items.has(item.id) && items.get(item.id) !== item.when)
      .map((item): Change => ({
        group: 'dates',
        id: item.id,
        tone: 'neutral',
        text: `${item.title}: ${item.when} instead of ${items.get(item.id)}.`,
        path: `roadmap/#${item.id}`,
      })),
  ];
}

function definitionChanges(before: Standing, after: Standing): Change[] {
  const old = new Map(before.metrics.map((metric) => [metric.id, metric]));
  return after.metrics.flatMap((metric): Change[] => {
    const was = old.get(metric.id);
    if (!was)
      return [
        {
          group: 'definitions',
          id: metric.id,
          tone: 'neutral',
          text: `${metric.title} is new.`,
          path: `metrics/${metric.id}/`,
        },
      ];
    const parts = [
      ...(was.target === metric.target && was.by === metric.by
        ? []
        : [
            `target ${was.target ?? 'none'}${was.by ? ` by ${monthYear(was.by)}` : ''} became ${metric.target ?? 'none'}${metric.by ? ` by ${monthYear(metric.by)}` : ''}`,
          ]),
      ...(was.baseline === metric.baseline
        ? []
        : [`baseline ${was.baseline ?? 'none'} became ${metric.baseline ?? 'none'}`]),
      ...(was.definition === metric.definition
        ? []
        : [`definition ${was.definition} became ${metric.definition}`]),
    ];
    return parts.length === 0
      ? []
      : [
          {
            group: 'definitions',
            id: metric.id,
            tone: 'neutral',
            text: `${metric.title}: ${parts.join('; ')}.`,
            path: `metrics/${metric.id}/`,
          },
        ];
  });
}

function initiativeChanges(before: Standing, after: Standing): Change[] {
  const old = new Map(before.initiatives.map((initiative) => [initiative.id, initiative]));
  return after.initiatives.flatMap((initiative): Change[] => {
    const was = old.get(initiative.id);
    const say = (tone: Change['tone'], text: string): Change[] => [
      {
        group: 'initiatives',
        id: initiative.id,
        tone,
        text: `${initiative.title}: ${text}.`,
        path: `initiatives/${initiative.id}/`,
      },
    ];
    if (!was) return say('neutral', 'new');
    if (was.status !== initiative.status)
      return say(
        initiative.status === 'stalled' ? 'bad' : 'neutral',
        `${initiative.status}; before, ${was.status}`,
      );
    return was.phase === initiative.phase
      ? []
      : say('neutral', `in the phase ${initiative.phase}; before, ${was.phase}`);
  });
}

function frictionChanges(before: Standing, after: Standing): Change[] {
  const [old, now] = [
    new Set(before.friction.map((item) => item.id)),
    new Set(after.friction.map((item) => item.id)),
  ];
  return [
    ...after.friction
      .filter((item) => !old.has(item.id))
      .map((item): Change => ({
        group: 'friction',
        id: item.id,
        tone: 'bad',
        text: `New, ${item.id}: ${item.title}; ${LENS_NAMES[item.to]} owes the answer.`,
        path: 'trust/',
      })),
    ...before.friction
      .filter((item) => !now.has(item.id))
      .map((item): Change => ({
        group: 'friction',
        id: item.id,
        tone: 'good',
        text: `Closed, ${item.id}: ${item.title}.`,
        path: 'trust/',
      })),
  ];
}

const ROLE_NAMES = {
  itLead: 'IT lead',
  otLead: 'OT lead',
  businessLead: 'business lead',
  executiveSponsor: 'executive sponsor',
  operatorVoice: 'operator voice',
} as const;

function peopleChanges(before: Standing, after: Standing): Change[] {
  const old = new Map(before.initiatives.map((initiative) => [initiative.id, initiative.pod]));
  return after.initiatives.flatMap((initiative) => {
    const was = old.get(initiative.id);
    if (!was) return [];
    return (Object.keys(ROLE_NAMES) as (keyof typeof ROLE_NAMES)[]).flatMap((role): Change[] => {
      const [from, to] = [was[role], initiative.pod[role]];
      if (from === to) return [];
      return [
        {
          group: 'people',
          id: `${initiative.id}|${role}`,
          tone: to ? 'neutral' : 'bad',
          text: `${initiative.title}: ${to ? `${ROLE_NAMES[role]} is ${to}${from ? `, after ${from}` : ''}` : `no ${ROLE_NAMES[role]} after ${from}`}.`,
          path: `initiatives/${initiative.id}/`,
        },
      ];
    });
  });
}

/** Rules whose news another group tells better. */
const TOLD = new Set([
  'export/stale',
  'export/late',
  'export/refused',
  'gate/overdue',
  'gate/evidence-changed',
  'gate/override-expired',
  'gate/unsupported',
  'finding/signal-improving',
  'finding/signal-worsening',
  'finding/restated',
  'finding/stalled',
  'report/restated',
]);

/** Findings have no ids: those of one rule and record are paired by their words without digits, then in their order. */
function findingChanges(before: Standing, after: Standing): Change[] {
  const key = (finding: Standing['findings'][number]) => `${finding.rule}|${finding.record}`;
  const words = (finding: Standing['findings'][number]) =>
    finding.what.replaceAll(/[\d.,−-]+/g, '#');
  const comparable = (finding: Standing['findings'][number]) =>
    !TOLD.has(finding.rule) &&
    (before.rules?.includes(finding.rule) ?? true) &&
    (after.rules?.includes(finding.rule) ?? true);
  const [old, now] = [
    Map.groupBy(before.findings.filter(comparable), key),
    Map.groupBy(after.findings.filter(comparable), key),
  ];
  const unpaired = (of: Standing['findings'], others: Standing['findings']) => {
    const rest = [...others];
    const first = of.filter((finding) => {
      const at = rest.findIndex((other) => words(other) === words(finding));
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
    return first.slice(rest.length);
  };
  const opened = [...now].flatMap(([id, list]) =>
    unpaired(list, old.get(id) ?? []).map((finding) => ({ id, finding })),
  );
  const closed = [...old].flatMap(([id, list]) =>
    unpaired(list, now.get(id) ?? []).map((finding) => ({ id, finding })),
  );
  return [
    ...opened.map(({ id, finding }): Change => ({
      group: 'findings',
      id,
      tone: finding.severity === 'error' ? 'bad' : 'neutral',
      text: `New: ${finding.title}: ${finding.what}`,
      path: finding.path,
    })),
    ...closed.map(({ id, finding }): Change => ({
      group: 'findings',
      id: `${id}|closed`,
      tone: 'good',
      text: `Closed: ${finding.title}: ${lower(finding.what)}`,
      path: finding.path,
    })),
  ];
}

const LATE = ['late', 'stale'];

function exportChanges(before: Standing, after: Standing): Change[] {
  const old = new Map(before.exports.map((entry) => [entry.name, entry]));
  return after.exports.flatMap((entry): Change[] => {
    const was = old.get(entry.name);
    const say = (tone: Change['tone'], text: string): Change[] => [
      {
        group: 'exports',
        id: entry.name,
        tone,
        text: `${capital(entry.title)}: ${text}.`,
        path: `data/#${entry.name}`,
      },
    ];
    if (!was) return say('neutral', 'read for the first time');
    if (entry.failed && !was.failed)
      return say('bad', 'its newest dump was refused; the last good one is shown');
    if (!entry.failed && was.failed) return say('good', 'read again');
    if (entry.freshness === was.freshness) return [];
    if (LATE.includes(entry.freshness))
      return say(
        'bad',
        `${entry.freshness}, last received ${entry.extracted ? longDate(entry.extracted) : 'never'}`,
      );
    return LATE.includes(was.freshness)
      ? say(
          'good',
          `arrived, extracted ${entry.extracted ? longDate(entry.extracted) : 'on an unknown day'}`,
        )
      : [];
  });
}
