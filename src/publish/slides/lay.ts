import type { Block, Section } from './outline.ts';

/** What fits on one slide: texts, and one chart beside them or small tables below. */
export interface Slide {
  title: string;
  texts: Extract<Block, { kind: 'text' }>[];
  chart: Extract<Block, { kind: 'chart' }> | null;
  tables: Extract<Block, { kind: 'table' }>[];
  /** Size of the text in points: a few words are read from the back of the room. */
  size: number;
}

/** Lines of text that a slide takes beside a chart, and alone; rows of a table. */
const BESIDE = { lines: 21, width: 52 };
const ALONE = { lines: 17, width: 108 };
const ROWS = 9;

/** One slide a section; what does not fit goes on under the same title. Nothing is left out and nothing is cut. */
export function layOut(section: Section): Slide[] {
  const blank = (): Slide => ({ title: section.title, texts: [], chart: null, tables: [], size: 17 });
  const slides = [blank()];
  for (const block of section.blocks.flatMap(pieces)) {
    if (!takes(slides.at(-1) as Slide, block)) slides.push(blank());
    const slide = slides.at(-1) as Slide;
    if (block.kind === 'text') slide.texts.push(block);
    else if (block.kind === 'chart') slide.chart = block;
    else slide.tables.push(block);
  }
  return slides.map((slide, at) => ({ ...slide, title: at > 0 ? `${slide.title} (${at + 1})` : slide.title, size: sizeOf(slide) }));
}

function takes(slide: Slide, block: Block): boolean {
  const empty = slide.texts.length === 0 && slide.tables.length === 0 && slide.chart === null;
  if (empty) return true;
  if (block.kind === 'chart') return slide.chart === null && slide.tables.length === 0 && linesOf(slide.texts, BESIDE.width) <= BESIDE.lines;
  if (block.kind === 'table') return slide.chart === null && linesOf(slide.texts, ALONE.width) <= 4 && rowsOf([...slide.tables, block]) <= ROWS + 2;
  if (slide.tables.length > 0) return false;
  const room = slide.chart ? BESIDE : ALONE;
  return linesOf([...slide.texts, block], room.width) <= room.lines;
}

function sizeOf(slide: Slide): number {
  if (slide.chart) return 14;
  const lines = linesOf(slide.texts, ALONE.width);
  return slide.tables.length > 0 || lines > 9 ? 17 : lines > 5 ? 20 : 24;
}

function rowsOf(tables: readonly { rows: unknown[] }[]): number {
  return tables.reduce((sum, { rows }) => sum + rows.length + 1, 0);
}

/** A long table in parts, each with its head. */
function pieces(block: Block): Block[] {
  if (block.kind !== 'table' || block.rows.length <= ROWS) return [block];
  return Array.from({ length: Math.ceil(block.rows.length / ROWS) }, (_, at) => ({ ...block, rows: block.rows.slice(at * ROWS, (at + 1) * ROWS) }));
}

function linesOf(texts: readonly { text: string }[], width: number): number {
  return texts.reduce((sum, { text }) => sum + Math.ceil(text.length / width) + 0.4, 0);
}
