import { decodeHTML } from 'entities';

/** A text in the ways it may be meant: as it is, without escapes, and last without markup. */
export function readingsOf(raw: string): string[] {
  const plain = withoutEscapes(raw);
  const readings = new Set([raw, plain]);
  // Within a word markup parts nothing; between blocks it does. Lines may be folded or broken at a hyphen.
  const joined = plain
    .replaceAll(INLINE, inline)
    .replaceAll(/<!\[CDATA\[|\]\]>/g, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/\r?\n[ \t]/g, (fold) => (fold.startsWith('\r') ? '' : ' '))
    .replaceAll(/[-‐]\s*\n\s*/g, '')
    .replaceAll(/<[^<>]*>/g, ' ');
  if (/\]\(|\*\*/.test(raw)) readings.add(withoutMarkdown(raw));
  if (QUOTED.test(raw)) readings.add(withoutQuoting(raw));
  // What readers see comes last.
  for (const seen of [joined, plain.replaceAll(/<[^<>]*>/g, ' ')]) {
    readings.delete(seen);
    readings.add(seen);
  }
  return [...readings];
}

/** Tags that part no word, of HTML, SVG and Office. */
const INLINE =
  /<\/?(?:b|i|u|s|em|strong|span|a|wbr|mark|small|big|sub|sup|code|kbd|samp|var|tt|font|ruby|rb|rt|rp|bdi|bdo|abbr|acronym|cite|q|dfn|time|data|del|ins|nobr|tspan|w:[\w]+|a:r|a:t|a:rPr|r|t|rPr)(?:\s[^<>]*)?\/?>/gi;

/** Quoted-printable of mails (RFC 2045, 6.7). */
const QUOTED = /=\r?\n|=[0-9A-F]{2}/;

function withoutQuoting(raw: string): string {
  return raw
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (escaped) => percent(escaped.replaceAll('=', '%')));
}

/** Words of Markdown without addresses, emphasis and escapes. */
function withoutMarkdown(raw: string): string {
  return raw
    .replaceAll(/!?\[|\]\([^()\s]*\)|\*\*|(?<!\\)[*`]/g, '')
    .replaceAll(/\\[*`[\]<_]/g, (sign) => (sign === '\\*' ? '' : sign.slice(1)));
}

/** Paragraphs of Office end a line; runs and texts in them do not. */
const inline = (tag: string) => (/^<\/?w:(?:p|tr|tc|tab|br)\b/i.test(tag) ? ' ' : '');

/** Entities, and the escapes of JSON, scripts, style sheets, addresses, RTF and PDF, however often they were applied. */
function withoutEscapes(raw: string): string {
  let text = raw;
  for (let round = 0; round < 3; round++) {
    const next = once(text);
    if (next === text) break;
    text = next;
  }
  return text;
}

function once(text: string): string {
  return decodeHTML(text)
    .replaceAll(/\\u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/gi, (_, long, short) =>
      sign(String(long ?? short)),
    )
    .replaceAll(/\\(?:x|')([0-9a-f]{2})/gi, (_, hex: string) => sign(hex))
    .replaceAll(/\\([0-9a-f]{1,6})\s/gi, (_, hex: string) => sign(hex))
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, percent)
    .replaceAll(/\\([0-3]?[0-7]{2})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    )
    .replaceAll(/\\[nrt]/g, ' ')
    .replaceAll(/\\(["\\/,;()])/g, '$1');
}

function sign(hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code > 0x10ffff ? ' ' : String.fromCodePoint(code);
}

function percent(escaped: string): string {
  const bytes = Uint8Array.from(escaped.slice(1).split('%'), (hex) => Number.parseInt(hex, 16));
  return new TextDecoder().decode(bytes);
}
