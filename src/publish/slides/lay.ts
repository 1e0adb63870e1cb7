import type { Block, Section } from './outline.ts';

/** What fits on one slide: texts, and one chart beside them or small tables below. */
export interface Slide {
  title: string;
  texts: Extract<Block, { kind: 'text' }>[];
  chart: Extract<Block, { kind: 'chart' | 'picture' }> | null;
  tables: Extract<Block, { kind: 'table' }>[];
  /** Size of the text in points: a few words are read from the back of the room. */
  size: number;
}

/** Lines of text that a slide takes beside a chart, and alone; inches that tables may take, and the letters in their width. */
const BESIDE = { lines: 21, width: 52 };
const ALONE = { lines: 17, width: 108 };
const TABLES = { alone: 5.2, below: 3.9, letters: 150 };
/** Inches between two tables. */
export const GAP = 0.25;

/** What a meeting sees, and the titles of what it finds on the portal. */
interface Meeting {
  slides: Slide[];
  left: string[];
}

/**
 * The slides of all sections, at most `most` with the cover: first those that begin a section, in the order of the page, then what
 * goes on. The last one then names what is left to the portal.
 */
export function forMeeting(sections: readonly Section[], most: number): Meeting {
  const all = sections.flatMap((section) =>
    layOut(section).map((slide, at) => ({ slide, isFirst: at === 0 })),
  );
  if (all.length < most) return { slides: all.map(({ slide }) => slide), left: [] };
  const kept = new Set(
    [...all.filter(({ isFirst }) => isFirst), ...all.filter(({ isFirst }) => !isFirst)].slice(
      0,
      Math.max(0, most - 2),
    ),
  );
  return {
    slides: all.filter((one) => kept.has(one)).map(({ slide }) => slide),
    left: all.filter((one) => !kept.has(one)).map(({ slide }) => slide.title),
  };
}

/** One slide a section; what does not fit goes on under the same title. Nothing is left out and nothing is cut. */
export function layOut(section: Section): Slide[] {
  const blank = (): Slide => ({
    title: section.title,
    texts: [],
    chart: null,
    tables: [],
    size: 17,
  });
  const slides = [blank()];
  for (const block of section.blocks.flatMap(pieces)) {
    if (!takes(slides.at(-1)!, block)) slides.push(blank());
    const slide = slides.at(-1)!;
    if (block.kind === 'text') slide.texts.push(block);
    else if (block.kind === 'table') slide.tables.push(block);
    else slide.chart = block;
  }
  return slides.map((slide, at) => ({
    ...slide,
    title: at > 0 ? `${slide.title} (${at + 1})` : slide.title,
    size: sizeOf(slide),
  }));
}

function takes(slide: Slide, block: Block): boolean {
  const empty = slide.texts.length === 0 && slide.tables.length === 0 && slide.chart === null;
  if (empty) return true;
  // A drawing has words of its own, which would be too small in half of a slide.
  if (block.kind === 'picture' || slide.chart?.kind === 'picture') return false;
  if (block.kind === 'chart')
    return (
      slide.chart === null &&
      slide.tables.length === 0 &&
      linesOf(slide.texts, BESIDE.width) <= BESIDE.lines
    );
  if (block.kind === 'table')
    return (
      slide.chart === null &&
      linesOf(slide.texts, ALONE.width) <= 4 &&
      heightOf([...slide.tables, block]) <= (slide.texts.length > 0 ? TABLES.below : TABLES.alone)
    );
  if (slide.tables.length > 0) return false;
  const room = slide.chart ? BESIDE : ALONE;
  return linesOf([...slide.texts, block], room.width) <= room.lines;
}

function sizeOf(slide: Slide): number {
  if (slide.chart) return 14;
  const lines = linesOf(slide.texts, ALONE.width);
  return slide.tables.length > 0 || lines > 9 ? 17 : lines > 5 ? 20 : 24;
}

/** A long table in parts, each with its head. */
function pieces(block: Block): Block[] {
  if (block.kind !== 'table') return [block];
  const parts: Table[] = [{ ...block, rows: [] }];
  for (const row of block.rows) {
    const part = parts.at(-1)!;
    if (part.rows.length > 0 && heightOf([{ ...part, rows: [...part.rows, row] }]) > TABLES.below)
      parts.push({ ...block, rows: [row] });
    else part.rows.push(row);
  }
  return parts;
}

type Table = Extract<Block, { kind: 'table' }>;

/** Share of each column in the width of a table, by its longest words. */
export function sharesOf({ head, rows }: Table): number[] {
  const lengths = (rows[0] ?? head).map((_, at) =>
    Math.min(60, Math.max(13, ...[head, ...rows].map((row) => row[at]?.length ?? 0))),
  );
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map((length) => length / total);
}

/** Inches that tables take under one another, at twelve points. */
export function heightOf(tables: readonly Table[]): number {
  return tables.reduce((sum, table) => {
    const shares = sharesOf(table);
    const lines = (row: readonly string[]) =>
      Math.max(
        1,
        ...row.map((text, at) => Math.ceil(text.length / ((shares[at] ?? 1) * TABLES.letters - 2))),
      );
    return (
      sum +
      GAP +
      [...(table.head.length > 0 ? [table.head] : []), ...table.rows].reduce(
        (height, row) => height + lines(row) * 0.2 + 0.09,
        0,
      )
    );
  }, -GAP);
}

function linesOf(texts: readonly { text: string }[], width: number): number {
  return texts.reduce((sum, { text }) => sum + Math.ceil(text.length / width) + 0.4, 0);
}
