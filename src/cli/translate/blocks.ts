/** A piece of a text between empty lines; `isText`: it holds words that are translated. */
interface Block {
  text: string;
  isText: boolean;
}

/** A line that opens or closes code, in which empty lines part nothing and nothing is translated. */
const FENCE = /^\s*(```|~~~)/;
/** Props that readers see. */
const SEEN = /\b(?:title|alt|question|caption|text|markers)=/;

/** The pieces of a text in their order; joined by empty lines they are the text again. */
export function blocksOf(body: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let isCode = false;
  const close = () => {
    if (lines.length > 0) blocks.push(blockOf(lines.join('\n')));
    lines = [];
  };
  for (const line of body.trim().split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    if (line.trim() === '' && !isCode) close();
    else lines.push(line);
  }
  close();
  return blocks;
}

function blockOf(text: string): Block {
  const isCode = FENCE.test(text);
  const words = text.replaceAll(/<[^<>]*>/g, (tag) => (SEEN.test(tag) ? tag : ''));
  return { text, isText: !isCode && /\p{L}/u.test(words) };
}
