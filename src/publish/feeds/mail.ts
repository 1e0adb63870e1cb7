import { countOf } from '#model/words/format.ts';
import { escapeMarkup } from '#model/words/escapeMarkup.ts';

/** Rows of a table; what is more is a number and a link. Mail of over 102 KB is cut off by Gmail. */
const MOST = 12;
/** Letters of a text in a cell, so that no record makes the mail too large. */
const LONGEST = 240;

export const INK = '#182024';
const MUTED = '#525c61';
const RULE = '#dad7cc';
const CELL = `padding:6px 10px 6px 0;border-bottom:1px solid ${RULE};text-align:left;vertical-align:top;font:14px/1.4 Arial,sans-serif;color:${INK};`;

/**
 * One HTML file for a mail: tables and styles in the elements, since Outlook draws with Word and drops style sheets, flexible boxes
 * and SVG (caniemail.com); no picture, no script, nothing that is fetched.
 */
export function mailPage({
  language,
  title,
  headline,
  sections,
  foot,
}: {
  language: string;
  title: string;
  headline: string;
  sections: readonly string[];
  foot: string;
}): string {
  return `<!doctype html>
<html lang="${escapeMarkup(language.slice(0, 2))}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title></head>
<body style="margin:0;padding:0;background:#ffffff">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px">
<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" style="width:640px;max-width:100%"><tr><td>
<h1 style="font:bold 22px/1.25 Georgia,serif;color:${INK};margin:0 0 6px">${text(headline)}</h1>
${paragraph(text(title), MUTED)}
${sections.join('\n')}
${paragraph(text(foot), MUTED)}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

/** `rows` are HTML already. */
export function table(title: string, head: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  const cells = head.map(
    (name) => `<th scope="col" style="${CELL}color:${MUTED};font-size:12px">${text(name)}</th>`,
  );
  const body = rows
    .slice(0, MOST)
    .map((row) => `<tr>${row.map((cell) => `<td style="${CELL}">${cell}</td>`).join('')}</tr>`);
  const rest =
    rows.length > MOST ? paragraph(`${countOf(rows.length - MOST, 'more row')}.`, MUTED) : '';
  return `${heading(title)}<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"><thead><tr>${cells.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>${rest}`;
}

export function heading(title: string): string {
  return `<h2 style="font:bold 16px/1.3 Arial,sans-serif;color:${INK};margin:22px 0 4px">${text(title)}</h2>`;
}

export function paragraph(html: string, colour = INK): string {
  return `<p style="font:14px/1.5 Arial,sans-serif;color:${colour};margin:6px 0">${html}</p>`;
}

export function linked(words: string, to: string | null): string {
  return to === null
    ? text(words)
    : `<a href="${escapeMarkup(to)}" style="color:#14505f">${text(words)}</a>`;
}

export function text(words: string): string {
  return escapeMarkup(words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words);
}
