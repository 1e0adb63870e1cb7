import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { theme } from './theme.ts';

/**
 * A Vega-Lite spec as SVG text, without a browser. Ids inside are prefixed with `id`, so that several charts
 * can stand in one page. Errors of the spec are thrown with Vega's own sentence.
 */
export async function renderSvg(spec: TopLevelSpec, id: string): Promise<string> {
  const compiled = compile({ ...spec, config: { ...theme, ...spec.config } } as TopLevelSpec, { logger: QUIET });
  const view = new View(parse(compiled.spec), { renderer: 'none', loader: OFFLINE });
  const svg = await view.toSVG();
  view.finalize();
  return responsive(svg).replaceAll(/\b(id="|url\(#|href="#)/g, `$1${id}-`);
}

/** Drops what the page already says and lets CSS set the size. */
function responsive(svg: string): string {
  return svg
    .replace(/ width="[\d.]+" height="[\d.]+"/, '')
    .replace(/ xmlns:xlink="[^"]*"/, '')
    .replace('<svg ', '<svg aria-hidden="true" focusable="false" preserveAspectRatio="xMinYMid meet" ')
    .replaceAll(/ (aria-roledescription|role)="[^"]*"/g, '')
    .replaceAll(' pointer-events="none"', '');
}

/** A chart never fetches: data stands in the spec. */
const OFFLINE = {
  load: (uri: string) => Promise.reject(new Error(`a chart may not load ${uri}; its data is the metric's`)),
  sanitize: (uri: string) => Promise.reject(new Error(`a chart may not link to ${uri}`)),
  http: () => Promise.reject(new Error('a chart may not load from the network')),
  file: () => Promise.reject(new Error('a chart may not read files')),
  options: {},
  // biome-ignore lint/suspicious/noExplicitAny: the loader's type asks for fetch-like members that are never called
} as any;

const silent = () => QUIET;
const QUIET = { level: () => QUIET, error: silent, warn: silent, info: silent, debug: silent } as never;
