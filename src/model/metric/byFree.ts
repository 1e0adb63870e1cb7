import type { MetricState, ScopeState } from './metricState.ts';
import { tellsUse, type Metric } from '#model/record/metric.ts';
import { peopleBehind, type Observation, type Observations } from '#model/record/observation.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { toldScope } from '#model/metric/series/scope.ts';
import { compareTexts } from '#model/words/compareTexts.ts';
import { scopeState } from './scopeState.ts';

/** A metric parted by its own dimensions, the groups in the order of their names. */
export function byFree(
  metric: Metric,
  { free }: Observations,
  { settings, asOf }: Portfolio,
): Pick<MetricState, 'byFree'> {
  if (!free) return {};
  const least = tellsUse(metric) ? settings.minGroupSize : 0;
  return {
    byFree: Object.fromEntries(
      Object.entries(free).map(([name, all]) => [
        name,
        groupsOf(metric, toldCells(all.map(named), least)),
      ]),
    ),
  };

  function groupsOf(of: Metric, cells: readonly Observation[]): ScopeState[] {
    const known = new Set(cells.flatMap((cell) => cell.role ?? []));
    const names = [...known].filter((name) => name !== '').toSorted(compareTexts);
    if (known.has('')) names.push('');
    return names.map((role) => {
      const told = toldScope(of, { role }, settings.minGroupSize);
      return scopeState(of, cells, { role }, told, asOf);
    });
  }
}

/** Rows that name no group are one of their own, so that the groups add up to the total. */
function named(cell: Observation): Observation {
  return cell.role === undefined ? { ...cell, role: '' } : cell;
}

/**
 * The cells of the groups that may be told. The total is told elsewhere, so groups that are withheld could be worked out by their
 * difference to it: where all of them together are fewer people than `least`, the next smallest is withheld as well.
 */
function toldCells(cells: readonly Observation[], least: number): readonly Observation[] {
  if (least === 0) return cells;
  const withheld = new Set<Observation>();
  for (const period of Map.groupBy(cells, (cell) => cell.period).values()) {
    const groups = [...Map.groupBy(period, (cell) => cell.role).values()]
      .map((group) => ({
        group,
        people: group.reduce((sum, cell) => sum + peopleBehind(cell), 0),
      }))
      .toSorted((a, b) => a.people - b.people);
    let hidden = 0;
    for (const { group, people } of groups) {
      if (people >= least && (hidden === 0 || hidden >= least)) break;
      hidden += people;
      for (const cell of group) withheld.add(cell);
    }
  }
  return withheld.size === 0 ? cells : cells.filter((cell) => !withheld.has(cell));
}
