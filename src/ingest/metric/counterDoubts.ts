import { tokenise } from '#model/metric/series/formula.ts';
import { compareTexts } from '#model/words/compareTexts.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation, Observations } from '#model/record/observation.ts';

/** A counter rises from period to period, but for resets; what rises and falls, such as a temperature, has a range. */
const MOST_FALLS = 1 / 3;

/**
 * The least of a column taken from its most is its range. Of the readings of a counter it is not what was counted: what lies
 * between the last reading of a period and the first of the next is lost, and a reset is taken for use.
 */
export function counterDoubts(
  metric: Metric,
  metrics: readonly Metric[],
  observations: ReadonlyMap<string, Observations>,
): string[] {
  if (metric.value.kind !== 'formula') return [];
  const tokens = tokenise(metric.value.expression);
  const named = (token: string | undefined) => metrics.find(({ id }) => id === token);
  return tokens.flatMap((token, at) => {
    const [most, least] = [named(tokens[at - 1]), named(tokens[at + 1])];
    if (token !== '-' || !most || !least || most.export !== least.export) return [];
    const column = columnOf(most, 'max');
    if (column === null || column !== columnOf(least, 'min')) return [];
    return mayCount(observations.get(most.id)?.latest ?? [])
      ? [
          `It takes the least of ${column} from its most: where ${column} is the reading of a counter, that is not what was counted, since a reset and what lies between two periods are not in it. "counters" in the contract counts from reading to reading.`,
        ]
      : [];
  });
}

function columnOf({ value }: Metric, aggregate: 'max' | 'min'): string | null {
  return value.kind === 'column' && value.of.aggregate === aggregate ? value.of.column : null;
}

function mayCount(cells: readonly Observation[]): boolean {
  let falls = 0;
  let steps = 0;
  for (const own of Map.groupBy(cells, ({ site, line }) => JSON.stringify([site, line])).values()) {
    const values = own.toSorted((a, b) => compareTexts(a.period, b.period));
    steps += values.length - 1;
    falls += values.filter(({ value }, at) => value < (values[at - 1]?.value ?? -Infinity)).length;
  }
  return falls <= steps * MOST_FALLS;
}
