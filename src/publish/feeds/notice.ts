import { changesInBrief, CHANGE_TITLES } from '#model/report/changesBetween.ts';
import { CHANGE_GROUPS, type Change } from '#model/record/changes.ts';
import { longDate } from '#model/time/date.ts';
import { lower } from '#model/words/format.ts';
import type { Portal } from '#model/portal.ts';
import { address } from '#site/urls.ts';

/** Entries of a group; a message that scrolls is not read. */
const MOST = 5;

/** What a message about a build says, in whatever form it is sent. */
export interface Notice {
  title: string;
  headline: string;
  groups: { title: string; lines: string[]; more: number }[];
  link: string | null;
}

export function noticeOf({ portfolio, headline, changes }: Portal): Notice {
  const compared = changes.build ?? changes.report;
  const list = compared?.list ?? [];
  const groups = CHANGE_GROUPS.map(
    (group) => [group, list.filter((change) => change.group === group)] as const,
  ).filter(([, own]) => own.length > 0);
  const since = compared
    ? `${lower(changesInBrief(compared))} since ${longDate(compared.since.asOf)}`
    : 'published';
  return {
    title: `${portfolio.settings.name}, ${longDate(portfolio.asOf)}: ${since}`,
    headline,
    groups: groups.map(([group, own]) => ({
      title: CHANGE_TITLES[group],
      lines: own.slice(0, MOST).map(line),
      more: Math.max(0, own.length - MOST),
    })),
    link: address('changes/', portfolio.settings.url),
  };
}

function line({ tone, text }: Change): string {
  return `${{ good: '●', bad: '▲', neutral: '–' }[tone]} ${text}`;
}
