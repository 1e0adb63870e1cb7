import type { Playbook } from '#model/record/playbook.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { IsoDate } from '#model/time/date.ts';
import { withoutWithheld } from './drop.ts';
import type { Withheld } from './withheld.ts';

/** Whether readers may see it on a day. */
export function isPublished(
  { draft, publishedFrom }: Pick<Playbook, 'draft' | 'publishedFrom'>,
  day: IsoDate,
): boolean {
  return draft !== true && (publishedFrom === undefined || publishedFrom <= day);
}

/** The records without playbooks that are drafts, or that are published later; what names them goes with them. */
export function publishedOnly<P extends Pick<Portfolio, 'playbooks' | 'initiatives'>>(
  portfolio: P,
  day: IsoDate,
): P {
  const waiting = portfolio.playbooks.filter((playbook) => !isPublished(playbook, day));
  if (waiting.length === 0) return portfolio;
  const out: Withheld = { ...NOTHING, playbook: new Set(waiting.map(({ id }) => id)) };
  return {
    ...portfolio,
    playbooks: withoutWithheld(
      'playbook',
      portfolio.playbooks.filter(({ id }) => !out.playbook.has(id)),
      out,
    ),
    initiatives: withoutWithheld('initiative', portfolio.initiatives, out),
  };
}

const none: ReadonlySet<string> = new Set();
const NOTHING: Withheld = {
  goal: none,
  metric: none,
  initiative: none,
  item: none,
  playbook: none,
  report: none,
  export: none,
  review: none,
  columns: new Map(),
};
