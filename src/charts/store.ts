/** Where drawn charts are kept between builds: SVG text under the text of its spec. */
export interface ChartStore {
  get: (spec: string) => Promise<string | null>;
  put: (spec: string, svg: string) => Promise<void>;
}

const KEY = Symbol.for('trilens.charts');
const holder = globalThis as { [KEY]?: ChartStore };

/** The command line hands a store to the charts; without one every chart is drawn anew. */
export function setChartStore(store: ChartStore): void {
  holder[KEY] = store;
}

export function chartStore(): ChartStore | undefined {
  return holder[KEY];
}
