import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isOver, spanEnd, spanOf } from '#model/run/expiry.ts';
import { numberEntry } from '#model/run/numberEntry.ts';
import {
  changedSince,
  endRun,
  isTicked,
  readRecord,
  type Run,
  type RunStep,
} from '#model/run/run.ts';
import { RUN_COLUMNS, runRows } from '#model/run/runRows.ts';
import { checksum } from '#model/run/seal.ts';

const SHIFTS = { dayStartsAt: '06:00', perDay: 3 };
const step = (title: string, mark = 'a', role = ''): RunStep => ({ key: title, title, role, mark });
const run = (change: Partial<Run> = {}): Run => ({
  id: 'r1',
  playbook: 'daily',
  revision: 'f00d',
  site: 'NORTH',
  order: 'M-7',
  started: '2026-10-06T06:00:00+02:00',
  ticks: { Look: { at: '2026-10-06T06:04:00+02:00', mark: 'a', role: 'operator' } },
  entries: {},
  handovers: [],
  ...change,
});

describe('a tick', () => {
  it('counts for the text that was read, and not once the text has changed', () => {
    expect(isTicked(run(), step('Look'))).toBe(true);
    expect(isTicked(run(), step('Look', 'b'))).toBe(false);
    expect(changedSince(run(), step('Look', 'b'))?.at).toBe('2026-10-06T06:04:00+02:00');
    expect(changedSince(run(), step('Look'))).toBeNull();
  });

  it.each([
    ['shift', '2026-10-06T13:59:59+02:00', '2026-10-06T14:00:00+02:00'],
    ['shift', '2026-10-06T23:00:00+02:00', '2026-10-07T06:00:00+02:00'],
    ['day', '2026-10-06T06:00:00+02:00', '2026-10-07T06:00:00+02:00'],
  ] as const)('that ends with the %s is over from %s to %s', (reset, from, to) => {
    expect(isOver(from, to, reset, SHIFTS)).toBe(true);
  });

  it.each([
    // The night shift is one shift, and belongs to the production day in which it began.
    ['shift', '2026-10-06T22:10:00+02:00', '2026-10-07T05:59:00+02:00'],
    ['day', '2026-10-06T07:00:00+02:00', '2026-10-07T05:59:00+02:00'],
    ['never', '2026-01-01T07:00:00+02:00', '2026-10-07T05:59:00+02:00'],
  ] as const)('that ends with the %s lives from %s to %s', (reset, from, to) => {
    expect(isOver(from, to, reset, SHIFTS)).toBe(false);
  });

  it('names the time at which it ends, also past midnight', () => {
    expect(spanEnd('2026-10-06T07:00:00+02:00', 'shift', SHIFTS)).toBe('14:00');
    expect(spanEnd('2026-10-06T23:00:00+02:00', 'shift', SHIFTS)).toBe('06:00');
    expect(spanEnd('2026-10-06T23:00:00+02:00', 'day', SHIFTS)).toBe('06:00');
    expect(spanEnd('2026-10-06T23:00:00+02:00', 'never', SHIFTS)).toBeNull();
    expect(spanOf('2026-03-01T02:00:00+01:00', 'day', SHIFTS)).toBe('2026-02-28');
  });
});

describe('a number that is entered', () => {
  it.each([
    ['12.5', 12.5],
    ['12,5', 12.5],
    [' -3 ', -3],
    ['\u22123,0', -3],
    ['+7', 7],
    [',5', 0.5],
  ])('%s is %d', (typed, value) => expect(numberEntry(typed)).toBe(value));

  it.each(['1.234,5', '1,234,5', '12 5', '5 mm', '1e3', '', 'ok', '12.', '٣'])(
    '%s is asked again',
    (typed) => expect(numberEntry(typed)).toBeNull(),
  );
});

describe('the record of somebody who read a text', () => {
  it('is one row with who it was and which text, under the columns of a run', () => {
    const { id, playbook, revision, site } = run();
    const record = readRecord(
      { id, playbook, revision, site },
      { at: '2026-10-06T06:04:00+02:00', by: 'K. Reader' },
    );
    const [row, ...more] = runRows(record);
    expect(more).toEqual([]);
    const cells = Object.fromEntries(RUN_COLUMNS.slice(0, -1).map((name, at) => [name, row?.[at]]));
    expect(cells).toMatchObject({
      ...{ run: 'r1', row: 1, playbook: 'daily', revision: 'f00d', site: 'NORTH' },
      ...{ kind: 'read', at: '2026-10-06T06:04:00+02:00', text: 'K. Reader', verdict: 'read' },
      ...{ minutes: null, done: null, steps: null },
    });
  });
});

describe('the record of a run', () => {
  const ended = { at: '2026-10-06T06:10:00+02:00', outcome: null };

  it('is done when every step is, and names what is open otherwise', () => {
    expect(endRun(run(), [step('Look')], ended).outcome).toBe('done');
    const open = endRun(run(), [step('Look'), step('Close')], ended);
    expect(open.outcome).toBe('open');
    expect(open.steps.map(({ title, at }) => [title, at !== null])).toEqual([
      ['Look', true],
      ['Close', false],
    ]);
    expect(endRun(run(), [step('Look', 'b')], ended).outcome).toBe('open');
  });

  it('has a row for the run, each step, each value and each hand-over, under the same columns', () => {
    const gap = {
      name: 'Gap',
      kind: 'number',
      at: ended.at,
      number: 0.5,
      text: '',
      unit: 'mm',
      minimum: 0.2,
      maximum: 0.4,
      verdict: 'outside',
    } as const;
    const record = endRun(
      run({
        entries: { Gap: gap },
        handovers: [{ at: ended.at, from: 'operator', to: 'technician' }],
      }),
      [step('Look'), step('Close', 'a', 'technician')],
      ended,
    );
    const rows = runRows(record);
    const of = (column: (typeof RUN_COLUMNS)[number]) =>
      rows.map((row) => row[RUN_COLUMNS.indexOf(column)]);
    expect(of('kind')).toEqual(['run', 'step', 'step', 'value', 'handover']);
    expect(of('verdict')).toEqual(['open', 'ticked', 'open', 'outside', 'handover']);
    expect(of('minutes')).toEqual([10, 4, null, null, null]);
    expect([of('done')[0], of('steps')[0]]).toEqual([1, 2]);
    expect(of('number')[3]).toBe(0.5);
    expect(of('row')).toEqual([1, 2, 3, 4, 5]);
    expect(rows.every((row) => row.length === RUN_COLUMNS.length - 1)).toBe(true);
  });
});

it.each(['', 'a', 'Größe 0,4 µm', '🔧'.repeat(50)])(
  'the checksum of "%s" is the CRC-32 that zlib computes',
  (text) => expect(Number.parseInt(checksum(text), 16)).toBe(crc32(text)),
);
