import { escapeMarkup } from '#model/words/escapeMarkup.ts';
import { decisionsDue } from '#model/questions/decisionsDue.ts';
import type { Portal } from '#model/portal.ts';
import { longDate } from '#model/time/date.ts';
import { periodName } from '#model/time/period.ts';
import { formatValue } from '#model/words/format.ts';
import { address } from '#site/urls.ts';
import { heading, INK, linked, mailPage, paragraph, table, text } from './mail.ts';
import type { Notice } from './notice.ts';

/** The state of the portfolio as one mail. */
export function emailPage(portal: Portal, notice: Notice): string {
  const { settings, asOf } = portal.portfolio;
  const more =
    notice.link === null
      ? ''
      : paragraph(
          `<a href="${escapeMarkup(notice.link)}" style="color:#14505f">What changed, with its numbers</a>`,
        );
  return mailPage({
    language: settings.locale,
    title: notice.title,
    headline: notice.headline,
    sections: [goalTable(portal), decisionTable(portal), ...notice.groups.map(groupList), more],
    foot: `${settings.name}, as of ${longDate(asOf)}.`,
  });
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
