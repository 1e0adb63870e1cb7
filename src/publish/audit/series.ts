import { computeMetrics } from '#model/metric/computeMetric.ts';
import { formatNumber } from '#model/words/format.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** Values in their order, as they may be written: exact, rounded, in thousands. */
export interface Series {
  of: string;
  forms: number[][];
}

/** Between two neighbours of a series there may be so many other numbers: periods, numerators, coordinates. */
const GAP = 24;
/** In a table the same number of other numbers parts them. */
const STRIDE = 16;
/** So many digits in a row are no chance; fewer where they stand in a table. */
const DIGITS = { loose: 30, table: 20 };

/** The values of metrics that are withheld, and of those that are not: all together, by site and line, and what they are made of. */
export function seriesOf(
  portfolio: Portfolio,
  withheld: ReadonlySet<string>,
): { hidden: Series[]; open: Series[] } {
  const both = { hidden: [] as Series[], open: [] as Series[] };
  for (const state of computeMetrics(portfolio).values()) {
    const list = withheld.has(state.metric.id) ? both.hidden : both.open;
    for (const scope of [state.all, ...state.bySite, ...state.byLine]) {
      const of = [state.metric.id, scope.site, scope.line]
        .filter((part) => part !== null)
        .join(', ');
      const { decimals } = state.metric;
      list.push({ of, forms: formsOf(scope.values, decimals) });
      const points = scope.series.toSorted((a, b) => (a.period < b.period ? -1 : 1));
      for (const part of ['numerator', 'denominator'] as const)
        list.push({
          of,
          forms: formsOf(
            points.map((point) => point[part] ?? null),
            decimals,
          ),
        });
    }
  }
  return both;
}

function formsOf(values: readonly (number | null)[], decimals: number): number[][] {
  const numbers = values.filter((value) => value !== null);
  const forms = [
    numbers,
    numbers.map((value) =>
      Number(formatNumber(value, decimals).replaceAll(',', '').replace('−', '-')),
    ),
    ...[0, 1, 2, 3].map((digits) => numbers.map((value) => Number(value.toFixed(digits)))),
    ...[1e3, 1e6].flatMap((unit) =>
      [0, 1, 2, 3].map((digits) => numbers.map((value) => Number((value / unit).toFixed(digits)))),
    ),
    ...[3, 4].map((digits) => numbers.map((value) => Number(value.toPrecision(digits)))),
  ]
    .map((form) => form.map(Math.abs))
    // Numbers of one or two digits are everywhere.
    .filter((form) => form.reduce((sum, value) => sum + digitsOf(value), 0) >= 2.5 * form.length);
  return [...new Map(forms.map((form) => [form.join(' '), form])).values()];
}

/** Series of which a part is in a text in its order or backwards, long enough to be no chance, and in no series that may be known. */
export function seriesIn(
  text: string,
  { hidden, open }: { hidden: readonly Series[]; open: readonly Series[] },
): string[] {
  if (hidden.length === 0) return [];
  const found = [text, withPoints(text)].flatMap((reading) => heldIn(reading, { hidden, open }));
  return [...new Set(found)];
}

function heldIn(
  text: string,
  { hidden, open }: { hidden: readonly Series[]; open: readonly Series[] },
): string[] {
  const numbers = numbersIn(text);
  const present = new Set(numbers);
  const places = Map.groupBy(numbers.keys(), (at) => numbers[at]!);
  const isOpen = (run: readonly number[]) =>
    open.some(({ forms }) =>
      forms.some((form) => holds(form, run) || holds(form.toReversed(), run)),
    );
  const holding = hidden.filter(({ forms }) =>
    forms.some((form) => {
      // Few texts hold enough of the values at all.
      if (weight([...new Set(form.filter((value) => present.has(value)))]) < DIGITS.table)
        return false;
      return [form, form.toReversed()].some((values) => {
        const run = runIn(values, numbers, places);
        return run !== null && !isOpen(run);
      });
    }),
  );
  return holding.map(({ of }) => of);
}

/** Numbers as German, French and Swiss write them, `1.234,5`, `1 234,5` and `1’234.5`, as English has them. */
function withPoints(text: string): string {
  return text
    .replaceAll(/(?<![\d.,])\d{1,3}(?:[. \u00A0\u202F'’]\d{3})+(?![\d.])/g, (number) =>
      number.replaceAll(/\D/g, ''),
    )
    .replaceAll(/(\d),(?=\d)/g, '$1.');
}

/** Numbers in their order, thousands marks and signs apart; both readings of a comma. */
function numbersIn(text: string): number[] {
  return [
    ...text
      .replaceAll(/(\d)[\u00A0\u202F'](?=\d{3}\b)/g, '$1')
      .matchAll(/\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?/gi),
  ].flatMap(([token]) =>
    token
      .replaceAll(/,(?=\d{3}\b)/g, '')
      .split(',')
      .map(Number),
  );
}

const digitsOf = (value: number) =>
  String(value).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').length;
const weight = (run: readonly number[]) =>
  new Set(run).size < 4 ? 0 : run.reduce((sum, value) => sum + digitsOf(value), 0);

function runIn(
  values: readonly number[],
  numbers: readonly number[],
  places: ReadonlyMap<number, readonly number[]>,
): number[] | null {
  for (let start = 0; start + 4 <= values.length; start++) {
    if (!places.has(values[start + 1]!)) continue;
    for (const place of places.get(values[start]!) ?? []) {
      for (let stride = 1; stride <= STRIDE; stride++) {
        let length = 1;
        while (
          start + length < values.length &&
          numbers[place + length * stride] === values[start + length]
        )
          length++;
        const run = values.slice(start, start + length);
        if (length >= 4 && weight(run) >= DIGITS.table) return run;
      }
      const loose = looseRun(values.slice(start, start + 40), place, places);
      if (weight(loose) >= DIGITS.loose) return loose;
    }
  }
  return null;
}

/** The longest row of values from a place on, each at most GAP numbers after the one before. */
function looseRun(
  values: readonly number[],
  place: number,
  places: ReadonlyMap<number, readonly number[]>,
): number[] {
  const run = [values[0]!];
  let ends = [place];
  for (const value of values.slice(1)) {
    const next = places.get(value) ?? [];
    ends = next.filter((at) => ends.some((end) => at > end && at - end <= GAP));
    if (ends.length === 0) break;
    run.push(value);
  }
  return run;
}

function holds(values: readonly number[], run: readonly number[]): boolean {
  for (let start = 0; start + run.length <= values.length; start++)
    if (run.every((value, at) => values[start + at] === value)) return true;
  return false;
}
