/** What does in a text what these tags of HTML do on a web page. */
const INSTEAD: Record<string, string> = {
  a: 'write a link as [its words](address)',
  img: 'write a picture as ![what it shows](./picture.png)',
  video: 'write <Video src="./film.mp4" … />',
  iframe: 'link to it: [its words](https://…); no page loads anything from another host',
  script: 'remove it: a text holds no program',
  style: 'remove it: the portal has one appearance for all texts',
  font: 'remove the tag, and mark what matters with **two asterisks**',
  center: 'remove the tag: a text has one alignment',
  div: 'remove the tag: an empty line parts paragraphs',
  p: 'remove the tag: an empty line parts paragraphs',
  span: 'remove the tag, and keep its words',
  section: 'remove the tag: a heading begins a section',
  ul: 'write entries with a hyphen and a space',
  ol: 'write entries with a number, a point and a space',
  li: 'write entries with a hyphen and a space',
  table: 'write a table with | between its cells, and |---| below its header',
  button: 'write a link as [its words](address)',
  form: 'remove it: readers enter values with <Value> in a <Step>',
  input: 'remove it: readers enter values with <Value> in a <Step>',
};

/** What to write in place of a tag of HTML that is no component; null for what is no such tag. */
export function htmlFix(name: string): string | null {
  const heading = /^h([1-6])$/i.exec(name)?.[1];
  if (heading !== undefined)
    return `write a heading as ${'#'.repeat(Number(heading))} and its words`;
  return Object.hasOwn(INSTEAD, name.toLowerCase()) ? (INSTEAD[name.toLowerCase()] ?? null) : null;
}
