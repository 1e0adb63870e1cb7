import type pptxgen from 'pptxgenjs';
import { BROAD, EDGE, FINDING, INK, MUTED, RULE, SANS, SOURCE, WIDTH, type Page } from './look.ts';
import type { Portal } from '#model/portal.ts';
import { drawChart } from './chart.ts';
import { GAP, heightOf, sharesOf, type Slide } from './lay.ts';
import type { Block } from './outline.ts';

/** One slide of a section: its text, with its chart beside or below, and its tables. */
export function drawSection(page: Page, slide: Slide, portal: Portal): void {
  page.addText(slide.title, { placeholder: 'title', fit: 'shrink' });
  const { chart, tables } = slide;
  const beside = chart && slide.texts.length > 0;
  if (slide.texts.length > 0)
    page.addText(slide.texts.map(run), {
      x: EDGE,
      y: 1.35,
      w: beside ? 4.6 : BROAD.w,
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
    drawChart(page, chart, portal, beside ? { x: 5.6, w: WIDTH - EDGE - 5.6 } : BROAD);
  let y = slide.texts.length > 0 ? 2.75 : 1.4;
  for (const table of tables) {
    drawTable(page, table, y);
    y += heightOf([table]) + GAP;
  }
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
  const none = { type: 'none' } as const;
  const cell = (text: string, options: pptxgen.TableCellProps = {}): pptxgen.TableCell => ({
    text,
    options: {
      fontFace: SANS,
      fontSize: 12,
      color: INK,
      border: [none, none, { type: 'solid', color: RULE, pt: 0.75 }, none],
      margin: [3, 8, 3, 0],
      valign: 'top',
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
      ...BROAD,
      y,
      colW: sharesOf({ kind: 'table', head, rows }).map((share) => BROAD.w * share),
    },
  );
}

/** A drawing in vectors, as large as fits. */
function drawPicture(
  page: Page,
  { picture, finding, source }: Extract<Block, { kind: 'picture' }>,
): void {
  page.addText(finding, { ...BROAD, y: 1.35, h: 0.75, ...FINDING });
  const scale = Math.min(BROAD.w / picture.width, 4.45 / picture.height);
  page.addImage({
    data: `data:image/svg+xml;base64,${Buffer.from(picture.svg).toString('base64')}`,
    x: EDGE,
    y: 2.1,
    w: picture.width * scale,
    h: picture.height * scale,
    altText: finding,
  });
  page.addText(source, { ...BROAD, ...SOURCE });
}
