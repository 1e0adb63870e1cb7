import type { MetricState } from '#model/metric/metricState.ts';

/** Is it changing? What cannot be told is a row of its own, apart from "no signal". */
const VARIATION_ROWS = [
  { id: 'improvement', title: 'Improving' },
  { id: 'common-cause', title: 'No signal' },
  { id: 'concern', title: 'Worsening' },
  { id: 'unknown', title: 'Not judged' },
] as const;
/** Will it meet its target? */
export const ASSURANCE_COLUMNS = [
  { id: 'pass', title: 'Meets its target reliably' },
  { id: 'hit-or-miss', title: 'Meets it in some periods' },
  { id: 'fail', title: 'Misses it reliably' },
  { id: 'unknown', title: 'Cannot be told' },
] as const;

/**
 * Metrics by change and by target, the two questions of Making Data Count (NHS England), kept apart. The newest value of a stale
 * metric says nothing of today: it is not judged, whatever it was.
 */
export function assuranceMatrix(states: Iterable<MetricState>): {
  title: string;
  cells: MetricState[][];
}[] {
  const rowOf = ({ all, freshness }: MetricState) =>
    freshness === 'stale' ? 'unknown' : all.variation;
  const columnOf = (state: MetricState) =>
    rowOf(state) === 'unknown' || !state.metric.target ? 'unknown' : state.all.assurance;
  const list = [...states];
  return VARIATION_ROWS.map(({ id, title }) => ({
    title,
    cells: ASSURANCE_COLUMNS.map((column) =>
      list.filter((state) => rowOf(state) === id && columnOf(state) === column.id),
    ),
  })).filter(({ cells }) => cells.some((cell) => cell.length > 0));
}
