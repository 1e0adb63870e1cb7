/**
 * What of a page is searched: its main part without drawings, without what changes with the data (`data-live`), and without
 * attributes that only style needs, since every byte is handed to another process. Null: nothing.
 */
export function searchText(html: string): string | null {
  const main = /<main [^>]*data-pagefind-body[\s\S]*<\/main>/.exec(html)?.[0];
  if (main === undefined) return null;
  const language = /<html lang="([^"]*)"/.exec(html)?.[1] ?? 'en';
  const words = withoutLive(
    main
      .replaceAll(/<figure class="chart[\s\S]*?<\/figure>/g, '')
      .replaceAll(/<(svg|annotation)\b[\s\S]*?<\/\1>/g, ''),
  );
  const plain = spoken(words).replaceAll(/<[a-z][^<>]*>/g, (tag) =>
    tag.replaceAll(/ (?:data-astro-cid-\w+|class="[^"]*"|style="[^"]*")/g, ''),
  );
  return `<html lang="${language}"><body>${plain}</body></html>`;
}

/** Elements that the index leaves out although people read them; Pagefind drops a label, in which the title of each step is. */
const UNREAD = /<(\/?)(?:label|form|fieldset|legend|footer|nav|header|output)\b([^<>]*)>/g;

/** What is read aloud of pictures is searched, and words of neighbouring elements stay two. */
function spoken(html: string): string {
  return html
    .replaceAll(UNREAD, '<$1span$2>')
    .replaceAll(/<(?:input|select|textarea|button)\b[^<>]*>/g, ' ')
    .replaceAll(/<img\b[^<>]*?\balt="([^"]+)"[^<>]*>/g, ' $1 ')
    .replaceAll('><', '> <')
    .replaceAll(SET_APART, ' $&')
    .replaceAll(FIGURE, '$& ');
}

/** What the pages set apart by style alone: spans and small print between two words. */
const SET_APART = /(?<=[\p{L}\p{N}])<\/?(?:span|small)\b[^<>]*>(?=[\p{L}\p{N}])/gu;
/** The figure before an answer. */
const FIGURE = /<strong class="number[^<>]*>[^<>]*<\/strong>/g;

/** Drops every element marked `data-live`, with what is in it and the space before it: a text is the same whether or not one stands there. */
function withoutLive(html: string): string {
  let kept = '';
  let from = 0;
  for (const { 0: start, 1: name, index } of html.matchAll(
    /<([a-z]+)\b[^<>]*\sdata-live\b[^<>]*>/g,
  )) {
    // One inside another is gone with it.
    if (index < from) continue;
    kept += html.slice(from, index).trimEnd();
    from = endOf(html, name!, index + start.length);
  }
  return kept + html.slice(from);
}

/** Where the element ends whose content begins at `from`. */
function endOf(html: string, name: string, from: number): number {
  const tags = new RegExp(`<(/?)${name}\\b[^<>]*>`, 'g');
  tags.lastIndex = from;
  let open = 1;
  while (open > 0) {
    const tag = tags.exec(html);
    if (tag === null) return html.length;
    open += tag[1] === '/' ? -1 : 1;
  }
  return tags.lastIndex;
}
