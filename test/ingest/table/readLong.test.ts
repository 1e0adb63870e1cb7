import { expect, it } from 'vitest';
import { readLong } from '#ingest/table/readLong.ts';
import { readText } from '#ingest/table/readText.ts';
import { pollute } from '../pollution/pollute.ts';
import { spareParts, tickets } from '../pollution/source.ts';

/** A text read row by row: null where only the whole tells its layout. */
function streamed(text: string) {
  const rows: string[][] = [];
  let header: string[] | null = null;
  const read = readLong(text, {
    header: (names) => {
      header = names;
    },
    row: (cells) => rows.push(cells),
  });
  return read && { ...read, header, cells: rows };
}

it('row by row, every polluted file gives what the whole gives, with the same notes and counts', () => {
  let compared = 0;
  for (const file of [
    ...pollute(spareParts(40), { everyRow: 11 }),
    ...pollute(tickets(40), { everyRow: 11 }),
  ]) {
    const long = streamed(file.text);
    if (!long) continue;
    const whole = readText(file.text);
    expect(long.cells, file.name).toEqual(whole.tables[0]?.rows.map((row) => row.cells));
    expect(long.header, file.name).toEqual(whole.tables[0]?.header);
    expect(long.notes, file.name).toEqual(whole.notes);
    expect(long.rowsIn, file.name).toBe(whole.rowsIn);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(150);
});

it('a total after many rows is ignored, and named', () => {
  const rows = Array.from(
    { length: 12_000 },
    (_, index) => `2026-01-${String((index % 28) + 1).padStart(2, '0')},A,${index}`,
  ).join('\n');
  const long = streamed(`Stops\n\nday,site,stops\n${rows}\n\nTotal,,71994000\n`);
  expect(long).toMatchObject({
    header: ['day', 'site', 'stops'],
    rows: 12_000,
    ignoredBy: { preamble: 1, blank: 2, footer: 1 },
    rowsIn: 12_004,
  });
  expect(long?.ignored.at(-1)).toMatchObject({ line: 12_005, reason: 'footer' });
});
