import {
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Block, type Outline, outlineOf } from '#publish/slides/outline.ts';
import { previewOf } from '#publish/slides/picture.ts';
import { repack } from '#publish/slides/repack.ts';

const INK = '182024';
const MUTED = '525C61';

/** What a document says of itself beside its page. */
export interface DocumentFacts {
  /** BCP 47: the language that Word checks its spelling by. */
  language: string;
  company: string;
  day: string;
  /** In the foot of every page: "As of 7 October 2026". */
  foot: string;
}

/** The article of a page as a Word document with headings, lists and headed tables, and with charts of an author's own as drawings. */
export async function documentOf(html: string, facts: DocumentFacts): Promise<Uint8Array> {
  const outline = outlineOf(html);
  const previews = await previewsOf(outline);
  const document = new Document({
    title: outline.title,
    creator: facts.company,
    lastModifiedBy: facts.company,
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 21, color: INK, language: { value: facts.language } },
          paragraph: { spacing: { after: 100 } },
        },
        title: { run: { font: 'Georgia', size: 40, bold: true, color: INK } },
        heading1: {
          run: { font: 'Georgia', size: 28, bold: true, color: INK },
          paragraph: { spacing: { before: 320, after: 100 }, keepNext: true },
        },
        heading2: {
          run: { font: 'Calibri', size: 23, bold: true, color: INK },
          paragraph: { spacing: { before: 200, after: 60 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 } } },
        footers: { default: foot(facts.foot) },
        children: [...head(outline), ...outline.sections.flatMap((one) => section(one, previews))],
      },
    ],
  });
  return repack(new Uint8Array(await Packer.toArrayBuffer(document)), facts.day);
}

function foot(text: string): Footer {
  const run = { size: 17, color: MUTED };
  return new Footer({
    children: [
      new Paragraph({
        children: [
          new TextRun({ ...run, text: `${text}, page ` }),
          new TextRun({ ...run, children: [PageNumber.CURRENT] }),
        ],
      }),
    ],
  });
}

function head({ kicker, title, summary, facts }: Outline): Paragraph[] {
  return [
    ...(kicker ? [muted(kicker)] : []),
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    ...(summary ? [new Paragraph({ text: summary })] : []),
    ...facts.map(([name, value]) => muted(`${name}: ${value}`)),
  ];
}

function muted(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text, color: MUTED, size: 19 })] });
}

function section(
  { title, blocks }: Outline['sections'][number],
  previews: Previews,
): (Paragraph | Table)[] {
  return [
    new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
    ...blocks.flatMap((one) => block(one, previews)),
  ];
}

function block(of: Block, previews: Previews): (Paragraph | Table)[] {
  if (of.kind === 'table') return [tableOf(of), new Paragraph('')];
  if (of.kind === 'picture') return [drawingOf(of, previews)];
  if (of.kind === 'chart')
    return [new Paragraph({ text: of.finding, heading: HeadingLevel.HEADING_2 }), muted(of.source)];
  if (of.form === 'strong')
    return [new Paragraph({ text: of.text, heading: HeadingLevel.HEADING_2 })];
  return [new Paragraph({ text: of.text, ...(of.form === 'bullet' && { bullet: { level: 0 } }) })];
}

type Drawing = Extract<Block, { kind: 'picture' }>;
type Previews = ReadonlyMap<string, Uint8Array>;

/** For programs that draw no SVG. */
async function previewsOf({ sections }: Outline): Promise<Previews> {
  const drawings = sections.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (one.kind === 'picture' ? [one.picture] : [])),
  );
  return new Map(
    await Promise.all(
      drawings.map(async (picture) => [picture.svg, await previewOf(picture)] as const),
    ),
  );
}

/** Pixels between the margins of a page. */
const PAGE_WIDTH = 600;

function drawingOf({ picture, finding }: Drawing, previews: Previews): Paragraph {
  const scale = Math.min(1, PAGE_WIDTH / picture.width);
  return new Paragraph({
    keepNext: true,
    children: [
      new ImageRun({
        type: 'svg',
        data: Buffer.from(picture.svg),
        fallback: { type: 'png', data: Buffer.from(previews.get(picture.svg) ?? []) },
        transformation: { width: picture.width * scale, height: picture.height * scale },
        altText: { name: finding, title: finding, description: finding },
      }),
    ],
  });
}

/** Columns share the width by their longest words, so that a column of numbers leaves its room to the words. */
function tableOf({ head, rows }: Extract<Block, { kind: 'table' }>): Table {
  const all = head.length > 0 ? [head, ...rows] : rows;
  const columns = Math.max(1, ...all.map((row) => row.length));
  const weights = Array.from({ length: columns }, (_, at) =>
    Math.min(40, Math.max(6, ...all.map((row) => (row[at] ?? '').length))),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const widths = weights.map((weight) => Math.round((9000 * weight) / sum));
  const line = (cells: string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: widths.map(
        (width, at) =>
          new TableCell({
            width: { size: width, type: WidthType.DXA },
            margins: { top: 50, bottom: 50, left: 80, right: 80 },
            children: [
              new Paragraph({
                children: [new TextRun({ text: cells[at] ?? '', bold: isHead, size: 18 })],
              }),
            ],
          }),
      ),
    });
  return new Table({
    columnWidths: widths,
    width: { size: widths.reduce((total, width) => total + width, 0), type: WidthType.DXA },
    rows: all.map((cells, at) => line(cells, head.length > 0 && at === 0)),
  });
}
