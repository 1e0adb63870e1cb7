import type { Criterion } from '#model/record/criterion.ts';
import type { Portal } from '#model/portal.ts';
import type { RoadmapItem } from '#model/record/roadmap.ts';
import { random } from '#model/statistics/random.ts';
import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';
import type { Said } from '#model/foresight/forecast/forecast.ts';
import { basisSentence } from './basisSentence.ts';
import type { Course } from './course.ts';
import type { DateBasis, DateForecast, DateForecasts } from './dateForecast.ts';
import { sharesOf, simulate, type Work } from './simulate.ts';
import { backtest, drawnAbove, historyOf, LEAST_FINISHED, type Slips, slipsOf } from './slips.ts';

/** Enough that the tenth lowest per cent moves by less than what a history of ten leaves open. */
const RUNS = 1000;
const SEED = 20_261_007;

type Parts = Pick<Portal, 'portfolio' | 'reviews'>;

/** When open items and undecided gates will come, by how those before them came, through needs and stops of plants. */
export function datesOf(portal: Parts, courses: readonly Course[]): DateForecasts {
  const { asOf } = portal.portfolio;
  const [items, gates] = [slipsOf(courses, 'item', asOf), slipsOf(courses, 'gate', asOf)];
  const ends = items.finished.length < LEAST_FINISHED ? null : itemEnds(portal, items);
  return {
    basis: [basisOf('item', items), basisOf('gate', gates)],
    dates: [
      ...(ends ? itemDates(portal, ends) : []),
      ...(gates.finished.length < LEAST_FINISHED ? [] : gateDates(portal, gates, ends)),
    ],
  };
}

/** The spans as forecasts to be kept; one without a beginning says nothing. */
export function saidOfDates({ dates }: DateForecasts): Said[] {
  return dates.flatMap(({ kind, id, low, high }) =>
    low === null
      ? []
      : [
          {
            kind: kind === 'item' ? ('item-done' as const) : ('gate-decided' as const),
            subject: id,
            low,
            high,
            // Without an end only the tenth below it is left out.
            promised: high === null ? 0.9 : 0.8,
            target: null,
          },
        ],
  );
}

function basisOf(kind: Course['kind'], slips: Slips): DateBasis {
  const tested = backtest(slips);
  return {
    kind,
    finished: slips.finished.length,
    backtest: tested,
    sentence: basisSentence(kind, slips, tested),
  };
}

/** The last day of each open item in each run, by id. Items in a circle of needs have none. */
function itemEnds({ portfolio }: Parts, slips: Slips): Map<string, Float64Array> {
  const open = inOrder(portfolio.roadmap.filter(({ status }) => status !== 'done'));
  const places = new Map(open.map((item, at) => [item.id, at]));
  const works = open.map((item) => workOf(item, places, portfolio));
  const ends = simulate(works, historyOf(slips), { runs: RUNS, random: random(SEED) });
  return new Map(open.map((item, at) => [item.id, ends[at]!]));
}

function workOf(
  item: RoadmapItem,
  places: ReadonlyMap<string, number>,
  { asOf, sites }: Portal['portfolio'],
): Work {
  const of = (type: string) =>
    item.needs
      .filter((need) => (item.needTypes[need] ?? 'finish-start') === type)
      .flatMap((need) => places.get(need) ?? []);
  const stops = sites
    .filter(({ id }) => item.sites.includes(id))
    .flatMap((site) => site.stops.map(({ from }) => daysBetween(asOf, from)))
    .filter((day) => day >= 0)
    .toSorted((a, b) => a - b);
  const needsStop = item.stopWindow !== undefined && item.stopWindow !== 'not-needed';
  const booked =
    typeof item.stopWindow === 'object' ? [daysBetween(asOf, item.stopWindow.from)] : [];
  return {
    start: daysBetween(asOf, item.start),
    days: Math.max(1, daysBetween(item.start, item.end) + 1),
    begun: item.status === 'in-progress' && item.start <= asOf,
    after: of('finish-start'),
    withStart: of('start-start'),
    withEnd: of('finish-finish'),
    stops: needsStop ? [...new Set([...booked.filter((day) => day >= 0), ...stops])] : null,
  };
}

/** Items behind what they need; those in a circle, and what rests on them, are left out. */
function inOrder(open: readonly RoadmapItem[]): RoadmapItem[] {
  const ids = new Set(open.map(({ id }) => id));
  const left = new Map(
    open.map((item) => [item.id, item.needs.filter((id) => ids.has(id)).length]),
  );
  const neededBy = new Map<string, RoadmapItem[]>();
  for (const item of open)
    for (const need of item.needs) neededBy.set(need, [...(neededBy.get(need) ?? []), item]);
  const ready = open.filter(({ id }) => left.get(id) === 0);
  for (let at = 0; at < ready.length; at++)
    for (const next of neededBy.get(ready[at]!.id) ?? []) {
      const more = (left.get(next.id) ?? 0) - 1;
      left.set(next.id, more);
      if (more === 0) ready.push(next);
    }
  return ready;
}

function itemDates({ portfolio }: Parts, ends: ReadonlyMap<string, Float64Array>): DateForecast[] {
  return portfolio.roadmap.flatMap((item) => {
    const runs = ends.get(item.id);
    return runs
      ? [spanOf({ kind: 'item', id: item.id, planned: item.end }, runs, portfolio.asOf)]
      : [];
  });
}

function gateDates(
  { portfolio: { asOf }, reviews }: Parts,
  slips: Slips,
  ends: ReadonlyMap<string, Float64Array> | null,
): DateForecast[] {
  const history = historyOf(slips);
  const next = random(SEED + 1);
  return reviews
    .filter(({ state }) => state !== 'decided')
    .map(({ review, results }) => {
      const due = daysBetween(asOf, review.due);
      const waits = results
        .flatMap(({ criterion }) => itemsOf(criterion))
        .flatMap((id) => ends?.get(id) ?? []);
      const runs = Float64Array.from({ length: RUNS }, (_, run) => {
        const slip = drawnAbove(history, -due, next());
        const day = slip === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.round(due + slip));
        return waits.reduce((latest, own) => Math.max(latest, own[run] ?? 0), day);
      });
      return spanOf({ kind: 'gate', id: review.id, planned: review.due }, runs, asOf);
    });
}

function itemsOf(criterion: Criterion): string[] {
  if (criterion.kind === 'group') return criterion.parts.criteria.flatMap(itemsOf);
  return criterion.kind === 'roadmap' ? criterion.items : [];
}

function spanOf(
  of: Pick<DateForecast, 'kind' | 'id' | 'planned'>,
  runs: Float64Array,
  asOf: IsoDate,
): DateForecast {
  const [low = null, middle = null, high = null] = sharesOf(runs, [0.1, 0.5, 0.9]).map((at) =>
    Number.isFinite(at) ? addDays(asOf, at) : null,
  );
  return { ...of, low, middle, high };
}
