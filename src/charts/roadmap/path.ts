const RADIUS = 4;
const HEAD = 5;

/** Corners to an SVG path with rounded bends and a head at its end. */
export function roundedPath(points: readonly (readonly [number, number])[]): string {
  const [first, ...rest] = points;
  if (!first || rest.length === 0) return '';
  const parts = [`M${pair(first)}`];
  for (const [index, point] of rest.entries()) {
    const before = points[index] as [number, number];
    const after = rest[index + 1];
    const bend = after && Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
    if (!after || !bend) parts.push(`L${pair(point)}`);
    else
      parts.push(
        `L${pair(towards(point, before, bend))}`,
        `Q${pair(point)} ${pair(towards(point, after, bend))}`,
      );
  }
  const [x, y] = points.at(-1) as [number, number];
  const side = x >= (points.at(-2) as [number, number])[0] ? -1 : 1;
  return `${parts.join('')}M${pair([x + side * HEAD, y - HEAD * 0.8])}L${pair([x, y])}L${pair([x + side * HEAD, y + HEAD * 0.8])}`;
}

function pair([x, y]: readonly [number, number]): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
function distance(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}
function towards(
  from: readonly [number, number],
  to: readonly [number, number],
  by: number,
): [number, number] {
  return [from[0] + Math.sign(to[0] - from[0]) * by, from[1] + Math.sign(to[1] - from[1]) * by];
}
