import pptxgen from 'pptxgenjs';
import { longDate } from '#model/time/date.ts';
import type { Portal } from '#model/portal.ts';
import { cover } from './cover.ts';
import { forMeeting, type Slide } from './lay.ts';
import { SANS, SERIF } from './look.ts';
import { defineMasters } from './masters.ts';
import { type Outline, outlineOf } from './outline.ts';
import { previewOf, withPreviews } from './picture.ts';
import { repack } from './repack.ts';
import { repairDeck } from './repair.ts';
import { drawSection } from './section.ts';
import { inTemplate, type Template } from './template.ts';

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
  const { name, locale } = portal.portfolio.settings;
  const deck = deckNamed(outline, name);
  const foot = `${outline.title} · as of ${longDate(day)}`;
  defineMasters(deck, foot);
  cover(deck.addSlide({ masterName: 'COVER' }), outline, name, address);
  const { slides, left } = forMeeting(outline.sections, most);
  const previews = new Map<string, Uint8Array>();
  for (const slide of left.length > 0 ? [...slides, leftToPortal(left, address)] : slides) {
    const page = deck.addSlide({ masterName: 'SECTION' });
    drawSection(page, slide, portal);
    page.addNotes(notesOf(slide, foot, address));
    const drawing = slide.chart?.kind === 'picture' ? slide.chart.picture : null;
    if (drawing) previews.set(drawing.svg, await previewOf(drawing));
  }
  return repack((await deck.write({ outputType: 'uint8array' })) as Uint8Array, day, (files) => {
    const repaired = repairDeck(withPreviews(files, previews), locale);
    return template === null ? repaired : inTemplate(repaired, template);
  });
}

function deckNamed({ title, summary, facts }: Outline, name: string): pptxgen {
  const deck = new pptxgen();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = title;
  deck.subject = summary || title;
  deck.company = name;
  deck.author = facts.find(([label]) => label === 'Prepared by')?.[1] ?? name;
  deck.theme = { headFontFace: SERIF, bodyFontFace: SANS };
  return deck;
}

/** What a speaker needs beside the slide: where its numbers come from, of which day, and where the whole of it is. */
function notesOf({ title, chart }: Slide, foot: string, address: string | null): string {
  return [
    `${title}. ${foot}.`,
    ...(chart ? [`${chart.finding} ${chart.source}`] : []),
    ...(address ? [`The whole report: ${address}`] : []),
  ].join('\n');
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
