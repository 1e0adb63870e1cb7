import { median } from '#model/statistics/median.ts';

/** Median of the slopes of all pairs: a check on least squares that single points cannot turn. Intercept: median of y − slope·x. */
export function theilSen(points: readonly { x: number; y: number }[]): {
  slope: number;
  intercept: number;
  pairs: number;
} {
  const slopes = points.flatMap((first, index) =>
    points
      .slice(index + 1)
      .flatMap((second) =>
        second.x === first.x ? [] : [(second.y - first.y) / (second.x - first.x)],
      ),
  );
  const slope = median(slopes);
  return {
    slope,
    intercept: median(points.map((point) => point.y - slope * point.x)),
    pairs: slopes.length,
  };
}
