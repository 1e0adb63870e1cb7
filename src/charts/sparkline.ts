import { currentLimits, type ScopeState } from '#model/metric/metricState.ts';

const [POINTS, WIDTH, HEIGHT] = [24, 120, 28] as const;

const drawn = new WeakMap<ScopeState, string>();

/** The last points as a small line, drawn once a build; the newest is marked by its signal's shape. */
export function sparkline(scope: ScopeState): string {
  const svg = drawn.get(scope) ?? draw(scope);
  drawn.set(scope, svg);
  return svg;
}

function draw(scope: ScopeState): string {
  const points = scope.series.slice(-POINTS);
  const values = points.flatMap((point) => point.value ?? []);
  if (values.length < 2) return '';
  const limit = currentLimits(scope);
  const edges = limit ? [limit.lower, limit.upper] : [];
  const low = Math.min(...values, ...edges);
  const high = Math.max(...values, ...edges);
  const x = (index: number) => round(4 + (index * (WIDTH - 8)) / Math.max(1, points.length - 1));
  const y = (value: number) =>
    round(HEIGHT - 4 - ((value - low) * (HEIGHT - 8)) / (high - low || 1));
  let path = '';
  let pen = 'M';
  for (const [index, point] of points.entries()) {
    if (point.value === null) {
      pen = 'M';
      continue;
    }
    path += `${pen}${x(index)} ${y(point.value)}`;
    pen = 'L';
  }
  const band = limit
    ? `<rect class="spark-band" x="4" y="${y(limit.upper)}" width="${WIDTH - 8}" height="${round(y(limit.lower) - y(limit.upper))}"/>`
    : '';
  const lastIndex = points.findLastIndex((point) => point.value !== null);
  const cx = x(lastIndex);
  const cy = y(points[lastIndex]?.value as number);
  const end =
    scope.variation === 'concern'
      ? `<path class="spark-bad" d="M${cx - 4} ${cy + 3}h8L${cx} ${cy - 4}z"/>`
      : `<circle class="${scope.variation === 'improvement' ? 'spark-good' : 'spark-end'}" cx="${cx}" cy="${cy}" r="3"/>`;
  return `<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true" focusable="false">${band}<path class="spark-line" d="${path}"/>${end}</svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
