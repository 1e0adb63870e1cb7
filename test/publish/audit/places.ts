import { FILE_PLACES } from './filePlaces.ts';
import { each, escapeHtml, fold, half, hex, inner, type Place } from './writing.ts';

/** In files of text. */
const TEXT_PLACES: Place[] = [
  { name: 'text of a page', file: 'a.html', of: (text) => `<p>So ${text}, then.</p>` },
  {
    name: 'text with tags in its words',
    file: 'a.html',
    of: (text) => `<p>${inner(text, '<b></b>')}</p>`,
  },
  {
    name: 'text over tags',
    file: 'a.html',
    of: (text) => `<p>${text.replaceAll(' ', '</b> <b class="x">')}</p>`,
  },
  { name: 'text with <wbr>', file: 'a.html', of: (text) => `<p>${inner(text, '<wbr>')}</p>` },
  { name: 'soft hyphens', file: 'a.html', of: (text) => `<p>${inner(text, '\u00AD')}</p>` },
  {
    name: 'soft hyphens as entities',
    file: 'a.html',
    of: (text) => `<p>${inner(text, '&shy;')}</p>`,
  },
  { name: 'marks of no width', file: 'a.html', of: (text) => `<p>${inner(text, '\u200B')}</p>` },
  { name: 'capitals', file: 'a.html', of: (text) => `<h1>${text.toUpperCase()}</h1>` },
  {
    name: 'accents apart',
    file: 'a.html',
    of: (text) => `<p>${text.replaceAll('o', 'o\u0308')}</p>`,
  },
  { name: 'title of a tag', file: 'a.html', of: (text) => `<p title="${escapeHtml(text)}">x</p>` },
  { name: 'aria-label', file: 'a.html', of: (text) => `<svg aria-label='${text}'></svg>` },
  {
    name: 'alt text',
    file: 'a.html',
    of: (text) => `<img src="x.png" alt="Chart of ${escapeHtml(text)}">`,
  },
  {
    name: 'meta description',
    file: 'a.html',
    of: (text) => `<meta name="description" content="${text}">`,
  },
  { name: 'data attribute', file: 'a.html', of: (text) => `<i data-x='{"a":"${text}"}'></i>` },
  { name: 'comment', file: 'a.html', of: (text) => `<p>x</p><!-- ${text} -->` },
  {
    name: 'decimal entities',
    file: 'a.html',
    of: (text) => `<p>${each(text, (s) => `&#${s.charCodeAt(0)};`)}</p>`,
  },
  {
    name: 'hexadecimal entities',
    file: 'a.html',
    of: (text) => `<p>${each(text, (s) => `&#x${hex(s, 1)};`)}</p>`,
  },
  {
    name: 'entities of entities',
    file: 'a.xml',
    of: (text) => `<p>${each(text, (s) => `&amp;#${s.charCodeAt(0)};`)}</p>`,
  },
  {
    name: 'inline data of a page',
    file: 'a.html',
    of: (text) => `<script type="application/json">{"t":"${text}"}</script>`,
  },
  { name: 'JSON', file: 'a.json', of: (text) => JSON.stringify({ a: [{ b: text }] }) },
  {
    name: 'JSON with escapes',
    file: 'a.json',
    of: (text) => `{"a":"${each(text, (s) => `\\u${hex(s, 4)}`)}"}`,
  },
  { name: 'first cell of a CSV', file: 'a.csv', of: (text) => `${text},1,2\n` },
  { name: 'last cell of a CSV', file: 'a.csv', of: (text) => `1,2,"${text}"\n` },
  {
    name: 'feed',
    file: 'feed.xml',
    of: (text) => `<feed><entry><title>${text}</title></entry></feed>`,
  },
  {
    name: 'calendar, folded',
    file: 'gates.ics',
    of: (text) => `BEGIN:VEVENT\r\nSUMMARY:${fold(text)}\r\nEND:VEVENT\r\n`,
  },
  {
    name: 'address',
    file: 'a.html',
    of: (text) => `<a href="/x/?q=${encodeURIComponent(text)}">x</a>`,
  },
  {
    name: 'address, every sign escaped',
    file: 'sitemap-0.xml',
    of: (text) => `<loc>/x/${each(text, (s) => `%${hex(s, 2)}`)}/</loc>`,
  },
  { name: 'script', file: 'a.js', of: (text) => `const x = ${JSON.stringify(text)};` },
  {
    name: 'script with escapes',
    file: 'a.js',
    of: (text) => `x="${each(text, (s) => `\\x${hex(s, 2)}`)}"`,
  },
  {
    name: 'source map',
    file: 'a.js.map',
    of: (text) => JSON.stringify({ sourcesContent: [`x("${text}")`] }),
  },
  { name: 'style sheet', file: 'a.css', of: (text) => `a::after { content: "${text}" }` },
  {
    name: 'style sheet with escapes',
    file: 'a.css',
    of: (text) => `a::after { content: "${each(text, (s) => `\\${hex(s, 4)} `)}" }`,
  },
  {
    name: 'picture of lines',
    file: 'a.svg',
    of: (text) =>
      `<svg><text>${text.slice(0, half(text))}<tspan dx="1">${text.slice(half(text))}</tspan></text></svg>`,
  },
  {
    name: 'label of OpenMetrics',
    file: 'api/metrics.prom',
    of: (text) => `# HELP trilens_value ${text}\ntrilens_value{metric="a",title="${text}"} 1\n`,
  },
  {
    name: 'description of a JSON Schema',
    file: 'api/schema/a.schema.json',
    of: (text) => JSON.stringify({ properties: { a: { description: `Of ${text}.` } } }),
  },
  {
    name: 'value of a JSON Schema',
    file: 'api/schema/a.schema.json',
    of: (text) => JSON.stringify({ properties: { a: { enum: ['b', text] } } }),
  },
  {
    name: 'foresight',
    file: 'api/foresight.json',
    of: (text) => JSON.stringify({ delay: [{ sentence: `Waiting for ${text} costs 3 days.` }] }),
  },
  {
    name: 'minutes of a meeting',
    file: 'decisions/a/minutes/index.html',
    of: (text) => `<textarea name="minutes">1. ${escapeHtml(text)}\n</textarea>`,
  },
  {
    name: 'choices of a form',
    file: 'initiatives/a/what-if/index.html',
    of: (text) => `<select><option value="${escapeHtml(text)}">x</option></select>`,
  },
  {
    name: 'record of a run',
    file: 'runs/a.csv',
    of: (text) => `step,value,comment\n1,3,"said ""${text}"""\n`,
  },
  {
    name: 'web manifest',
    file: 'manifest.webmanifest',
    of: (text) => JSON.stringify({ name: 'a', shortcuts: [{ name: text, url: './x/' }] }),
  },
  {
    name: 'list of a service worker',
    file: 'sw.js',
    of: (text) => `const FILES=[["x/${encodeURIComponent(text)}/","0a1b"]];`,
  },
  {
    name: 'words of the search index',
    file: 'pagefind/vocabulary.json',
    of: (text) => JSON.stringify({ titles: [text], words: ['a'] }),
  },
  {
    name: 'title of a drawing',
    file: 'og/a.svg',
    of: (text) => `<svg role="img"><title>${text}</title><desc>x</desc></svg>`,
  },
  {
    name: 'metadata of a drawing',
    file: 'a.svg',
    of: (text) => `<svg><metadata><rdf:li>${text}</rdf:li></metadata></svg>`,
  },
  {
    name: 'preview of a page',
    file: 'a.html',
    of: (text) => `<meta property="og:title" content="${escapeHtml(text)}">`,
  },
  {
    name: 'linked data',
    file: 'a.html',
    of: (text) => `<script type="application/ld+json">{"name":${JSON.stringify(text)}}</script>`,
  },
  {
    name: 'redirect',
    file: 'old/index.html',
    of: (text) => `<meta http-equiv="refresh" content="0; url=/x/${encodeURIComponent(text)}/">`,
  },
  {
    name: 'list of redirects for a host',
    file: '_redirects',
    of: (text) => `/old/ /x/${encodeURIComponent(text)}/ 301\n`,
  },
  {
    name: 'JSON feed',
    file: 'feed.json',
    of: (text) => JSON.stringify({ items: [{ content_html: `&lt;p&gt;${text}&lt;/p&gt;` }] }),
  },
  {
    name: 'mail, quoted-printable',
    file: 'a.eml',
    of: (text) =>
      [...Buffer.from(text)]
        .map((byte, at) => `=${byte.toString(16).toUpperCase()}${at % 20 === 19 ? '=\r\n' : ''}`)
        .join(''),
  },
  {
    name: 'mail, soft line break',
    file: 'a.eml',
    of: (text) => `${text.slice(0, 6)}=\r\n${text.slice(6)}`,
  },
  {
    name: 'script with escapes of any length',
    file: 'a.js',
    of: (text) => `x="${each(text, (s) => `\\u{${hex(s, 2)}}`)}"`,
  },
  {
    name: 'rich text',
    file: 'a.rtf',
    of: (text) => `{\\rtf1 ${each(text, (s) => `\\'${hex(s, 2)}`)}}`,
  },
  {
    name: 'marks of direction',
    file: 'a.html',
    of: (text) => `<p>${inner(text, '\u202E\u202C\u2066')}</p>`,
  },
  {
    name: 'text with ruby in its words',
    file: 'a.html',
    of: (text) => `<p>${inner(text, '<ruby><rt></rt></ruby>')}</p>`,
  },
  {
    name: 'text in two parts of a feed',
    file: 'feed.xml',
    of: (text) => `<a><![CDATA[${text.slice(0, 6)}]]><![CDATA[${text.slice(6)}]]></a>`,
  },
  {
    name: 'Markdown within words',
    file: 'x/index.md',
    of: (text) => inner(text, '**'),
  },
  {
    name: 'page as Markdown',
    file: 'x/index.md',
    of: (text) => `## **${text.replaceAll(' ', '** **')}**\n`,
  },
];

/** Everywhere that a text may reach in a published folder. */
export const PLACES: Place[] = [...TEXT_PLACES, ...FILE_PLACES];
