import type { TopLevelSpec } from 'vega-lite';
import { isCountryMap, type ChartPlan } from '#model/ownChart/kind.ts';
import { renderSvg } from './render.ts';

/** On a page or a sheet, and in a narrow column: text is 12 px of either, so it is read on both. */
const WIDTHS = { wide: 640, narrow: 340 } as const;

/** A planned chart in two widths; empty where it has no number to draw. */
export async function plannedCharts(
  plan: ChartPlan,
  id: string,
  make?: (whole: TopLevelSpec) => Promise<string>,
): Promise<{ wide: string; narrow: string }> {
  const hasNumber = plan.rows.some((row) =>
    row.some((cell) => typeof cell !== 'string' && cell.value !== null),
  );
  if (!hasNumber) return { wide: '', narrow: '' };
  const [wide, narrow] = await Promise.all(
    Object.entries(WIDTHS).map(async ([name, width]) =>
      renderSvg(await specOf(plan, width), `${id}-${name}`, make),
    ),
  );
  return { wide: wide ?? '', narrow: narrow ?? '' };
}

async function specOf(plan: ChartPlan, width: number): Promise<TopLevelSpec> {
  const spec = plan.spec(width);
  if (!isCountryMap(spec)) return spec as TopLevelSpec;
  const { mapSpec } = await import('./mapSpec.ts');
  return mapSpec(spec, width);
}
