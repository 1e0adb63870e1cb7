import type { IsoDate } from '#model/time/date.ts';
import { PdfObjects, reference } from './pdfObjects.ts';

/** What a page says that Chromium does not hand on to its PDF. */
export interface PageWords {
  title: string;
  language: string;
  /** Texts of its headings: the outline glues words where a heading breaks its line. */
  headings: string[];
  /** What each figure shows, in order. */
  figures: string[];
}

/**
 * Adds what readers of PDF/UA-1 (ISO 14289-1, checked by the Matterhorn protocol) miss in what Chromium 153 writes: what figures
 * show (13-004), standard names for bold and slanted words (02-001), where links lead (28-005), the order of tabbing (28-009), a
 * title and language in XMP (06-001), and outline entries whose words are apart. It does not claim conformity: no checker ran.
 */
export function accessiblePdf(pdf: Buffer, words: PageWords, day: IsoDate): Buffer {
  const objects = new PdfObjects(pdf);
  const tree = reference(objects.dictionary(objects.root), 'StructTreeRoot');
  if (tree === null) return pdf;
  objects.add(tree, '/RoleMap <</Strong /Span\n/Em /Span>>');
  describeFigures(objects, tree, words.figures);
  nameLinks(objects);
  wholeOutline(objects, words.headings);
  const metadata = objects.create(xmp(words, day));
  objects.add(objects.root, `/Metadata ${metadata} 0 R`);
  return objects.whole();
}

/** Figures in the order in which they are read. */
function describeFigures(objects: PdfObjects, tree: number, texts: readonly string[]): void {
  const figures = [...elements(objects, tree)].filter((number) =>
    /\/S \/Figure\b/.test(objects.dictionary(number)),
  );
  for (const [at, number] of figures.entries()) {
    if (objects.dictionary(number).includes('/Alt ')) continue;
    // Where the counts differ nobody knows which text is whose.
    const text = figures.length === texts.length ? texts[at] : undefined;
    objects.add(number, `/Alt ${textString(text || 'Figure: its caption says what it shows')}`);
  }
}

function* elements(objects: PdfObjects, number: number): Generator<number> {
  const dictionary = objects.dictionary(number);
  const kids = /\/K (\[[^\]]*\]|\d+ 0 R)/.exec(dictionary)?.[1] ?? '';
  for (const [, kid] of kids.matchAll(/(\d+) 0 R/g)) {
    const child = Number(kid);
    if (!objects.dictionary(child).includes('/StructElem')) continue;
    yield child;
    yield* elements(objects, child);
  }
}

function nameLinks(objects: PdfObjects): void {
  for (const number of objects.numbers) {
    const dictionary = objects.dictionary(number);
    if (
      /\/Type \/Page\b/.test(dictionary) &&
      /\/Annots\b/.test(dictionary) &&
      !/\/Tabs\b/.test(dictionary)
    )
      objects.add(number, '/Tabs /S');
    if (!/\/Subtype \/Link\b/.test(dictionary) || dictionary.includes('/Contents')) continue;
    const to = /\/URI \(((?:[^()\\]|\\.)*)\)/.exec(dictionary)?.[1];
    objects.add(number, `/Contents ${to === undefined ? '(A place in this document)' : `(${to})`}`);
  }
}

/** An entry of the outline without its lost spaces is the heading without its own. */
function wholeOutline(objects: PdfObjects, headings: readonly string[]): void {
  const known = new Map(headings.map((heading) => [heading.replaceAll(/\s/g, ''), heading]));
  const outline = reference(objects.dictionary(objects.root), 'Outlines');
  if (outline === null) return;
  for (const entry of entriesOf(objects, outline)) {
    const written = /\/Title (\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>)/.exec(objects.dictionary(entry));
    const title = written?.[1];
    const heading = title && known.get(spelled(title).replaceAll(/\s/g, ''));
    if (heading && heading !== spelled(title))
      objects.change(
        entry,
        /\/Title (?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>)/,
        `/Title ${textString(heading)}`,
      );
  }
}

function* entriesOf(objects: PdfObjects, parent: number): Generator<number> {
  let at = reference(objects.dictionary(parent), 'First');
  while (at !== null) {
    yield at;
    yield* entriesOf(objects, at);
    at = reference(objects.dictionary(at), 'Next');
  }
}

/** A text string as it is written in a file. */
function spelled(written: string): string {
  if (written.startsWith('(')) return written.slice(1, -1).replaceAll(/\\([()\\])/g, '$1');
  const bytes = Buffer.from(written.slice(1, -1), 'hex');
  return bytes.subarray(2).swap16().toString('utf16le');
}

/** UTF-16 with its mark, which every reader takes. */
function textString(text: string): string {
  const bytes = Buffer.from(text, 'utf16le').swap16();
  return `<FEFF${bytes.toString('hex').toUpperCase()}>`;
}

function xmp({ title, language }: PageWords, day: IsoDate): string {
  const date = `${day}T00:00:00Z`;
  const packet = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
  const bytes = Buffer.from(packet, 'utf8').toString('latin1');
  return `<</Type /Metadata\n/Subtype /XML\n/Length ${bytes.length}>>\nstream\n${bytes}\nendstream`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
