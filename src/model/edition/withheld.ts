import { type Audience, sees } from '#model/record/audience.ts';
import type { Nameable, Withholdable } from '#model/record/references.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { withheldColumns } from './columns.ts';

/** What an edition leaves out: ids by kind of record, and the columns of each export that it shows. */
export interface Withheld extends Record<Withholdable, ReadonlySet<string>> {
  /** Reviews of gates of withheld initiatives. */
  review: ReadonlySet<string>;
  columns: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Meant {
  id: string;
  audience?: Audience | undefined;
}

/** What an edition for `reader` leaves out. An item of a withheld initiative, and an export that feeds withheld metrics only, go with them. */
export function withheldFrom(portfolio: Portfolio, reader: Audience): Withheld {
  const { audiences, friction, standups } = portfolio.settings;
  const hidden = (record: Meant) => !sees(audiences, reader, record.audience);
  const ids = (records: readonly Meant[]) =>
    new Set(records.filter(hidden).map((record) => record.id));
  const metric = ids(portfolio.metrics);
  const initiative = ids(portfolio.initiatives);
  const feeds = (name: string) => portfolio.metrics.filter((one) => one.export === name);
  const onlyHidden = (name: string) =>
    feeds(name).length > 0 &&
    name !== friction?.export &&
    name !== standups?.export &&
    feeds(name).every((one) => metric.has(one.id));
  const goes = ({ contract }: Portfolio['exports'][number]) =>
    !sees(audiences, reader, contract.audience) || onlyHidden(contract.name);
  const exports = new Set(portfolio.exports.filter(goes).map(({ contract }) => contract.name));
  return {
    goal: ids(portfolio.goals),
    metric,
    initiative,
    playbook: ids(portfolio.playbooks),
    report: ids(portfolio.reports),
    item: new Set(
      portfolio.roadmap
        .filter((item) => hidden(item) || initiative.has(item.initiative ?? ''))
        .map((item) => item.id),
    ),
    export: exports,
    review: new Set(
      portfolio.initiatives
        .filter((one) => initiative.has(one.id))
        .flatMap((one) => one.gates.map((review) => review.id)),
    ),
    columns: withheldColumns(portfolio, metric, exports),
  };
}

/** Folders of records, as findings and accepted findings name them. */
export const FOLDERS: Record<Withholdable, string> = {
  goal: 'goals',
  metric: 'metrics',
  initiative: 'initiatives',
  item: 'roadmap',
  playbook: 'playbooks',
  report: 'reports',
  export: 'data',
};

/** Whether an edition leaves out what a reference names. */
export function isWithheld(out: Withheld, names: Nameable, id: string): boolean {
  switch (names) {
    case 'initiative or roadmap item':
      return out.initiative.has(id) || out.item.has(id);
    case 'record': {
      const [folder = '', ...rest] = id.split('/');
      return (Object.keys(FOLDERS) as Withholdable[]).some(
        (kind) => FOLDERS[kind] === folder && out[kind].has(rest.join('/')),
      );
    }
    case 'site':
    case 'line':
    case 'framework':
    case 'rule':
      return false;
    default:
      return out[names].has(id);
  }
}
