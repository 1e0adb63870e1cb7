import { OwnParts } from '#model/record/ownParts.ts';
import type { SourceKind } from './kind.ts';
import { BadSource, type Column, type Part } from './part.ts';

/** Rows with columns that have a kind of their own. Values are text: numbers with a point, dates and times as ISO 8601. */
export interface OwnTable {
  columns: readonly Column[];
  rows: readonly (readonly (string | null)[])[];
}

/** A kind of source of the portfolio's own, as `trilens.config.ts` writes it. */
export interface OwnSource {
  name: string;
  /** Endings of files in the data folder that may be of this kind, without the point. */
  endings: readonly string[];
  /** Whether a file is of this kind, by its bytes: its name may say anything. */
  begins: (bytes: Uint8Array) => boolean;
  /** The rows as a table, or as the text of a CSV file. What throws makes a bad dump. */
  read: (bytes: Uint8Array) => OwnTable | string | Promise<OwnTable | string>;
}

export const ownSources = new OwnParts<OwnSource>('sources');

/** The portfolio's own kinds, read as the shipped ones are. */
export function ownKinds(): SourceKind[] {
  return ownSources.all.map((own) => ({
    name: own.name,
    endings: own.endings,
    begins: own.begins,
    read: async (part, bytes) => {
      const table = await readOwn(own, bytes);
      const content: Part['content'] =
        typeof table === 'string'
          ? { kind: 'bytes', bytes: Buffer.from(table) }
          : {
              kind: 'table',
              columns: [...table.columns],
              rows: table.rows.map((row) => [...row]),
            };
      return [{ ...part, source: 'own', content, notes: [...part.notes, own.name] }];
    },
  }));
}

async function readOwn(own: OwnSource, bytes: Uint8Array): Promise<OwnTable | string> {
  let table: OwnTable | string;
  try {
    table = await own.read(bytes);
  } catch (error) {
    throw bad(own, `failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof table === 'string') return table;
  const width = table?.columns?.length;
  if (!width || !Array.isArray(table.rows))
    throw bad(own, 'gave neither a text nor { columns, rows }');
  const odd = table.rows.findIndex((row) => !Array.isArray(row) || row.length !== width);
  if (odd >= 0)
    throw bad(own, `gave row ${odd + 1} with other than ${width} values, one for each column`);
  const typed = table.rows.findIndex((row) =>
    row.some((cell: unknown) => cell !== null && typeof cell !== 'string'),
  );
  if (typed >= 0)
    throw bad(own, `gave row ${typed + 1} with a value that is neither a text nor null`);
  return table;
}

function bad(own: OwnSource, what: string): BadSource {
  return new BadSource(
    'export/own-source',
    `the source ${own.name} of trilens.config.ts ${what}`,
    'its reader in trilens.config.ts failed',
    'correct its read function, or the file',
  );
}
