import { daysBetween, longDate } from '#model/time/date.ts';
import type { Doubt } from '#model/record/export.ts';
import type { Rule } from '#model/record/finding.ts';
import { formatNumber } from '#model/words/format.ts';
import type { Portal } from '#model/portal.ts';
import { aboutExport } from './about.ts';

/** A rewritten past is a finding for so many days after the dump that showed it. */
const RESTATED_DAYS = 31;

export const doubted = (rule: Doubt['rule']) => (portal: Portal) =>
  portal.portfolio.exports.flatMap(({ contract, suspicions }) =>
    suspicions
      .filter((doubt) => doubt.rule === rule)
      .map((doubt) => aboutExport(contract, doubt.sentence)),
  );

/** What looking at the rows of an export makes doubtful; each is also said on every page that draws from it. */
export const doubtRules: Rule<Portal>[] = [
  {
    id: 'export/future',
    severity: 'warn',
    what: 'no row is dated in the future',
    why: 'a slip of a year would move the day that all is judged by',
    fix: 'correct the date at the source',
    check: doubted('export/future'),
  },
  {
    id: 'export/past',
    severity: 'warn',
    what: 'no row is dated far before all others',
    why: 'a slip of a century makes a hundred years of missing weeks',
    fix: 'correct the date at the source, or set a minimum in the contract',
    check: doubted('export/past'),
  },
  {
    id: 'export/unit-drift',
    severity: 'warn',
    what: 'no column jumps by a factor that units differ by',
    why: 'minutes read as hours are sixty times the truth',
    fix: 'ask the owner; convert at the source, or name the jump in the contract under trilens.jumps with its reason',
    check: doubted('export/unit-drift'),
  },
  {
    id: 'export/row-count',
    severity: 'warn',
    what: 'about as many rows come as usual',
    why: 'a dump that was cut looks like a good week',
    fix: 'ask whether the dump is whole',
    check: doubted('export/row-count'),
  },
  {
    id: 'export/totals',
    severity: 'warn',
    what: 'no row sums up others of its export',
    why: 'what it sums up would count twice',
    fix: 'leave totals out of the query, name the rows that count with where, or allow only those with constraints.enum; a site that is required (constraints.required) sets rows without one aside',
    check: doubted('export/totals'),
  },
  {
    id: 'export/unread',
    severity: 'warn',
    what: 'no sheet with the same columns, and no merged amount, is left out of an export',
    why: 'a workbook with a sheet a month would be read as one month',
    fix: 'name the sheets in the contract ("sheet": "*" or a list); undo cells that are merged over several amounts',
    check: doubted('export/unread'),
  },
  {
    id: 'export/sentinel',
    severity: 'warn',
    what: 'no number stands for nothing measured',
    why: 'nines that mean nothing move every mean that they are in',
    fix: 'name them under missingValues in the contract, or raise constraints.maximum above them where they are real',
    check: doubted('export/sentinel'),
  },
  {
    id: 'export/week-start',
    severity: 'warn',
    what: 'rows of weeks are dated within the week that they stand for',
    why: 'a week that begins on Sunday is counted in the ISO week before it, so every value is a week early',
    fix: 'say rowsFor: week (or week-ending) in the contract, so that a row is split by days, or date it by the first day of the week',
    check: doubted('export/week-start'),
  },
  {
    id: 'export/ignored',
    severity: 'warn',
    what: 'no more lines are left out under a table than is usual',
    why: 'rows that look like totals or remarks would be missing',
    fix: 'list the lines with trilens read; a date or a primaryKey in the contract tells rows from totals, or leave the totals out of the query',
    check: doubted('export/ignored'),
  },
  {
    id: 'export/overlap',
    severity: 'warn',
    what: 'no row is counted twice',
    why: 'files that overlap double what they share',
    fix: 'name the primaryKey in the contract, and onDuplicate',
    check: doubted('export/overlap'),
  },
  {
    id: 'export/rewritten',
    severity: 'error',
    what: 'a dump adds to what the last good one said, and corrects single days of it',
    why: 'a factor, swapped columns or sites and shifted dates look like a change of the work',
    fix: 'ask the owner; where the new dump is right, name in the contract who accepts it, until when and why (trilens.accept)',
    compares: 'the digest of the dump before, kept in the cache folder',
    check: (portal) =>
      portal.portfolio.exports.flatMap(({ contract, suspicions }) =>
        suspicions
          .filter(({ rule, accepted }) => rule === 'export/rewritten' && !accepted)
          .map(({ sentence }) => aboutExport(contract, sentence)),
      ),
  },
  {
    id: 'export/restated-unexplained',
    severity: 'error',
    what: 'a restated row says which revision it belongs to, and why',
    why: 'numbers that change without a reason are not believed again',
    fix: 'fill the note column of the contract (trilens.note) with revision and reason',
    check: doubted('export/restated-unexplained'),
  },
  {
    id: 'export/overwritten',
    severity: 'error',
    what: 'published days keep their values until a new vintage restates them',
    why: 'history that is rewritten in silence cannot be trusted',
    fix: 'ask the owner; append the new value with its own vintage',
    compares: 'the digest of the dump before, kept in the cache folder',
    check: (portal) =>
      portal.portfolio.exports.flatMap(({ contract, restated }) => {
        const recent = restated.filter(
          (value) =>
            value.seen === null || daysBetween(value.seen, portal.portfolio.asOf) <= RESTATED_DAYS,
        );
        const first = recent[0];
        if (!first) return [];
        const shown = (value: number | null) =>
          value === null ? 'nothing' : formatNumber(value, 2);
        const what = `${first.column ?? 'rows'} of ${longDate(first.period)}${first.site === null ? '' : ` at ${first.site}`}${first.withheld ? ' (withheld: too few people)' : ` from ${shown(first.old)} to ${shown(first.new)}`}`;
        return [
          aboutExport(
            contract,
            `The past was rewritten: ${what}${recent.length > 1 ? `, and ${recent.length - 1} more` : ''}.`,
          ),
        ];
      }),
  },
];
