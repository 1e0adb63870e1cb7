import { escapeMarkup } from '#model/words/escapeMarkup.ts';
import { decisionsDue } from '#model/questions/decisionsDue.ts';
import type { Portal } from '#model/portal.ts';
import { longDate } from '#model/time/date.ts';
import { periodName } from '#model/time/period.ts';
import { countOf, formatValue } from '#model/words/format.ts';
import { address } from '#site/urls.ts';
import type { Notice } from './notice.ts';

/** Rows of a table; what is more is a number and a link. Mail of over 102 KB is cut off by Gmail. */
const MOST = 12;
/** Letters of a text in a cell, so that no record makes the mail too large. */
const LONGEST = 240;

const INK = '#182024';
const MUTED = '#525c61';
const RULE = '#dad7cc';
const CELL = `padding:6px 10px 6px 0;border-bottom:1px solid ${RULE};text-align:left;vertical-align:top;font:14px/1.4 Arial,sans-serif;color:${INK};`;

/**
 * The state of the portfolio as one HTML file for a mail: tables and styles in the elements, since Outlook draws with Word and
 * drops style sheets, flexible boxes and SVG (caniemail.com); no picture, no script, nothing that is fetched.
 */
export function emailPage(portal: Portal, notice: Notice): string {
  const { settings } = portal.portfolio;
  const sections = [goalTable(portal), decisionTable(portal), ...notice.groups.map(groupList)];
  const more =
    notice.link === null
      ? ''
      : paragraph(
          `<a href="${escapeMarkup(notice.link)}" style="color:#14505f">What changed, with its numbers</a>`,
        );
  return `<!doctype html>
<html lang="${escapeMarkup(settings.locale.slice(0, 2))}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(notice.title)}</title></head>
<body style="margin:0;padding:0;background:#ffffff">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px">
<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" style="width:640px;max-width:100%"><tr><td>
<h1 style="font:bold 22px/1.25 Georgia,serif;color:${INK};margin:0 0 6px">${text(notice.headline)}</h1>
${paragraph(text(notice.title), MUTED)}
${sections.join('\n')}
${more}
${paragraph(`${text(settings.name)}, as of ${longDate(portal.portfolio.asOf)}.`, MUTED)}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function goalTable({ goals, portfolio }: Portal): string {
  const rows = goals.map(({ goal, metric, sentence, isNorthStar }) => {
    const latest = metric?.all.latest;
    const value =
      metric && latest
        ? `${formatValue(metric.metric, latest.value)}, ${periodName(latest.period, metric.metric.grain)}`
        : 'no value yet';
    const target = metric?.metric.target;
    const wanted =
      metric && target
        ? `${formatValue(metric.metric, target.value)}${target.by ? ` by ${longDate(target.by)}` : ''}`
        : 'none';
    return [
      linked(
        `${goal.title}${isNorthStar ? ' (North Star)' : ''}`,
        address(`goals/${goal.id}/`, portfolio.settings.url),
      ),
      text(value),
      text(wanted),
      text(sentence),
    ];
  });
  return table('Goals', ['Goal', 'Newest', 'Target', 'Status'], rows);
}

function decisionTable(portal: Portal): string {
  const { asOf, settings } = portal.portfolio;
  const rows = decisionsDue(portal).map((due) => [
    text(due.decider),
    text(`${longDate(due.by)}${due.by < asOf ? ', overdue' : ''}`),
    linked(due.question, address('decisions/', settings.url)),
    text(due.ifNot ?? 'not written'),
  ]);
  return table('Decisions that are asked for', ['Who', 'By', 'What', 'If it is not decided'], rows);
}

function groupList({ title, lines, more }: Notice['groups'][number]): string {
  const items = [...lines, ...(more > 0 ? [`${more} more`] : [])];
  return `${heading(title)}<ul style="margin:0;padding:0 0 0 18px;font:14px/1.5 Arial,sans-serif;color:${INK}">${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;
}

/** `rows` are HTML already. */
function table(title: string, head: readonly string[], rows: readonly string[][]): string {
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

function heading(title: string): string {
  return `<h2 style="font:bold 16px/1.3 Arial,sans-serif;color:${INK};margin:22px 0 4px">${text(title)}</h2>`;
}

function paragraph(html: string, colour = INK): string {
  return `<p style="font:14px/1.5 Arial,sans-serif;color:${colour};margin:6px 0">${html}</p>`;
}

function linked(words: string, to: string | null): string {
  return to === null
    ? text(words)
    : `<a href="${escapeMarkup(to)}" style="color:#14505f">${text(words)}</a>`;
}

function text(words: string): string {
  return escapeMarkup(words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words);
}
