import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { longDate } from '#model/time/date.ts';
import {
  capital,
  countOf,
  formatDifference,
  formatThousands,
  listFew,
} from '#model/words/format.ts';
import { monthly } from '#model/foresight/delay/delaySentence.ts';
import type { Change } from './change.ts';
import type { WhatIf } from './answer.ts';

type Answer = Omit<WhatIf, 'sentences'>;

/** What a change would do, one sentence for each thing that it touches; what cannot be said is said to be so. */
export function whatIfSentences(change: Change, answer: Answer, portal: Portal): string[] {
  return [
    money(change, answer, portal),
    ...goals(answer, portal),
    roadmap(change, answer, portal),
    gates(answer, portal),
    people(change, answer),
    sites(answer, portal),
    only(answer, portal),
  ].filter((sentence) => sentence !== '');
}

function money(
  change: Change,
  { money: { perMonth, lost, unspent, isAtMost, benefits } }: Answer,
  { portfolio }: Portal,
): string {
  const { currency } = portfolio.settings;
  const most = isAtMost ? 'up to ' : '';
  const rest =
    unspent > 0 ? ` ${formatThousands(unspent, currency)} of its budget are not spent yet.` : '';
  if (benefits.length === 0) return 'No live initiative is concerned, so no money changes.';
  if (perMonth === null)
    return `No benefit is recorded, so what it costs in money cannot be said.${rest}`;
  if (perMonth === 0) return `No planned benefit is outstanding, so none is lost.${rest}`;
  if (lost !== null)
    return `${capital(`${most}${monthly(lost, currency)}`)} of planned benefit do not come in the meantime.`;
  const verb =
    change.kind === 'stop' || change.kind === 'drop'
      ? 'no longer come'
      : 'do not come in the meantime';
  return `${capital(`${most}${monthly(perMonth, currency)}`)} a month of planned benefit ${verb}.${rest}`;
}

function goals({ goals: changed }: Answer, portal: Portal): string[] {
  return changed.flatMap(({ goal: id, before, after }) => {
    const state = portal.goals.find(({ goal }) => goal.id === id);
    if (!state?.metric) return [];
    const { metric } = state.metric;
    return [
      `${state.goal.title}: live contributions are likely to bring ${formatDifference(metric, after.likely)} instead of ${formatDifference(metric, before.likely)} of the ${formatDifference(metric, before.remaining)} that remain.`,
    ];
  });
}

function roadmap(change: Change, { items, waiting, late }: Answer, { portfolio }: Portal): string {
  const titles = new Map(portfolio.roadmap.map((item) => [item.id, item.title]));
  const title = (id: string) => titles.get(id) ?? id;
  if (items.length === 0)
    return change.kind === 'drop'
      ? 'No open item of the roadmap is only there.'
      : 'No open item of the roadmap belongs to it.';
  const does = {
    stop: ['falls away', 'fall away'],
    pause: ['waits', 'wait'],
    delay: ['moves', 'move'],
    'lose-pod': ['has nobody', 'have nobody'],
    drop: ['is only there', 'are only there'],
  }[change.kind];
  const own = `${capital(countOf(items.length, 'open item'))} ${does[items.length === 1 ? 0 : 1]}: ${listFew(items.map(title))}.`;
  const others =
    waiting.length === 0
      ? ''
      : ` ${capital(countOf(waiting.length, 'item'))} of others ${waiting.length === 1 ? 'rests' : 'rest'} on that: ${listFew(waiting.map(title))}.`;
  const tooLate =
    late.length === 0
      ? ''
      : ` What ${listFew(late.map(title))} ${late.length === 1 ? 'needs' : 'need'} comes too late.`;
  return own + others + tooLate;
}

function gates({ gates: changed }: Answer, { portfolio, reviews }: Portal): string {
  const name = (id: string) => {
    const review = reviews.find((one) => one.review.id === id);
    const title = portfolio.initiatives.find((one) => one.id === review?.initiative)?.title ?? '';
    return `${review?.gate || id} of ${title}`;
  };
  const said = changed.map(({ review, does, due }) =>
    does === 'goes'
      ? `${name(review)} falls away`
      : does === 'moves'
        ? `${name(review)} moves to ${longDate(due)}`
        : does === 'has-no-plant'
          ? `${name(review)} is about that plant alone`
          : `${name(review)} waits`,
  );
  return said.length === 0 ? '' : `${capital(listFew(said))}.`;
}

function people(change: Change, { people: freed }: Answer): string {
  if (freed.length === 0)
    return change.kind === 'pause' ? 'Nobody is freed: the seats of its pod stay taken.' : '';
  const idle = freed.filter(({ podsLeft }) => podsLeft === 0).map(({ person }) => person);
  const others = freed.length - idle.length;
  const rest =
    others === 0
      ? ''
      : `; ${countOf(others, 'other')} of its pod ${others === 1 ? 'is' : 'are'} still in other pods`;
  return `${idle.length === 0 ? 'Nobody is freed altogether' : `${listFew(idle)} ${idle.length === 1 ? 'is' : 'are'} freed altogether`}${rest}.`;
}

function sites({ sites: changed }: Answer, { portfolio }: Portal): string {
  const said = changed.map(
    ({ site, before, after }) =>
      `${siteName(portfolio.sites, site)} has ${after} instead of ${before}`,
  );
  return said.length === 0 ? '' : `Live initiatives: ${listFew(said)}.`;
}

function only({ only: ids }: Answer, { portfolio }: Portal): string {
  const titles = ids.flatMap(
    (id) => portfolio.initiatives.find((one) => one.id === id)?.title ?? [],
  );
  return titles.length === 0
    ? ''
    : `${capital(listFew(titles))} ${titles.length === 1 ? 'runs' : 'run'} at no other plant.`;
}
