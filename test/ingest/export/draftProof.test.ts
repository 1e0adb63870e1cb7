import { describe, expect, it } from 'vitest';
import { draftContract } from '#ingest/contract/draftContract.ts';
import { proveDraft } from '#ingest/export/draftProof.ts';
import { freeRead } from '#ingest/freeRead.ts';
import { dataFolder, read } from './folder.ts';

/** A draft of a file, and what reading the file in a portfolio by it gives. */
async function drafted(text: string) {
  const bytes = Buffer.from(text);
  const source = { kind: 'file' as const, label: 'x.csv', path: 'stops.csv', sha256: '', bytes };
  const table = (await freeRead(source))[0]?.tables[0];
  const { resource } = draftContract(
    'stops.csv',
    table?.header ?? [],
    table?.rows.map(({ cells }) => cells) ?? [],
  );
  const proof = await proveDraft(source, resource);
  const { rows, text: problems } = await read(
    await dataFolder(
      { 'stops.csv': text, 'datapackage.json': JSON.stringify({ resources: [proof.resource] }) },
      {},
    ),
  );
  return { proof, rows, problems };
}

describe('a draft as it is written', () => {
  it('names the lines above the header in the words of the standard, and reads its own file', async () => {
    const commented = await drafted('# logger\n# v2\nday\tparts\n2026-09-01\t5\n2026-09-02\t6\n');
    expect(commented.proof.resource.dialect).toEqual({ delimiter: '\t', commentChar: '#' });
    expect(commented.rows).toEqual([
      ['2026-09-01', 5],
      ['2026-09-02', 6],
    ]);
    const titled = await drafted(
      'Report of the week\n\nday;parts\n01.09.2026;1.234,5\n13.09.2026;6,5\n',
    );
    expect(titled.proof.resource.dialect).toEqual({ delimiter: ';', headerRows: [3] });
    expect(titled.proof.resource.schema.fields).toEqual([
      { name: 'day', type: 'date', format: '%d.%m.%Y' },
      { name: 'parts', type: 'number', decimalChar: ',', groupChar: '.' },
    ]);
    expect(titled.rows).toEqual([
      ['2026-09-01', 1234.5],
      ['2026-09-13', 6.5],
    ]);
    expect(titled.problems).toBe('');
  });

  it('proves a date that it makes of its parts', async () => {
    const { proof, rows } = await drafted(
      'year,month,day,hour,t\n2026,9,1,0,20.5\n2026,9,1,1,20.1\n',
    );
    expect(proof).toMatchObject({ rowsIn: 2, accepted: 2, open: [] });
    expect(rows[1]?.at(-1)).toBe('2026-09-01T01:00');
  });
});
