/** Where drawn charts are kept between builds: SVG text under the text of its spec. */
export interface ChartStore {
  get: (spec: string) => Promise<string | null>;
  put: (spec: string, svg: string) => Promise<void>;
}

const KEY = Symbol.for('trilens.charts');
const DRAWN = Symbol.for('trilens.charts.drawn');
const holder = globalThis as { [KEY]?: ChartStore; [DRAWN]?: Map<string, Promise<string>> };

/** The command line hands a store to the charts; without one every chart is drawn again. */
export function setChartStore(store: ChartStore): void {
  holder[KEY] = store;
}

export function chartStore(): ChartStore | undefined {
  return holder[KEY];
}

/** What this process has drawn: the same for the compiled pages and for the command line, which draws while they are compiled. */
export function drawnCharts(): Map<string, Promise<string>> {
  holder[DRAWN] ??= new Map();
  return holder[DRAWN];
}
