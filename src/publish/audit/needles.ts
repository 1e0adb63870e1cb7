import type { Audience } from '#model/record/audience.ts';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import { edition } from '#model/edition/edition.ts';
import { type Withheld, withheldFrom } from '#model/edition/withheld.ts';
import { formatNumber } from '#model/words/format.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { readable } from './texts.ts';

/** What an edition may not hold. */
export interface Needles {
  titles: string[];
  ids: string[];
  sentences: string[];
  /** Runs of a metric's values, in the digits they are written with. */
  series: { of: string; digits: string[] }[];
}

/** Shorter texts are names and words that others use too. */
const SENTENCE = 24;
/** So many values in a row are no chance. */
export const RUN = 6;

/** Everything that only readers of a narrower audience may know, and that nobody else's records say as well. */
export function needlesFor(portfolio: Portfolio, reader: Audience): Needles {
  const out = withheldFrom(portfolio, reader);
  const open = edition(portfolio, reader);
  const openText = readable(textOf(open).join('\n'));
  const words = [...hiddenWords(portfolio, out)];
  const titles = new Set(titlesOf(portfolio));
  // A title that visible ones contain cannot be told from them; one that visible texts mention is a leak.
  const openTitles = titlesOf(open).join('\n');
  const hidden = textOf(portfolio)
    .flatMap(sentencesOf)
    .filter((sentence) => !openText.includes(sentence));
  const metrics = computeMetrics(portfolio);
  const openRuns = new Set(
    [...metrics.values()]
      .filter((state) => !out.metric.has(state.metric.id))
      .flatMap((state) => seriesOf(state).flatMap(({ digits }) => runs(digits))),
  );
  return {
    titles: words.filter(
      (word) => titles.has(word) && word.length >= 4 && !hasWord(openTitles, word),
    ),
    ids: words.filter((word) => !titles.has(word)),
    sentences: [...new Set(hidden)],
    series: [...metrics.values()]
      .filter((state) => out.metric.has(state.metric.id))
      .flatMap(seriesOf)
      .filter(
        ({ digits }) => digits.length >= RUN && !runs(digits).some((run) => openRuns.has(run)),
      ),
  };
}

/** Whether a word or title stands in a text by itself, not inside another word. */
export function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (
      !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') &&
      !/[\p{L}\p{N}]/u.test(text[at + word.length] ?? ' ')
    )
      return true;
  }
  return false;
}

function titlesOf(portfolio: Portfolio): string[] {
  const records = [
    portfolio.goals,
    portfolio.metrics,
    portfolio.initiatives,
    portfolio.roadmap,
    portfolio.playbooks,
    portfolio.reports,
  ].flat();
  return [
    ...records.map((record) => record.title),
    ...portfolio.exports.map(({ contract }) => contract.title ?? ''),
  ];
}

/** Every text that somebody wrote into the portfolio; not what machines count, nor names of files. */
function textOf(portfolio: Portfolio): string[] {
  const { goals, metrics, initiatives, roadmap, playbooks, reports, friction } = portfolio;
  return [
    goals,
    metrics,
    initiatives,
    roadmap,
    playbooks,
    reports.map(({ facts: _, ...report }) => report),
    friction,
  ].flatMap(strings);
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value !== 'object' || value === null) return [];
  if ((value as BodyNode).kind === 'html' && 'html' in value)
    return [readable((value as { html: string }).html)];
  return Object.entries(value).flatMap(([key, part]) => (key === 'file' ? [] : strings(part)));
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n/)
    .map((sentence) => sentence.trim().replace(/[.!?]$/, ''))
    .filter((sentence) => sentence.length >= SENTENCE && sentence.includes(' '));
}

function seriesOf(state: MetricState): Needles['series'] {
  return [state.all, ...state.bySite, ...state.byLine].flatMap((scope) => {
    const values = scope.values.flatMap((value) => value ?? []);
    const of = [state.metric.id, scope.site, scope.line].filter((part) => part !== null).join(', ');
    return [
      values.map((value) => JSON.stringify(value)),
      values.map((value) =>
        formatNumber(value, state.metric.decimals).replaceAll(',', '').replace('−', '-'),
      ),
    ].map((digits) => ({ of, digits }));
  });
}

function runs(digits: readonly string[]): string[] {
  return digits.slice(RUN - 1).map((_, at) => digits.slice(at, at + RUN).join(' '));
}

/** Titles and ids that may not be said: those of withheld records that no visible record has too. */
function hiddenWords(portfolio: Portfolio, out: Withheld): Set<string> {
  const lists: [readonly { id: string; title: string }[], ReadonlySet<string>][] = [
    [portfolio.goals, out.goal],
    [portfolio.metrics, out.metric],
    [portfolio.initiatives, out.initiative],
    [portfolio.roadmap, out.item],
    [portfolio.playbooks, out.playbook],
    [portfolio.reports, out.report],
  ];
  const named = (hidden: boolean) =>
    lists.flatMap(([records, ids]) =>
      records
        .filter((record) => ids.has(record.id) === hidden)
        .flatMap((record) => [record.id, record.title]),
    );
  const exportNames = (hidden: boolean) =>
    portfolio.exports
      .filter(({ contract }) => out.export.has(contract.name) === hidden)
      .flatMap(({ contract }) => [contract.name, contract.title ?? contract.name]);
  const open = new Set([...named(false), ...exportNames(false)]);
  return new Set([...named(true), ...exportNames(true)].filter((word) => !open.has(word)));
}
