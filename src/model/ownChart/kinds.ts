import type { ChartName } from '#model/record/component.ts';
import type { ChartKind } from './kind.ts';
import { bars } from './kinds/bars.ts';
import { funnel } from './kinds/funnel.ts';
import { heat } from './kinds/heat.ts';
import { lines } from './kinds/lines.ts';
import { map } from './kinds/map.ts';
import { pareto } from './kinds/pareto.ts';
import { sankey } from './kinds/sankey.ts';
import { scatter } from './kinds/scatter.ts';
import { waterfall } from './kinds/waterfall.ts';

/** The charts that are written in one line, by the name of their component: a new one is a file, its name and a line here. */
export const OWN_CHARTS: Record<ChartName, ChartKind> = {
  Bars: bars,
  Lines: lines,
  Pareto: pareto,
  Waterfall: waterfall,
  Heat: heat,
  Scatter: scatter,
  Funnel: funnel,
  Sankey: sankey,
  Map: map,
};

/** The kind of a component; null where it is another one. */
export function chartKind(name: string): ChartKind | null {
  const kinds: Record<string, ChartKind> = OWN_CHARTS;
  return Object.hasOwn(kinds, name) ? (kinds[name] ?? null) : null;
}
