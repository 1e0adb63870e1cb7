import pptxgen from 'pptxgenjs';
import { longDate } from '#model/time/date.ts';
import { shortMonth } from '#model/words/format.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { periodName } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import { forMeeting, GAP, heightOf, sharesOf, type Slide } from './lay.ts';
import { type Block, type Outline, outlineOf } from './outline.ts';
import { previewOf, withPreviews } from './picture.ts';
import { repack } from './repack.ts';
import { repairDeck } from './repair.ts';
import { inTemplate, type Template } from './template.ts';

/** The colours of the portal in the light; slides have no custom properties. Fonts are those that every office has. */
const INK = '182024';
const MUTED = '525C61';
const RULE = 'DAD7CC';
const LINE = '14505F';
const TARGET = '7D5100';
const LIMIT = '8B9296';
const SIGNAL = INK;
const COURSE = 'C7A052';
const LENSES = ['74348C', '135A98', '944600'];
const SERIF = 'Georgia';
const SANS = 'Calibri';
/** Inches: a 16:9 slide and the edge left free. */
const WIDTH = 13.333;
const EDGE = 0.6;

type Page = ReturnType<pptxgen['addSlide']>;

interface Facts {
  day: string;
  /** Where its page is published. */
  address: string | null;
  /** The company's own slides; null: those of the portal. */
  template: Template | null;
  /** Slides that a meeting has time for. */
  most: number;
}

/** A report as a deck: one slide a section, charts that can be edited. `portal` is what its page was drawn from. */
export async function deckOf(
  html: string,
  portal: Portal,
  { day, address, template, most }: Facts,
): Promise<Uint8Array> {
  const outline = outlineOf(html);
  const deck = new pptxgen();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = outline.title;
  deck.subject = outline.summary || outline.title;
  deck.company = portal.portfolio.settings.name;
  deck.author =
    outline.facts.find(([name]) => name === 'Prepared by')?.[1] ?? portal.portfolio.settings.name;
  deck.theme = { headFontFace: SERIF, bodyFontFace: SANS };
  const foot = `${outline.title} · as of ${longDate(day)}`;
  deck.defineSlideMaster({
    title: 'SECTION',
    background: { color: 'FFFFFF' },
    objects: [
      ...stripe(0.07),
      titlePlace({ y: 0.35, h: 0.8, fontSize: 28, valign: 'middle' }),
      { line: { x: EDGE, y: 7.02, w: WIDTH - 2 * EDGE, h: 0, line: { color: RULE, width: 0.75 } } },
      {
        text: {
          text: foot,
          options: {
            x: EDGE,
            y: 7.06,
            w: 10,
            h: 0.3,
            fontSize: 10,
            color: MUTED,
            fontFace: SANS,
            margin: 0,
          },
        },
      },
    ],
    slideNumber: {
      x: WIDTH - EDGE - 0.6,
      y: 7.06,
      w: 0.6,
      h: 0.3,
      align: 'right',
      fontSize: 10,
      color: MUTED,
      fontFace: SANS,
      margin: 0,
    },
  });
  deck.defineSlideMaster({
    title: 'COVER',
    background: { color: 'F8F7F2' },
    objects: [...stripe(0.16), titlePlace({ y: 2, h: 1.5, fontSize: 40, valign: 'top' })],
  });
  cover(deck.addSlide({ masterName: 'COVER' }), outline, portal.portfolio.settings.name, address);
  const { slides, left } = forMeeting(outline.sections, most);
  const previews = new Map<string, Uint8Array>();
  for (const slide of left.length > 0 ? [...slides, leftToPortal(left, address)] : slides) {
    const page = deck.addSlide({ masterName: 'SECTION' });
    draw(page, slide, portal);
    page.addNotes(notesOf(slide, foot, address));
    const drawing = slide.chart?.kind === 'picture' ? slide.chart.picture : null;
    if (drawing) previews.set(drawing.svg, await previewOf(drawing));
  }
  const { locale } = portal.portfolio.settings;
  return repack((await deck.write({ outputType: 'uint8array' })) as Uint8Array, day, (files) => {
    const repaired = repairDeck(withPreviews(files, previews), locale);
    return template === null ? repaired : inTemplate(repaired, template);
  });
}

/** A title that the outline view and screen readers find. */
function titlePlace(
  place: Pick<pptxgen.PlaceholderProps, 'y' | 'h' | 'fontSize' | 'valign'>,
): NonNullable<pptxgen.SlideMasterProps['objects']>[number] {
  return {
    placeholder: {
      options: {
        name: 'title',
        type: 'title',
        x: EDGE,
        w: WIDTH - 2 * EDGE,
        bold: true,
        color: INK,
        fontFace: SERIF,
        align: 'left',
        margin: 0,
        ...place,
      },
      text: '',
    },
  };
}

function stripe(height: number): NonNullable<pptxgen.SlideMasterProps['objects']> {
  return LENSES.map((color, at) => ({
    rect: {
      x: (WIDTH / 3) * at,
      y: 0,
      w: WIDTH / 3,
      h: height,
      fill: { color },
      line: { color, width: 0 },
    },
  }));
}

function cover(page: Page, outline: Outline, name: string, address: string | null): void {
  page.addText(outline.kicker || name, {
    x: EDGE,
    y: 1.5,
    w: 11,
    h: 0.4,
    fontSize: 16,
    color: MUTED,
    fontFace: SANS,
    margin: 0,
  });
  page.addText(outline.title, { placeholder: 'title', fit: 'shrink' });
  page.addText(outline.summary, {
    x: EDGE,
    y: 3.6,
    w: 10.5,
    h: 0.9,
    fontSize: 20,
    color: INK,
    fontFace: SANS,
    valign: 'top',
    margin: 0,
  });
  page.addText(
    outline.facts.flatMap(([label, value]) => [
      { text: `${label}  `, options: { color: MUTED } },
      { text: value, options: { color: INK, breakLine: true } },
    ]),
    { x: EDGE, y: 5, w: 11, h: 1.5, fontSize: 14, fontFace: SANS, valign: 'top', margin: 0 },
  );
  if (address)
    page.addText([{ text: address, options: { hyperlink: { url: address }, color: LINE } }], {
      x: EDGE,
      y: 6.8,
      w: 11,
      h: 0.35,
      fontSize: 12,
      fontFace: SANS,
      margin: 0,
    });
}

function draw(page: Page, slide: Slide, portal: Portal): void {
  page.addText(slide.title, { placeholder: 'title', fit: 'shrink' });
  const { chart, tables } = slide;
  const beside = chart && slide.texts.length > 0;
  if (slide.texts.length > 0)
    page.addText(slide.texts.map(run), {
      x: EDGE,
      y: 1.35,
      w: beside ? 4.6 : WIDTH - 2 * EDGE,
      h: tables.length > 0 ? 1.3 : 5.5,
      fontSize: slide.size,
      color: INK,
      fontFace: SANS,
      valign: 'top',
      margin: 0,
      paraSpaceAfter: 6,
      fit: 'shrink',
    });
  if (chart?.kind === 'picture') drawPicture(page, chart);
  else if (chart)
    drawChart(
      page,
      chart,
      portal,
      beside ? { x: 5.6, w: WIDTH - EDGE - 5.6 } : { x: EDGE, w: WIDTH - 2 * EDGE },
    );
  let y = slide.texts.length > 0 ? 2.75 : 1.4;
  for (const table of tables) {
    drawTable(page, table, y);
    y += heightOf([table]) + GAP;
  }
}

/** What a speaker needs beside the slide: where its numbers come from, of which day, and where the whole of it is. */
function notesOf({ title, chart }: Slide, foot: string, address: string | null): string {
  return [
    `${title}. ${foot}.`,
    ...(chart ? [`${chart.finding} ${chart.source}`] : []),
    ...(address ? [`The whole report: ${address}`] : []),
  ].join('\n');
}

function run({ text, form }: Extract<Block, { kind: 'text' }>) {
  return {
    text,
    options: {
      breakLine: true,
      bold: form === 'strong',
      ...(form === 'bullet' && !/^\d+\. /.test(text) ? { bullet: { indent: 14 } } : {}),
    },
  };
}

function drawTable(page: Page, { head, rows }: Extract<Block, { kind: 'table' }>, y: number): void {
  const cell = (text: string, options: object = {}) => ({
    text,
    options: {
      fontFace: SANS,
      fontSize: 12,
      color: INK,
      border: [
        { type: 'none' as const },
        { type: 'none' as const },
        { type: 'solid' as const, color: RULE, pt: 0.75 },
        { type: 'none' as const },
      ] as never,
      margin: [3, 8, 3, 0] as never,
      valign: 'top' as const,
      ...options,
    },
  });
  const numeric = (at: number) =>
    rows.every((row) => /^[−–-]?[\d.,\s]*( ?%)?$/.test(row[at] ?? ''));
  const body = rows.map((row) =>
    row.map((text, at) => cell(text, { bold: at === 0, align: numeric(at) ? 'right' : 'left' })),
  );
  page.addTable(
    [
      ...(head.length > 0
        ? [
            head.map((text, at) =>
              cell(text, { color: MUTED, align: numeric(at) ? 'right' : 'left' }),
            ),
          ]
        : []),
      ...body,
    ],
    {
      x: EDGE,
      y,
      w: WIDTH - 2 * EDGE,
      colW: sharesOf({ kind: 'table', head, rows }).map((share) => (WIDTH - 2 * EDGE) * share),
    },
  );
}

/** What the meeting has no slide for, by its title. */
function leftToPortal(left: readonly string[], address: string | null): Slide {
  const text = (words: string, form: 'plain' | 'bullet') => ({
    kind: 'text' as const,
    text: words,
    form,
  });
  return {
    title: 'More in the report',
    texts: [
      ...left.slice(0, MOST_LEFT).map((title) => text(title, 'bullet')),
      ...(left.length > MOST_LEFT ? [text(`${left.length - MOST_LEFT} more`, 'plain')] : []),
      ...(address ? [text(address, 'plain')] : []),
    ],
    chart: null,
    tables: [],
    size: 17,
  };
}

const MOST_LEFT = 12;

/** A drawing in vectors, as large as fits. */
function drawPicture(
  page: Page,
  { picture, finding, source }: Extract<Block, { kind: 'picture' }>,
): void {
  const place = { x: EDGE, w: WIDTH - 2 * EDGE };
  page.addText(finding, { ...place, y: 1.35, h: 0.75, ...FINDING });
  const scale = Math.min(place.w / picture.width, 4.45 / picture.height);
  page.addImage({
    data: `data:image/svg+xml;base64,${Buffer.from(picture.svg).toString('base64')}`,
    x: EDGE,
    y: 2.1,
    w: picture.width * scale,
    h: picture.height * scale,
    altText: finding,
  });
  page.addText(source, { ...place, ...SOURCE });
}

const FINDING = {
  fontSize: 15,
  bold: true,
  color: INK,
  fontFace: SANS,
  valign: 'top',
  margin: 0,
  fit: 'shrink',
} as const;
const SOURCE = {
  y: 6.58,
  h: 0.36,
  fontSize: 10,
  color: MUTED,
  fontFace: SANS,
  valign: 'top',
  margin: 0,
  fit: 'shrink',
} as const;

/** A native chart: the numbers lie in the deck and can be edited. */
function drawChart(
  page: Page,
  block: Extract<Block, { kind: 'chart' }>,
  portal: Portal,
  place: { x: number; w: number },
): void {
  page.addText(block.finding, { ...place, y: 1.35, h: 0.75, ...FINDING });
  const found = scopeNamed(block.id, portal);
  if (found && found.scope.series.length > 0) {
    const { state, scope } = found;
    const labels = scope.series.map((point) =>
      state.metric.grain === 'month'
        ? shortMonth(point.period)
        : periodName(point.period, state.metric.grain),
    );
    const line = (name: string, values: (number | null)[]) => ({
      name,
      labels,
      values: values as number[],
    });
    const within = (bound: 'lower' | 'mean' | 'upper') =>
      scope.series.map(
        (point) =>
          scope.limits.findLast(
            (limit) => limit.from <= point.period && point.period <= limit.to,
          )?.[bound] ?? null,
      );
    const series = [
      {
        ...line(
          state.metric.unit ? `${state.metric.title}, ${state.metric.unit}` : state.metric.title,
          scope.series.map((point) => point.value),
        ),
        color: LINE,
      },
      ...(scope.limits.length > 0
        ? [
            { ...line('Mean', within('mean')), color: MUTED },
            { ...line('Lower limit', within('lower')), color: LIMIT },
            { ...line('Upper limit', within('upper')), color: LIMIT },
          ]
        : []),
      ...(scope.signals.length > 0
        ? [
            {
              ...line(
                'Signals',
                scope.series.map(({ period, value }) =>
                  scope.signals.some((signal) => signal.period === period) ? value : null,
                ),
              ),
              color: SIGNAL,
            },
          ]
        : []),
      ...(scope === state.all && state.trajectory.length > 1
        ? [
            {
              ...line(
                'Planned course',
                scope.series.map(
                  ({ period }) =>
                    state.trajectory.find((point) => point.period === period)?.value ?? null,
                ),
              ),
              color: COURSE,
            },
          ]
        : []),
      ...(state.metric.target
        ? [
            {
              ...line(
                'Target',
                scope.series.map(() => state.metric.target?.value ?? null),
              ),
              color: TARGET,
            },
          ]
        : []),
    ];
    const digits = '0'.repeat(state.metric.decimals);
    page.addChart(
      'line' as never,
      series.map(({ color: _, ...one }) => one),
      {
        ...place,
        y: 2.1,
        h: 4.45,
        chartColors: series.map((one) => one.color),
        lineSize: 2,
        lineDataSymbol: 'none',
        displayBlanksAs: 'gap',
        showLegend: true,
        legendPos: 'b',
        legendFontSize: 11,
        legendFontFace: SANS,
        legendColor: MUTED,
        catAxisLabelFontSize: 10,
        catAxisLabelFontFace: SANS,
        catAxisLabelColor: MUTED,
        catAxisLabelFrequency: String(Math.max(1, Math.ceil(labels.length / 8))),
        valAxisLabelFontSize: 10,
        valAxisLabelFontFace: SANS,
        valAxisLabelColor: MUTED,
        valAxisLabelFormatCode: digits ? `#,##0.${digits}` : '#,##0',
        valGridLine: { color: RULE, size: 0.5 },
        catGridLine: { style: 'none' },
        ...range(series.flatMap((one) => one.values.filter((value) => value !== null))),
        altText: block.finding,
      },
    );
  } else
    page.addText('This chart is on the page of the report.', {
      ...place,
      y: 2.2,
      h: 0.4,
      fontSize: 14,
      color: MUTED,
      fontFace: SANS,
      margin: 0,
    });
  page.addText(block.source, { ...place, ...SOURCE });
}

/** Axis ends with a tenth of room, on round numbers. */
function range(values: readonly number[]): { valAxisMinVal?: number; valAxisMaxVal?: number } {
  if (values.length === 0) return {};
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = 10 ** Math.floor(Math.log10(Math.max((high - low) / 4, 1e-9)));
  const room = (high - low) / 10;
  return {
    valAxisMinVal:
      low >= 0
        ? Math.max(0, Math.floor((low - room) / step) * step)
        : Math.floor((low - room) / step) * step,
    valAxisMaxVal: Math.ceil((high + room) / step) * step,
  };
}

/** The scope that a figure on the page is named after. */
function scopeNamed(id: string, portal: Portal): { state: MetricState; scope: ScopeState } | null {
  for (const state of portal.metrics.values()) {
    if (!id.startsWith(state.metric.id)) continue;
    for (const scope of [state.all, ...state.bySite, ...state.byLine]) {
      if (
        [state.metric.id, scope.line === null ? scope.site : null, scope.line]
          .filter((part) => part !== null)
          .join('-') === id
      )
        return { state, scope };
    }
  }
  return null;
}
