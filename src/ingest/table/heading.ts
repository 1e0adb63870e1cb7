const SPACE = /[\s\u200b\ufeff]/;

/** A heading on one line: line breaks and runs of spaces of any kind are one space. */
export function oneSpaced(heading: string): string {
  if (!SPACE.test(heading)) return heading;
  return heading.replaceAll(/[\s\u200b\ufeff]+/g, ' ').trim();
}
