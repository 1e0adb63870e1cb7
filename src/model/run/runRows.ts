import { minutesBetween } from './localTime.ts';
import type { RunRecord } from './run.ts';

/** The columns of a run's CSV; what each holds is in the guide, and its contract is written there. */
export const RUN_COLUMNS = [
  'run',
  'row',
  'playbook',
  'revision',
  'site',
  'role',
  'order',
  'kind',
  'item',
  'at',
  'minutes',
  'done',
  'steps',
  'number',
  'text',
  'unit',
  'minimum',
  'maximum',
  'verdict',
  'seal',
] as const;
type Column = (typeof RUN_COLUMNS)[number];

type Row = Partial<Record<Column, string | number | null>>;

/** A run as rows: the run itself, its steps, what was entered, and each hand-over. The last column is left for the seal. */
export function runRows(record: RunRecord): (string | number | null)[][] {
  if (record.readBy !== undefined) return [filled(record, readRow(record), 0)];
  const done = record.steps.filter((step) => step.at !== null);
  const roles = [...new Set(done.flatMap(({ role }) => (role === '' ? [] : [role])))];
  const whole: Row = {
    kind: 'run',
    role: roles.join(' + '),
    at: record.ended,
    minutes: minutesBetween(record.started, record.ended),
    done: done.length,
    steps: record.steps.length,
    verdict: record.outcome,
  };
  return [whole, ...stepRows(record), ...entryRows(record), ...handoverRows(record)].map(
    (row, index) => filled(record, row, index),
  );
}

function filled(record: RunRecord, row: Row, index: number): (string | number | null)[] {
  const full: Row = { ...shared(record), row: index + 1, ...row };
  return RUN_COLUMNS.slice(0, -1).map((column) => oneLine(full[column] ?? null));
}

/** Of somebody who read the text: who, as it was typed. */
const readRow = ({ ended, readBy }: RunRecord): Row => ({
  kind: 'read',
  at: ended,
  text: readBy ?? '',
  verdict: 'read',
});

const shared = ({ id, playbook, revision, site, order }: RunRecord): Row => ({
  run: id,
  playbook,
  revision,
  site,
  order,
});

function stepRows({ steps, started, ended, outcome }: RunRecord): Row[] {
  let before = started;
  return steps.map(({ title, at, role }) => {
    const row = {
      kind: 'step',
      item: title,
      role,
      at: at ?? ended,
      minutes: at === null ? null : minutesBetween(before, at),
      verdict: at === null ? (outcome === 'done' ? 'open' : outcome) : 'ticked',
    };
    before = at ?? before;
    return row;
  });
}

function entryRows({ entries }: RunRecord): Row[] {
  return Object.values(entries).map((entry) => ({
    kind: 'value',
    item: entry.name,
    at: entry.at,
    number: entry.number,
    text: entry.text,
    unit: entry.unit,
    minimum: entry.minimum,
    maximum: entry.maximum,
    verdict: entry.verdict,
  }));
}

function handoverRows({ handovers }: RunRecord): Row[] {
  return handovers.map(({ at, from, to }) => ({
    kind: 'handover',
    item: `${from} > ${to}`,
    at,
    verdict: 'handover',
  }));
}

const oneLine = (value: string | number | null) =>
  typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim() : value;
