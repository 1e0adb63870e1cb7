import { namedColumns } from '#model/metric/namedColumns.ts';
import type { Doubt } from '#model/record/export.ts';
import { longDate } from '#model/time/date.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { ExportOptions } from '#ingest/export/exports.ts';
import type { Accepted, Good, History } from './history.ts';
import { rewriting } from './lastNight.ts';
import type { Refusal } from '#ingest/export/readPart.ts';

/** What a dump does to the past that the last good one told, and whether somebody stands for it. */
export interface AgainstLastNight {
  refusal: Pick<Refusal, 'code' | 'found' | 'why' | 'fix'> | null;
  accepted: Accepted | null;
}

/**
 * Holds a dump against the last good one. One that ends earlier, or that rewrites most of what was known without a
 * vintage, is refused until the contract names who accepts it, until when and why. The dump of another contract is
 * another table: whoever changed the contract has explained what moved.
 */
export function againstLastNight(
  entry: Resource,
  good: Good,
  before: History | null,
  options: ExportOptions,
): AgainstLastNight {
  const found =
    before && before.dated === good.dated ? changeOf(entry, good, before, options) : null;
  if (!found) return { refusal: null, accepted: null };
  const { accept } = entry.trilens;
  const day = options.today ?? options.asOf ?? good.digest.newest ?? '';
  if (accept && accept.until >= day)
    return { refusal: null, accepted: { ...accept, words: found.words } };
  const over = accept ? `; what ${accept.by} accepted ended on ${accept.until}` : '';
  return {
    accepted: null,
    refusal: {
      code: found.code,
      found: `${found.words}${over}`,
      why: found.why,
      fix: `ask the owner of "${entry.name}"; where it is right, say so in its contract: "accept": { "by": "your name", "until": "a date", "reason": "why" }`,
    },
  };
}

function changeOf(
  entry: Resource,
  { contract, digest }: Good,
  before: History,
  options: ExportOptions,
): { code: string; words: string; why: string } | null {
  const was = before.digest;
  if (was.newest !== null && (digest.newest === null || digest.newest < was.newest)) {
    const short = was.rows >= 20 && digest.rows < was.rows / 2;
    return {
      code: 'export/shortened',
      words: `the dump has ${digest.rows} rows up to ${digest.newest ?? 'no date'}; the last good one had ${was.rows} up to ${was.newest}`,
      why: short
        ? 'it is much shorter than the last one and ends earlier'
        : 'it ends earlier than the last one',
    };
  }
  if (before.contract !== contract) return null;
  const metrics = (options.metrics ?? []).filter((metric) => metric.export === entry.name);
  const read = metrics.flatMap((metric) => namedColumns(metric).map(({ column }) => column));
  const words = rewriting(was, digest, {
    read: metrics.length === 0 ? was.columns : read,
    longest: before.longest,
  });
  return words === null
    ? null
    : { code: 'export/rewritten', words, why: `it rewrites the past: ${words}` };
}

/** What stands beside every number: that the past is rewritten, or that somebody accepted it, as long as that holds. */
export function rewrittenDoubts(
  refusals: readonly Refusal[],
  history: History | null,
  day: string,
): Doubt[] {
  const refused = refusals
    .filter(({ code }) => code === 'export/rewritten')
    .map(({ found }): Doubt => ({
      rule: 'export/rewritten',
      sentence: `The newest dump rewrites the past: ${found}.`,
    }));
  const accepted = history?.accepted;
  if (!accepted || accepted.until < day) return refused;
  const { words, by, until, reason } = accepted;
  return [
    ...refused,
    {
      rule: 'export/rewritten',
      accepted: true,
      sentence: `The past was rewritten (${words}); ${by} accepts it until ${longDate(until)}: ${reason}.`,
    },
  ];
}
