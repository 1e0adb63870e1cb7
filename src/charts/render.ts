import { version, View } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { compiled } from './compiled.ts';
import { chartStore, drawnCharts } from './store.ts';
import { FONT, theme } from './theme.ts';

/** Raised whenever what is made of Vega's SVG changes, so that a kept chart of an older making is not used. */
const MAKING = 5;

/**
 * A Vega-Lite spec as SVG text, without a browser; a chart that was drawn before, in this build or an earlier one, is not
 * drawn again. Ids inside are prefixed with `id`, so that several charts can stand in one page. Errors of the spec are
 * thrown with Vega's own sentence. `make` draws one that nobody has drawn yet.
 */
export async function renderSvg(
  spec: TopLevelSpec,
  id: string,
  make: (whole: TopLevelSpec) => Promise<string> = draw,
): Promise<string> {
  const whole = { ...spec, config: { ...theme, ...spec.config } } as TopLevelSpec;
  const key = JSON.stringify([MAKING, version, whole]);
  const drawn = drawnCharts();
  const svg = drawn.get(key) ?? stored(key, () => make(whole));
  drawn.set(key, svg);
  return (await svg).replaceAll(/\b(id="|url\(#|href="#)/g, `$1${id}-`);
}

async function stored(key: string, make: () => Promise<string>): Promise<string> {
  const store = chartStore();
  const kept = await store?.get(key);
  if (kept) return kept;
  const svg = await make();
  await store?.put(key, svg);
  return svg;
}

/** `judge` sees the scene before it is an image, and may throw. */
export async function draw(
  spec: TopLevelSpec,
  judge: (view: View) => void = () => undefined,
): Promise<string> {
  const view = new View(compiled(spec, { logger: QUIET }), {
    renderer: 'none',
    loader: OFFLINE,
    logger: QUIET,
  });
  const svg = await view.toSVG();
  judge(view);
  view.finalize();
  return numbered(responsive(svg));
}

/** Vega counts clips and gradients through all charts of a process; here each chart's begin at 0, so that the order of drawing leaves no trace. */
function numbered(svg: string): string {
  const ids = [...new Set([...svg.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id!))];
  return ids.reduce(
    (text, id, index) =>
      text.replaceAll(new RegExp(`(id="|url\\(#|href="#)${id}(?![\\w-])`, 'g'), `$1d${index}`),
    svg,
  );
}

/** Drops what the page already says, lets CSS set the size, and writes once what every text repeats. */
function responsive(svg: string): string {
  return svg
    .replace(/ width="[\d.]+" height="[\d.]+"/, '')
    .replace(/ xmlns:xlink="[^"]*"/, '')
    .replace(
      '<svg ',
      `<svg aria-hidden="true" focusable="false" preserveAspectRatio="xMinYMid meet" font-family="${FONT}" `,
    )
    .replaceAll(` font-family="${FONT}"`, (found, offset: number) => (offset < 300 ? found : ''))
    .replaceAll(/<path class="(?:background|foreground)"[^>]*\/>/g, '')
    .replaceAll(
      / (?:class|aria-hidden|aria-roledescription|role|pointer-events)="[^"]*"(?=[^<]*>)/g,
      (found, offset: number) => (offset < 300 ? found : ''),
    )
    .replaceAll(/ opacity="1"/g, '')
    .replaceAll(/ (?:d|transform|[xy][12]?|width|height)="[^"]*"(?=[^<]*>)/g, (attribute) =>
      attribute.replaceAll(/\d+\.\d{2,}/g, tenth),
    );
}

/** A tenth of a pixel is as fine as a screen or a sheet shows. */
function tenth(digits: string): string {
  return String(Math.round(Number(digits) * 10) / 10);
}

/** A chart never fetches: data is in the spec. */
const OFFLINE = {
  load: (uri: string) =>
    Promise.reject(new Error(`a chart may not load ${uri}; its data is the metric's`)),
  sanitize: (uri: string) => Promise.reject(new Error(`a chart may not link to ${uri}`)),
  http: () => Promise.reject(new Error('a chart may not load from the network')),
  file: () => Promise.reject(new Error('a chart may not read files')),
  options: {},
  // biome-ignore lint/suspicious/noExplicitAny: the loader's type asks for fetch-like members that are never called
} as any;

const silent = () => QUIET;
const QUIET = {
  level: () => QUIET,
  error: silent,
  warn: silent,
  info: silent,
  debug: silent,
} as never;
