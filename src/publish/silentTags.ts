/** What a reader does not see, or sees as a control and not as words: left out wherever a page is taken along as text. */
export const SILENT_TAGS: ReadonlySet<string> = new Set([
  'svg',
  'script',
  'style',
  'button',
  'nav',
  'form',
  'template',
  'iframe',
  'progress',
  'input',
]);
