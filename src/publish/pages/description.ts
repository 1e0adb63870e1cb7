/** Letters that search engines and chats show of a description. */
const LONGEST = 200;

/** A page that says nothing of itself in its head says there what its first lines say: its heading, and the lead below it. */
export function withDescription(html: string): string {
  const head = html.indexOf('</title>');
  if (head < 0 || /<meta name="description"/.test(html.slice(0, html.indexOf('</head>'))))
    return html;
  const words = [
    /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1],
    /<p class="lead[^>]*>([\s\S]*?)<\/p>/.exec(html)?.[1],
  ]
    .map((part) => wordsOf(part ?? ''))
    .filter((part) => part !== '');
  if (words.length === 0) return html;
  const said = cut(words.map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(' '));
  const at = head + '</title>'.length;
  return `${html.slice(0, at)}<meta name="description" content="${said.replaceAll('"', '&quot;')}">${html.slice(at)}`;
}

/** Text between tags, in the entities of the page. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:?!])/g, '$1')
    .trim();
}

/** Between words, so that no entity is cut. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const kept = text.slice(0, LONGEST);
  return `${kept.slice(0, kept.lastIndexOf(' '))} …`;
}
