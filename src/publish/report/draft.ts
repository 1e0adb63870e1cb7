import { longDate } from '#model/time/date.ts';
import { decisionsDue, type DecisionDue } from '#model/questions/decisionsDue.ts';
import { DECISION_TABLE, STANDS } from '#model/gate/decisionClass.ts';
import { capital, countOf, formatValue, listOf, lower, numberWord } from '#model/words/format.ts';
import { OUTCOMES } from '#model/record/gate.ts';
import type { DecisionOption } from '#model/record/initiative.ts';
import { LENS_NAMES, type Lens } from '#model/record/lens.ts';
import { laggingSites } from '#model/questions/overview.ts';
import { periodWords } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';

export interface Draft {
  kind: 'monthly' | 'quarterly';
  period: string;
}

/** A report in MDX, drafted from the data: its sentences are those of the portal, its sections those that leadership expects. The author adds why. */
export function draftReport(portal: Portal, { kind, period }: Draft): string {
  const due = decisionsDue(portal);
  const said = (at: number) => portal.answers[at]?.answer ?? '';
  const { name } = portal.portfolio.settings;
  const front = {
    title:
      kind === 'monthly'
        ? `${name} in ${periodWords(period)}`
        : `Board pack, ${periodWords(period)}`,
    summary: kind === 'monthly' ? portal.headline : purpose(due, portal),
    period,
    kind,
    asOf: portal.portfolio.asOf,
    status: 'draft',
    authors: [] as string[],
    highlights: [standsAt(portal), said(4), said(6), worse(portal)].filter((line) => line !== ''),
    decisionsNeeded: due.map(
      (entry) => `${entry.question} ${entry.decider}, ${when(entry)}. ${entry.evidence}`,
    ),
  };
  const head = Object.entries(front)
    .map(([key, value]) =>
      Array.isArray(value)
        ? value.length === 0
          ? `${key}: []`
          : `${key}:\n${value.map((line) => `  - ${JSON.stringify(line)}`).join('\n')}`
        : `${key}: ${key === 'period' || key === 'asOf' || key === 'kind' || key === 'status' ? value : JSON.stringify(value)}`,
    )
    .join('\n');
  const body = kind === 'monthly' ? monthly(portal, due) : quarterly(portal, due);
  return `---\n${head}\n---\n\n${body.join('\n\n')}\n`;
}

function monthly(portal: Portal, due: readonly DecisionDue[]): string[] {
  const said = (at: number) => text(portal.answers[at]?.answer ?? '');
  return [
    '## The first screen',
    '<Answers />',
    '## Decisions requested',
    asked(due, portal),
    ...(due.length > 0 ? ['<Decisions />'] : []),
    '## What changed',
    said(2),
    '<Changes />',
    '## Goals',
    ...goals(portal),
    '<Goals />',
    '## The portfolio',
    said(3),
    '<Portfolio />',
    '## Use, site by site',
    said(4),
    said(8),
    ...useChart(portal),
    '<Sites />',
    '## Who waits for whom',
    said(7),
    '<Friction />',
    '## Money',
    said(6),
    '<Money />',
    '## What we learned, what we stopped',
    said(10),
    '<Learning />',
    '## How far the numbers can be trusted',
    said(11),
    '<Confidence />',
  ];
}

function quarterly(portal: Portal, due: readonly DecisionDue[]): string[] {
  const said = (at: number) => text(portal.answers[at]?.answer ?? '');
  const papers = [...Map.groupBy(due, (entry) => entry.initiative)];
  return [
    '## Purpose',
    text(purpose(due, portal)),
    '## Where we stand, and where this leads',
    ...goals(portal),
    '<Goals />',
    '## The portfolio',
    said(3),
    '<Portfolio />',
    '## What changed',
    '<Changes />',
    '## The largest exposure',
    text(worse(portal)),
    said(8),
    '<Sites />',
    '## Assurance',
    said(6),
    '<Money />',
    said(11),
    '<Confidence />',
    ...papers.flatMap(([initiative, entries], at) => paper(at + 1, initiative, entries, portal)),
  ];
}

/** "Conversion cost stands at 398.9 EUR, 9.2 EUR worse than planned for September." */
function standsAt(portal: Portal): string {
  const star = portal.goals.find((state) => state.isNorthStar && state.metric?.all.latest);
  if (!star?.metric) return portal.answers[1]?.answer ?? '';
  const value = formatValue(star.metric.metric, star.metric.all.latest?.value);
  return `${star.goal.title} stands at ${value}${/^\d/.test(star.course) ? ', ' : '. '}${star.course}`;
}

function worse(portal: Portal): string {
  const answer = portal.answers[9];
  return !answer
    ? ''
    : answer.tone === 'bad'
      ? `Getting worse: ${lower(answer.answer)}`
      : answer.answer;
}

function purpose(due: readonly DecisionDue[], portal: Portal): string {
  const star = portal.goals.find((state) => state.isNorthStar);
  const decide =
    due.length === 0
      ? 'Nothing is to be decided.'
      : `To decide: ${countOf(due.length, 'question')} of ${listOf([...new Set(due.map((entry) => entry.initiative))])}.`;
  return `${decide}${star ? ` To discuss: ${lower(star.goal.title)}. ${star.course}` : ''} To note: the rest.`;
}

function asked(due: readonly DecisionDue[], portal: Portal): string {
  if (due.length === 0) return 'None. No gate is open and no request waits.';
  const late = due.filter((entry) => entry.by < portal.portfolio.asOf);
  const oldest = late[0];
  return text(
    `${capital(countOf(due.length, 'decision'))} ${due.length === 1 ? 'is' : 'are'} asked for${oldest ? `; ${numberWord(late.length)} ${late.length === 1 ? 'is' : 'are'} past ${late.length === 1 ? 'its' : 'their'} date, the longest since ${longDate(oldest.by)}: ${oldest.question}` : ''}${oldest ? '' : '.'}`,
  );
}

/** The North Star in full with its chart, then a line for each other goal. */
function goals({ goals: states }: Portal): string[] {
  const star = states.find((state) => state.isNorthStar);
  const rest = states.filter((state) => state !== star && state.goal.status === 'active');
  return [
    ...(star
      ? [
          `**${text(star.goal.title)}.** ${text(star.sentence)}`,
          ...(star.metric ? [`<Chart metric="${star.metric.metric.id}" />`] : []),
        ]
      : []),
    ...(rest.length > 0
      ? [
          rest
            .map(
              (state) =>
                `- **${text(state.goal.title)}.** ${text(state.metric?.sentence ?? state.course)}`,
            )
            .join('\n'),
        ]
      : []),
  ];
}

/** The adoption of one metric site by site, where one site lags and the total conceals it. */
function useChart(portal: Portal): string[] {
  const state = [...portal.metrics.values()].find(
    ({ metric, bySite }) => metric.type === 'adoption' && laggingSites({ bySite }).length > 0,
  );
  return state ? [`<Chart metric="${state.metric.id}" by="site" />`] : [];
}

/** A decision paper: question, evidence, options with what the evidence says of each, dissent. */
function paper(
  number: number,
  initiative: string,
  entries: readonly DecisionDue[],
  portal: Portal,
): string[] {
  const state = portal.initiatives.find((one) => one.initiative.title === initiative);
  const reviews = portal.reviews.filter(
    (review) => review.initiative === state?.initiative.id && review.state !== 'decided',
  );
  const views = (['business', 'it', 'ot'] as const).flatMap((lens) => {
    const view = state?.initiative.perspectives[lens];
    return view ? [`${LENS_NAMES[lens]}: ${view}`] : [];
  });
  const waits = [...new Set(entries.flatMap((entry) => entry.waits))];
  const costs = [...new Set(entries.flatMap((entry) => entry.cost ?? []))];
  return [
    `## Paper ${number}: ${text(initiative)}`,
    entries
      .map(
        (entry) => `**Question.** ${text(entry.question)} ${text(entry.decider)}, ${when(entry)}.`,
      )
      .join('\n\n'),
    ...(state?.initiative.summary
      ? [
          `**Context.** ${text(state.initiative.summary)}${state.stalledBecause ? ` It is stalled: ${text(state.stalledBecause.replace(/\.$/, ''))}.` : ''}`,
        ]
      : []),
    ...reviews.flatMap((review) => [
      `**What the evidence supports.** ${text(review.sentence)}`,
      `<Gate initiative="${review.initiative}" review="${review.review.id}" />`,
      `**Options.**\n\n${OUTCOMES.map((outcome) => `- *${capital(outcome.replaceAll('-', ' '))}*: ${STANDS[DECISION_TABLE[review.position][outcome]]}.`).join('\n')}`,
    ]),
    ...entries
      .filter((entry) => entry.position === null && entry.options.length > 0)
      .map(
        (entry) =>
          `**Options.** ${text(entry.question)}\n\n${entry.options.map(optionLine).join('\n')}`,
      ),
    ...(views.length > 0 ? [`**What the three functions say.** ${views.map(text).join(' ')}`] : []),
    ...entries.flatMap((entry) =>
      entry.ifNot ? [`**If it is not decided.** ${text(entry.ifNot)}`] : [],
    ),
    ...(waits.length + costs.length > 0
      ? [
          `**The cost of waiting.** ${waits.length > 0 ? `Until then wait: ${text(listOf(waits))}. ` : ''}${text(costs.join(' '))}`.trim(),
        ]
      : []),
  ];
}

/** "- *Fund it*: half a year with a real test. For it: IT, OT." */
function optionLine({ title, means, agree, disagree }: DecisionOption): string {
  const side = (word: string, lenses: readonly Lens[]) =>
    lenses.length > 0 ? ` ${word}: ${lenses.map((lens) => LENS_NAMES[lens]).join(', ')}.` : '';
  return `- *${text(title)}*${means ? `: ${text(means.replace(/\.$/, ''))}` : ''}.${side('For it', agree)}${side('Against it', disagree)}`;
}

function when({ by, over }: DecisionDue): string {
  return over > 0 ? `needed since ${longDate(by)}` : `by ${longDate(by)}`;
}

/** Words from data as text for MDX: nothing in them is markup. */
function text(words: string): string {
  return words.replaceAll(/[\\`*_{}[\]<>]/g, '\\$&').replaceAll('\n', ' ');
}
