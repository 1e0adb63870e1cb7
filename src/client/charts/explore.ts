import { readData } from '../readData.ts';
import { exploreSpec, type Row } from './exploreSpec.ts';
import { askedSpan, keepSpan } from './askedSpan.ts';
import { firstDay } from './firstDay.ts';

interface MetricDocument {
  title: string;
  unit: string;
  direction: string;
  series: { period: string; site: string | null; value: number | null }[];
  limits: { from: string; to: string; mean: number; lower: number; upper: number }[];
  target: { value: number } | null;
}
interface View {
  signal: (name: string, value: unknown) => View;
  data: (name: string, rows: unknown[]) => View;
  addSignalListener: (name: string, listen: (name: string, value: number) => void) => View;
  runAsync: () => Promise<View>;
}

const ALL = 'All sites';

/** Opens a chart for a closer look: which sites, from when to when, and the values of one period, by mouse or by keyboard. */
export async function explore(figure: HTMLElement, button: HTMLElement): Promise<void> {
  const open = figure.querySelector<HTMLElement>('.explore');
  if (open) {
    open.querySelector<HTMLElement>('input')?.focus();
    return;
  }
  const base = document.documentElement.dataset.base ?? '/';
  button.setAttribute('aria-busy', 'true');
  const [metric, vega, interpreter] = await Promise.all([
    readData<MetricDocument>(`api/metrics/${button.dataset.explore}.json`),
    loadVega(base),
    import('vega-interpreter'),
  ]);
  button.removeAttribute('aria-busy');
  const names = JSON.parse(button.dataset.sites ?? '{}') as Record<string, string>;
  const rows: Row[] = metric.series.flatMap(({ period, site, value }) =>
    value === null
      ? []
      : [
          {
            period,
            date: Date.parse(`${firstDay(period)}T00:00:00Z`),
            site: site === null ? ALL : (names[site] ?? site),
            value,
          },
        ],
  );
  const panel = panelOf(metric, rows, Number(button.dataset.decimals));
  figure.querySelector('.chart-source')?.before(panel.section);
  const runtime = vega.parse(
    exploreSpec(metric, panel.drawing.clientWidth, [ALL, ...Object.values(names)]),
    undefined,
    { ast: true },
  );
  const view = new vega.View(runtime, {
    expr: interpreter.expressionInterpreter,
    renderer: 'svg',
    container: panel.drawing,
    hover: true,
  }) as View;
  panel.connect(view);
  panel.section.querySelector('input')?.focus();
}

function panelOf(metric: MetricDocument, rows: Row[], decimals: number) {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const periods = [...new Map(rows.map((row) => [row.date, row.period])).entries()].sort(
    ([a], [b]) => a - b,
  );
  const sites = [...new Set(rows.map((row) => row.site))];
  const section = element('section', { className: 'explore' });
  section.setAttribute('aria-label', `Explore ${metric.title}`);
  const boxes = sites.map((site) => check(site, site === ALL || sites.length === 1));
  const limits = metric.limits.length > 0 ? check('Limits', true) : null;
  const span = askedSpan(periods.map(([, period]) => period));
  const [from, to] = [choice('From', periods, span.from), choice('To', periods, span.to)];
  const close = element('button', { type: 'button', textContent: 'Close' });
  const bar = element('div', { className: 'explore-bar' });
  const fields = element('fieldset', {});
  fields.append(
    element('legend', { textContent: 'Show' }),
    ...boxes.map((box) => box.label),
    ...(limits ? [limits.label] : []),
  );
  bar.append(fields, from.label, to.label, close);
  const reader = element('div', { className: 'explore-reader', tabIndex: 0 });
  reader.setAttribute('role', 'slider');
  reader.setAttribute('aria-label', 'Period to read');
  const drawing = element('div', { className: 'explore-drawing' });
  drawing.setAttribute('aria-hidden', 'true');
  const said = element('p', { className: 'explore-said' });
  const help = element('p', {
    className: 'muted',
    textContent: 'Point at the chart, or move with the arrow keys.',
  });
  reader.append(drawing);
  section.append(bar, reader, said, help);
  let at = periods.length - 1;

  const shown = () =>
    periods.filter(
      (_, index) => index >= Number(from.select.value) && index <= Number(to.select.value),
    );
  const chosen = () => sites.filter((_, index) => boxes[index]?.input.checked);

  return {
    section,
    drawing,
    connect(view: View) {
      const draw = () => {
        const within = new Set(shown().map(([date]) => date));
        const kept = rows.filter((row) => within.has(row.date) && chosen().includes(row.site));
        view
          .data('rows', kept)
          .signal('limitsShown', limits?.input.checked === true && chosen().includes(ALL));
        void view.runAsync();
        read(at);
      };
      const read = (index: number) => {
        const [first, last] = [Number(from.select.value), Number(to.select.value)];
        at = Math.min(Math.max(index, first), Math.max(first, last));
        const [date, period] = periods[at]!;
        const values = chosen().flatMap((site) =>
          rows
            .filter((row) => row.date === date && row.site === site)
            .map(
              (row) =>
                `${site} ${row.value.toLocaleString(document.documentElement.lang, digits)}${metric.unit ? ` ${metric.unit}` : ''}`,
            ),
        );
        const text = `${period}: ${values.join(', ') || 'no value'}`;
        said.textContent = text;
        for (const [name, value] of [
          ['valuemin', first],
          ['valuemax', last],
          ['valuenow', at],
          ['valuetext', text],
        ] as const)
          reader.setAttribute(`aria-${name}`, String(value));
        void view.signal('cursor', date).runAsync();
      };
      for (const control of [
        ...boxes.map((box) => box.input),
        limits?.input,
        from.select,
        to.select,
      ])
        control?.addEventListener('change', draw);
      for (const { select } of [from, to])
        select.addEventListener('change', () =>
          keepSpan(
            periods.map(([, period]) => period),
            { from: Number(from.select.value), to: Number(to.select.value) },
          ),
        );
      reader.addEventListener('keydown', (event) => {
        const to_ = {
          ArrowRight: at + 1,
          ArrowUp: at + 1,
          ArrowLeft: at - 1,
          ArrowDown: at - 1,
          PageUp: at + 10,
          PageDown: at - 10,
          Home: 0,
          End: periods.length - 1,
        }[event.key];
        if (to_ === undefined) return;
        event.preventDefault();
        read(to_);
      });
      view.addSignalListener('pointed', (_, value) => {
        if (value > 0) read(nearestIndex(periods, value));
      });
      close.addEventListener('click', () => {
        const back = section.closest('figure')?.querySelector<HTMLElement>('[data-explore]');
        section.remove();
        keepSpan([], { from: 0, to: -1 });
        back?.focus();
      });
      draw();
    },
  };
}

function nearestIndex(periods: [number, string][], value: number): number {
  let best = 0;
  for (const [index, [date]] of periods.entries())
    if (Math.abs(date - value) < Math.abs((periods[best]?.[0] ?? 0) - value)) best = index;
  return best;
}

function check(text: string, checked: boolean): { label: HTMLElement; input: HTMLInputElement } {
  const input = element('input', { type: 'checkbox', checked });
  const label = element('label', {});
  label.append(input, ` ${text}`);
  return { label, input };
}

function choice(
  text: string,
  periods: [number, string][],
  chosen: number,
): { label: HTMLElement; select: HTMLSelectElement } {
  const select = element('select', {});
  select.append(
    ...periods.map(
      ([, period], index) => new Option(period, String(index), index === chosen, index === chosen),
    ),
  );
  const label = element('label', {});
  label.append(`${text} `, select);
  return { label, select };
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), properties);
}

interface Vega {
  parse: (spec: object, config: undefined, options: { ast: true }) => unknown;
  View: new (runtime: unknown, options: object) => unknown;
}
let loading: Promise<Vega> | undefined;

/** Vega from the portal's own files. It is told to interpret expressions, so that the page needs no `unsafe-eval`. */
function loadVega(base: string): Promise<Vega> {
  loading ??= new Promise((done, failed) => {
    const script = element('script', { src: `${base}explore/vega.js` });
    script.addEventListener('load', () => done((globalThis as unknown as { vega: Vega }).vega));
    script.addEventListener('error', () => failed(new Error('Vega could not be loaded')));
    document.head.append(script);
  });
  return loading;
}
