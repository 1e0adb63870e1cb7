import { describe, expect, it } from 'vitest';
import { runsCsv } from '#client/run/runsCsv.ts';
import { endRun, type Run } from '#model/run/run.ts';
import { dataFolder, read } from '../export/folder.ts';

const at = (minute: number) => `2026-10-06T06:${String(minute).padStart(2, '0')}:00+02:00`;
const steps = ['Look', 'Close'].map((title) => ({ key: title, title, role: '', mark: '' }));
const gap = {
  name: 'Gap',
  kind: 'number',
  at: at(3),
  number: 0.5,
  text: '',
  unit: 'mm',
  minimum: 0.2,
  maximum: 0.4,
  verdict: 'outside',
} as const;
const record = (id: string) => {
  const run: Run = {
    id,
    playbook: 'daily',
    revision: 'f00d',
    site: 'north',
    order: 'M-7',
    started: at(0),
    ticks: { Look: { at: at(4), mark: '', role: '' } },
    entries: { Gap: gap },
    handovers: [],
  };
  return endRun(run, steps, { at: at(9), outcome: null });
};
/** Two runs of four rows each: the run, its two steps, and the value. */
const CSV = runsCsv([record('r1'), record('r2')]);

async function accepted(edit: (rows: string[]) => string[]) {
  const [head = '', ...rows] = CSV.trim().split('\r\n');
  const names = head.split(',');
  const numbers = ['row', 'minutes', 'done', 'steps', 'number', 'minimum', 'maximum'];
  const fields = names.map((name) => ({
    name,
    type: numbers.includes(name) ? 'number' : name === 'at' ? 'datetime' : 'string',
    ...(name === 'at' ? { timeZone: 'Europe/Berlin' } : {}),
  }));
  const file = `${[head, ...edit(rows)].join('\r\n')}\r\n`;
  const { report } = await read(
    await dataFolder(
      { 'stops.csv': file },
      {
        schema: { fields, primaryKey: ['run', 'row'] },
        trilens: { site: undefined, seal: 'seal', onDuplicate: 'keep-last', maxQuarantined: 1 },
      },
    ),
  );
  expect(report.rowsIn).toBe(report.accepted + report.quarantined + report.ignored);
  return {
    accepted: report.accepted,
    quarantined: report.quarantine.map(({ line, reason }) => `${line} ${reason}`),
  };
}

describe('the records of runs', () => {
  it('are read as they were written, in any order of their rows, and once where they come twice', async () => {
    expect(await accepted((rows) => rows)).toEqual({ accepted: 8, quarantined: [] });
    expect((await accepted((rows) => rows.toReversed())).quarantined).toEqual([]);
    expect((await accepted((rows) => [...rows, ...rows])).quarantined).toEqual([]);
  });

  it('lose a row that was changed, and keep the others', async () => {
    const changed = await accepted((rows) => rows.map((row) => row.replace(',0.5,', ',0.3,')));
    expect(changed.accepted).toBe(6);
    expect(changed.quarantined[0]).toContain('5 seal does not fit the row: a cell was changed');
  });

  it.each([
    ['between others', 2, 'row 3 of run r1 was taken out'],
    ['at the beginning', 0, 'row 1 of run r1 was taken out'],
    ['at the end', 3, 'what follows row 3 of run r1 was taken out'],
  ])('lose the whole run of which a row %s was taken out', async (_, index, words) => {
    const cut = await accepted((rows) => rows.toSpliced(index, 1));
    expect(cut.accepted).toBe(4);
    expect(cut.quarantined).toHaveLength(3);
    expect(cut.quarantined[0]).toContain(words);
  });

  it('lose a row that was added or copied under another number', async () => {
    const added = await accepted((rows) => [...rows, rows[3]!.replace('r1,4,', 'r1,5,')]);
    expect(added.accepted).toBe(8);
    expect(added.quarantined.at(-1)).toContain('10 seal does not fit');
  });
});
